import { createHash } from "node:crypto";
import { execaSync } from "execa";
import { expect, test } from "vitest";
import { Project } from "./project.ts";

const TARBALL = "dist/ignity-1.2.3.tar.gz";

function packaged(): Project {
  const project = new Project();
  project.stage("a", "hello", "/usr/bin/a", "/etc/b");
  project.run("generate");
  expect(project.run("package").code).toBe(0);
  return project;
}

test("two runs in two folders make the same tarball", () => {
  expect(packaged().read(TARBALL).equals(packaged().read(TARBALL))).toBe(true);
});

test("its content is what the manifest lists, and nothing else", () => {
  const project = packaged();
  const manifest: { path: string; mode: string }[] = JSON.parse(project.read("generated.json").toString());
  const { stdout } = execaSync("tar", ["-tvzf", TARBALL, "--numeric-owner"], { cwd: project.folder });
  const listed = stdout.split("\n").map((line) => [line.split(" ")[0], `/${line.split(" ").at(-1)}`]);
  expect(listed).toEqual(
    manifest.map(({ path, mode }) => [mode === "0755" ? "-rwxr-xr-x" : "-rw-r--r--", path]),
  );
});

test("sha256sum accepts its checksum", () => {
  const project = packaged();
  const sum = createHash("sha256").update(project.read(TARBALL)).digest("hex");
  expect(project.read(`${TARBALL}.sha256`).toString()).toBe(`${sum}  ignity-1.2.3.tar.gz\n`);
  execaSync("sha256sum", ["--check", "--strict", "ignity-1.2.3.tar.gz.sha256"], {
    cwd: project.path("dist"),
  });
});
