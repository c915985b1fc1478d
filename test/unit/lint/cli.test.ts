import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lint-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(path: string, text: string, mode = 0o755): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
  chmodSync(join(directory, path), mode);
}

const lint = (args: readonly string[], input = "") =>
  execa(process.execPath, [resolve("src/cli/ignity.ts"), "lint", ...args], {
    cwd: directory,
    input,
    reject: false,
    stripFinalNewline: false,
  });

const codes = (stdout: string): string[] =>
  Array.from(stdout.matchAll(/\[(EL[0-9]+)\]$/gm), ([, code]) => code!);
const found = async (args: readonly string[]): Promise<string[]> =>
  codes((await lint(["--format", "gcc", ...args])).stdout);

const CLEAN = "#!/bin/execlineb -P\napp\n";
const WRONG = "#!/bin/execlineb -P\ncd /tmp\n";

describe("what is looked at", () => {
  test("a file, whatever it is called", async () => {
    write("script", WRONG);
    expect(await lint(["script"])).toMatchObject({
      exitCode: 1,
      stdout:
        "script:2:1: error EL1110: cd has no program after it; it must end with one: it is cd PATH PROGRAM...\n" +
        "    cd /tmp\n    ^^\n",
      stderr: "1 finding, 1 script\n",
    });
  });

  test("standard input", async () => {
    expect(await lint(["-"], CLEAN)).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: "0 findings, 1 script\n",
    });
    expect(await lint(["-"], WRONG)).toMatchObject({ exitCode: 1 });
  });

  test("a directory: scripts by their first line, services, and the oneshots of s6-rc", async () => {
    write("deep/script", WRONG);
    write("deep/other", "#!/bin/sh\ncd /tmp\n");
    write("services/web/run", "#!/bin/sh\nexec nginx\n", 0o644);
    write("services/web/notification-fd", "one\n");
    write("rc/mount/type", "oneshot\n");
    write("rc/mount/up", "cd /tmp\n");
    symlinkSync("/etc/passwd", join(directory, "link"));
    expect(await lint(["--format", "gcc"])).toMatchObject({ exitCode: 1, stderr: "" });
    expect(await found([])).toEqual(["EL1110", "EL1110", "EL1403", "EL1502"]);
  });

  test("a notification-fd of 1 is right where run has -1", async () => {
    write("services/a/notification-fd", "1\n");
    write("services/a/run", "#!/bin/execlineb -P\ns6-ipcserver -1 -- s app\n", 0o755);
    expect(await lint(["services"])).toMatchObject({ exitCode: 0, stdout: "" });
    write("services/a/run", "#!/bin/execlineb -P\ns6-ipcserver -- s app\n", 0o755);
    expect((await lint(["services"])).stdout).toContain("EL1502");
  });

  test("numbers and signals as s6 reads them: nothing around them, but the carriage return of a number", async () => {
    write("services/a/run", CLEAN);
    write("services/a/notification-fd", "3\r\n");
    write("services/a/timeout-kill", "5000\n\n");
    expect(await found(["services"])).toEqual([]);
    write("services/a/notification-fd", "3 \n");
    write("services/a/timeout-kill", " 5000\n");
    write("services/a/down-signal", "INT\r\n");
    expect(await found(["services"])).toEqual(["EL1507", "EL1502", "EL1503"]);
  });

  test("a down that says why is left alone", async () => {
    write("services/a/run", CLEAN);
    write("services/a/down", "");
    expect(await found(["services"])).toEqual(["EL1504"]);
    write("services/a/down", "init/10-start decides\n");
    expect(await found(["services"])).toEqual([]);
  });

  test("the service directory it is called in", async () => {
    write("run", CLEAN, 0o644);
    write("timeout-kill", "soon\n");
    expect((await lint(["--format", "gcc"])).stdout.split("\n").map((line) => line.split(":")[0])).toEqual([
      "run",
      "timeout-kill",
      "",
    ]);
    expect(await found(["run"])).toEqual(["EL1403"]);
  });

  test("a source tree with a script named execlineb is no root file system", async () => {
    write("bin/execlineb", '#!/usr/bin/env bash\nexec execlineb "$@"\n');
    write("run", CLEAN);
    expect(await lint([])).toMatchObject({ exitCode: 0, stdout: "" });
  });

  test("a root file system, for the release it says it is", async () => {
    write("etc/os-release", 'ID=debian\nVERSION_ID="12"\n');
    write("usr/lib/execline/bin/execlineb", "\x7fELF");
    symlinkSync("usr/bin", join(directory, "bin"));
    symlinkSync("/usr/lib/execline/bin", join(directory, "command"));
    write("usr/bin/app", "\x7fELF");
    write("etc/script", "#!/command/execlineb -P\nimportas -iS HOME\napp ${HOME}\n");
    write("etc/other", "#!/usr/bin/execlineb -P\nnowhere\n");
    write("etc/s6-rc/init/type", "oneshot\n");
    write("etc/s6-rc/init/up", "#!/nowhere/execlineb -P\napp\n");
    expect(await found(["."])).toEqual(["EL1407", "EL1101", "EL1101", "EL1104"]);
    expect(await found(["--target", "latest", "etc/script"])).toEqual([]);
  });
});

