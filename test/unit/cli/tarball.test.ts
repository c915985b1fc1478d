import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execaSync } from "execa";
import { expect, test } from "vitest";
import { tarball } from "../../../src/cli/tarball.ts";

const FILES = [
  { path: "/etc/hello", mode: 0o644, bytes: Buffer.from([0xff, 0, 10]) },
  { path: `/usr/share/${"long/".repeat(30)}name`, mode: 0o755, bytes: Buffer.from("#!/bin/sh\n") },
];

test("the same files make the same bytes", async () => {
  const first = await tarball(FILES);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(Buffer.from(await tarball(FILES)).equals(Buffer.from(first))).toBe(true);
});

test("tar lists the files in order, owned by root, with their modes and one fixed time", async () => {
  const { stdout } = execaSync("tar", ["-tvzf", "-", "--numeric-owner", "--utc"], {
    input: await tarball(FILES),
  });
  expect(stdout.split("\n")).toEqual([
    "-rw-r--r-- 0/0               3 2000-01-01 00:00 etc/hello",
    `-rwxr-xr-x 0/0              10 2000-01-01 00:00 ${FILES[1]!.path.slice(1)}`,
  ]);
});

test("tar unpacks the same bytes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tarball-"));
  writeFileSync(join(folder, "it.tar.gz"), await tarball(FILES));
  execaSync("tar", ["-xzf", "it.tar.gz"], { cwd: folder });
  for (const { path, mode, bytes } of FILES) {
    expect(readFileSync(folder + path).equals(bytes)).toBe(true);
    expect(statSync(folder + path).mode & 0o777).toBe(mode);
  }
});

test("neither its header nor its entries tell which machine made it", async () => {
  // The time of the gzip header is 0 and its system is unknown.
  expect(Array.from(await tarball(FILES)).slice(4, 10)).toEqual([0, 0, 0, 0, 2, 255]);
});
