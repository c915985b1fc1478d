import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../support/yaml.ts";

const WRONG = "#!/bin/execlineb -P\ncd   /tmp\n";
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "hooks-"));
  mkdirSync(join(directory, "rootfs"));
  writeFileSync(join(directory, "rootfs/run"), WRONG, { mode: 0o755 });
  writeFileSync(join(directory, "README.md"), "cd   /tmp\n");
});
afterAll(() => rmSync(directory, { recursive: true }));

describe("the action of GitHub", () => {
  const run = (env: Readonly<Record<string, string>>) =>
    execa("sh", ["-c", valueOf(readFileSync("action.yml", "utf8"), "run")], {
      cwd: directory,
      reject: false,
      env: {
        GITHUB_ACTION_PATH: resolve("."),
        GITHUB_WORKSPACE: directory,
        PATHS: ".",
        TARGET: "",
        SARIF: "",
        ...env,
      },
    });

  test("prints what it finds and fails", async () => {
    const { exitCode, stdout } = await run({ TARGET: "debian-12" });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("rootfs/run:2:1: error EL1110");
  });

  test("writes SARIF", async () => {
    expect(await run({ PATHS: "rootfs README.md", SARIF: "lint.sarif" })).toMatchObject({
      exitCode: 1,
      stdout: "",
    });
    const { runs } = JSON.parse(readFileSync(join(directory, "lint.sarif"), "utf8"));
    expect(runs[0].results).toHaveLength(1);
  });

  test("the example gives it only inputs that it has", () => {
    const inputs = /^inputs:\n([^]*?)^\S/m.exec(readFileSync("action.yml", "utf8"))![1]!;
    const example = readFileSync("examples/github-action/lint.yml", "utf8");
    const given = /uses: ignity\/ignity@.*\n +with:\n((?: {10}.*\n)+)/.exec(example)![1]!;
    for (const [, name] of given.matchAll(/^ +(\w+):/gm))
      expect(inputs).toMatch(new RegExp(`^  ${name}:$`, "m"));
  });
});