describe("archives", () => {
  const tar = (archive: string, ...args: readonly string[]): void => {
    execFileSync("tar", ["-C", directory, "-cf", join(directory, archive), ...args]);
  };

  test("a compressed tarball", async () => {
    write("root/services/web/run", WRONG, 0o644);
    tar("root.tar.gz", "-z", "root");
    expect((await lint(["--format", "gcc", "root.tar.gz"])).stdout.split("\n")[0]).toMatch(
      /^root\.tar\.gz:root\/services\/web\/run:1:1: error: .* \[EL1403\]$/,
    );
  });

  const layer = (name: string): void => {
    tar(`${name}.tar`, "-C", join(directory, name), ".");
  };

  const layers = (): void => {
    write("below/etc/gone", WRONG);
    write("below/etc/changed", WRONG);
    write("below/opt/old/script", WRONG);
    write("below/etc/stays", WRONG);
    write("above/etc/.wh.gone", "");
    write("above/etc/changed", CLEAN);
    write("above/opt/old/.wh..wh..opq", "");
    layer("below");
    layer("above");
  };

  test("an image in docker's format: later layers over earlier ones", async () => {
    layers();
    write("manifest.json", JSON.stringify([{ Layers: ["below.tar", "above.tar"] }]));
    tar("image.tar", "manifest.json", "below.tar", "above.tar");
    expect((await lint(["--format", "gcc", "image.tar"])).stdout).toMatch(
      /^image\.tar:etc\/stays:2:1: .*\n$/,
    );
  });

  test("an image in OCI's format", async () => {
    layers();
    const blob = (name: string): string => `blobs/sha256/${name}`;
    write(blob("1"), readFileSync(join(directory, "below.tar"), "latin1"));
    execFileSync("cp", [join(directory, "below.tar"), join(directory, blob("1"))]);
    execFileSync("cp", [join(directory, "above.tar"), join(directory, blob("2"))]);
    write(blob("3"), JSON.stringify({ layers: [{ digest: "sha256:1" }, { digest: "sha256:2" }] }));
    write("index.json", JSON.stringify({ manifests: [{ digest: "sha256:3" }] }));
    write("oci-layout", "{}");
    tar("image.tar", "index.json", "oci-layout", "blobs");
    expect((await lint(["--format", "gcc", "image.tar"])).stdout).toMatch(
      /^image\.tar:etc\/stays:2:1: .*\n$/,
    );
  });
});

describe("output", () => {
  test("gcc", async () => {
    write("script", WRONG);
    expect((await lint(["--format", "gcc", "script"])).stdout).toMatch(
      /^script:2:1: error: cd has .* \[EL1110\]\n$/,
    );
  });

  test("json", async () => {
    write("script", WRONG);
    expect(JSON.parse((await lint(["--format", "json", "script"])).stdout)).toEqual([
      {
        code: "EL1110",
        severity: "error",
        what: "cd has no program after it",
        hint: "it must end with one: it is cd PATH PROGRAM...",
        position: { file: "script", line: 2, col: 1, offset: 20, length: 2 },
      },
    ]);
  });

  test("sarif", async () => {
    write("a b/script", WRONG);
    const { version, runs } = JSON.parse((await lint(["--format", "sarif"])).stdout);
    expect(version).toBe("2.1.0");
    const [{ tool, results }] = runs;
    expect(results).toHaveLength(1);
    expect(tool.driver.rules[results[0].ruleIndex].id).toBe("EL1110");
    expect(results[0]).toMatchObject({
      ruleId: "EL1110",
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "a%20b/script" },
            region: { startLine: 2, startColumn: 1, charOffset: 20, charLength: 2 },
          },
        },
      ],
    });
  });
});

describe("--fix", () => {
  test("puts right what has no other effect, and tells the rest", async () => {
    write("script", "#!/bin/execlineb -S1W\r\nimportas -i dir DIR\r\ncase $dir { }\r\ncd $dir/bin\r\n");
    expect(await lint(["--fix", "--format", "gcc", "script"])).toMatchObject({ exitCode: 1 });
    expect(readFileSync(join(directory, "script"), "utf8")).toBe(
      "#!/bin/execlineb -WS1\nimportas -i dir DIR\ncase -- $dir { }\ncd ${dir}/bin\n",
    );
    expect(await found(["--fix", "script"])).toEqual(["EL1110"]);
  });
});

describe("# ignity-disable", () => {
  const linted = async (text: string): Promise<string[]> =>
    codes((await lint(["--format", "gcc", "-"], text)).stdout);

  test.each([
    ["in what follows", "# ignity-disable EL1110: why\nforeground {\n  cd /tmp\n}\napp\n", []],
    ["not after that", "# ignity-disable EL1201: why\nforeground { echo $x }\necho $x\n", ["EL1201"]],
    ["on its line", "foreground { echo $x } # ignity-disable EL1201: why\necho $x\n", ["EL1201"]],
    ["in the file", "# ignity-disable-file EL1201: why\nforeground { echo $x }\necho $x\n", []],
    ["several", "# ignity-disable EL1201 EL1110: why\nforeground { echo $x }\necho\n", ["EL1902"]],
    [
      "without a colon",
      "# ignity-disable EL1201, EL1110 the reason\nforeground { echo $x cd /tmp }\nb\n",
      ["EL1902"],
    ],
    ["without a reason", "# ignity-disable EL1201\necho $x\n", ["EL1901", "EL1201"]],
    ["without a code", "# ignity-disable: why\necho\n", ["EL1901"]],
    ["an unknown code", "# ignity-disable EL1: why\necho\n", ["EL1901"]],
  ])("%s", async (_, text, expected) => expect(await linted(text)).toEqual(expected));
});

test.each([
  [["--target", "debian-11"], '--target is one of debian-12, debian-13, latest, not "debian-11"'],
  [["--format", "xml"], '--format is one of text, gcc, json, sarif, not "xml"'],
  [["--fix", "-"], "--fix changes files, and - is none that it can write"],
])("%j is one line and exit code 100", async (args, line) => {
  expect(await lint(args)).toMatchObject({ exitCode: 100, stdout: "", stderr: `ignity lint: ${line}\n` });
});
