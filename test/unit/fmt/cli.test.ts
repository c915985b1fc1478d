import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const SOURCE = "#!/bin/execlineb -P\nif   { a }   b\n";
const FORMATTED = "#!/bin/execlineb -P\nif { a }\nb\n";
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "fmt-"));
  writeFileSync(join(directory, "run"), SOURCE);
});
afterEach(() => rmSync(directory, { recursive: true }));

const at = (name: string): string => readFileSync(join(directory, name), "utf8");
const run = (file: string, args: readonly string[], input = "") =>
  execa(process.execPath, [resolve(file), ...args], {
    cwd: directory,
    input,
    reject: false,
    stripFinalNewline: false,
  });
const fmt = (args: readonly string[], input?: string) => run("src/cli/ignity.ts", ["fmt", ...args], input);

describe("ignity fmt", () => {
  test("formats the scripts of a directory in place and names them", async () => {
    mkdirSync(join(directory, "deep"));
    writeFileSync(join(directory, "deep/finish"), SOURCE);
    writeFileSync(join(directory, "deep/script"), "#!/bin/sh\nif   true; then :; fi\n");
    symlinkSync("deep/script", join(directory, "link"));
    chmodSync(join(directory, "run"), 0o755);
    expect(await fmt([])).toMatchObject({ exitCode: 0, stdout: "deep/finish\nrun\n", stderr: "" });
    expect([at("run"), at("deep/finish")]).toEqual([FORMATTED, FORMATTED]);
    expect(at("deep/script")).toContain("if   true");
    expect(statSync(join(directory, "run")).mode & 0o777).toBe(0o755);
    expect(await fmt([])).toMatchObject({ exitCode: 0, stdout: "" });
  });

  test("leaves what is no execline script alone, and knows the oneshots of s6-rc", async () => {
    writeFileSync(join(directory, "script"), "#!/bin/sh\nif   true; then :; fi\n");
    writeFileSync(join(directory, "type"), "oneshot\n");
    writeFileSync(join(directory, "up"), "if   { a }\nb\n");
    expect(await fmt(["script", "type", "up"])).toMatchObject({ exitCode: 0, stdout: "up\n" });
    expect(at("up")).toBe("if { a }\nb\n");
  });

  test("--check writes nothing and exits 1", async () => {
    expect(await fmt(["--check", "run"])).toMatchObject({ exitCode: 1, stdout: "run\n" });
    expect(at("run")).toBe(SOURCE);
  });

  test("- goes from standard input to standard output", async () => {
    expect(await fmt(["-"], SOURCE)).toMatchObject({ exitCode: 0, stdout: FORMATTED });
  });

  test("a script with errors is left as it is, every error on its line", async () => {
    const text = '#!/bin/execlineb -P\na "\\0"\n}\n';
    writeFileSync(join(directory, "run"), text);
    const { exitCode, stderr } = await fmt(["run"]);
    expect(exitCode).toBe(1);
    expect(stderr.split("\n").map((line) => line.slice(0, 15))).toEqual([
      "run:2:4: EL1002",
      "run:3:1: EL1005",
      "",
    ]);
    expect(at("run")).toBe(text);
  });

  test.each([
    [["--frobnicate"], 100, "ignity fmt: Unknown option '--frobnicate'\n"],
    [["nowhere"], 111, "ignity fmt: ENOENT: no such file or directory, stat 'nowhere'\n"],
  ])("%j is one line and a code", async (args, exitCode, stderr) => {
    expect(await fmt(args)).toMatchObject({ exitCode, stderr, stdout: "" });
  });
});

describe("prettier --plugin", () => {
  const prettier = (args: readonly string[], input?: string) =>
    run(
      "node_modules/prettier/bin/prettier.cjs",
      ["--plugin", resolve("src/prettier-plugin/index.ts"), ...args],
      input,
    );

  test("knows a script by its first line", async () => {
    writeFileSync(join(directory, "run"), SOURCE.replace("/bin/", "/usr/lib/execline/bin/"));
    expect((await prettier(["run"])).stdout).toBe(FORMATTED.replace("/bin/", "/usr/lib/execline/bin/"));
  });

  test("knows a script by its extension", async () => {
    expect((await prettier(["--stdin-filepath", "a.execline"], SOURCE)).stdout).toBe(FORMATTED);
  });

  test("keeps what is quoted over several lines, and what is to be ignored", async () => {
    const source = 'if {\n  sh -c "\n    a\n  "\n}\n# prettier-ignore\nb   {   c   }\n';
    expect((await prettier(["--parser", "execline"], source)).stdout).toBe(source);
  });

  test("shows where an error is", async () => {
    const { exitCode, stderr } = await prettier(["--parser", "execline"], 'a\n  "b');
    expect(exitCode).toBe(2);
    expect(stderr).toContain("SyntaxError: EL1001: this quote is never closed");
    expect(stderr).toContain('> 2 |   "b');
  });
});
