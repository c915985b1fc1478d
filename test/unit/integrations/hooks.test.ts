import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const WRONG = "#!/bin/execlineb -P\ncd   /tmp\n";
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "hooks-"));
  mkdirSync(join(directory, "rootfs"));
  writeFileSync(join(directory, "rootfs/run"), WRONG, { mode: 0o755 });
  writeFileSync(join(directory, "README.md"), "cd   /tmp\n");
});
afterAll(() => rmSync(directory, { recursive: true }));

/** The value of a key of a YAML mapping, written on its line or as a block after `|`. */
function valueOf(yaml: string, key: string): string {
  const [, indent = "", first = ""] = new RegExp(`^( *)(?:- )?${key}: (.*)$`, "m").exec(yaml)!;
  if (first !== "|") return first;
  const lines = yaml.slice(yaml.indexOf(`${key}: |\n`) + key.length + 4).split("\n");
  const end = lines.findIndex((line) => line !== "" && !line.startsWith(`${indent}  `));
  return lines.slice(0, end === -1 ? undefined : end).join("\n");
}

describe("the hooks of pre-commit", () => {
  // As pre-commit does it: the package is packed and installed, and the entry is called with the files.
  beforeAll(() => {
    const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", directory], {
      encoding: "utf8",
    });
    const archive = join(directory, packed.trim().split("\n").at(-1)!);
    execFileSync("npm", [
      "install",
      "--offline",
      "--silent",
      "--global",
      "--prefix",
      join(directory, "env"),
      archive,
    ]);
  }, 60_000);

  const hook = (id: string, ...args: readonly string[]) => {
    const hooks = readFileSync(".pre-commit-hooks.yaml", "utf8").split(/^- /m);
    const entry = valueOf(
      hooks.find((each) => each.startsWith(`id: ${id}`))!,
      "entry",
    ).split(" ");
    return execa(
      join(directory, "env/bin", entry[0]!),
      [...entry.slice(1), ...args, "rootfs/run", "README.md"],
      {
        cwd: directory,
        reject: false,
      },
    );
  };

  test("lint finds mistakes in execline scripts among the files", async () => {
    const { exitCode, stdout } = await hook("ignity-lint", "--target", "debian-12");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("rootfs/run:2:1: error EL1110");
  });

  test("fmt formats them, and nothing else", async () => {
    expect(await hook("ignity-fmt")).toMatchObject({ exitCode: 0, stdout: "rootfs/run" });
    expect(readFileSync(join(directory, "rootfs/run"), "utf8")).toBe("#!/bin/execlineb -P\ncd /tmp\n");
    expect(readFileSync(join(directory, "README.md"), "utf8")).toBe("cd   /tmp\n");
  });

  test("the example uses them", () => {
    const hooks = readFileSync(".pre-commit-hooks.yaml", "utf8");
    const example = readFileSync("examples/pre-commit/.pre-commit-config.yaml", "utf8");
    for (const [, id] of example.matchAll(/- id: (\S+)/g)) expect(hooks).toContain(`- id: ${id}\n`);
  });
});

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
