/** What npm makes of this repository, installed as those who use it do. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
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
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueOf } from "../../support/yaml.ts";

/** Milliseconds that packing and installing may take. */
const LONG = 120_000;
const WRONG = "#!/bin/execlineb -P\ncd   /tmp\n";
let directory: string;
let archive: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "package-"));
  const packed = npm(".", "pack", "--silent", "--pack-destination", directory);
  archive = join(directory, packed.trim().split("\n").at(-1)!);
}, LONG);
afterAll(() => rmSync(directory, { recursive: true }));

function npm(cwd: string, ...args: readonly string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

describe("the hooks of pre-commit", () => {
  // As pre-commit does it: the package is packed and installed, and the entry is called with the files.
  beforeAll(() => {
    npm(".", "install", "--offline", "--silent", "--global", "--prefix", join(directory, "env"), archive);
    mkdirSync(join(directory, "rootfs"));
    writeFileSync(join(directory, "rootfs/run"), WRONG, { mode: 0o755 });
    writeFileSync(join(directory, "README.md"), "cd   /tmp\n");
  }, LONG);

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

describe("the plugin of prettier, beside prettier in a project", () => {
  const SOURCE = "#!/bin/execlineb -P\nif   { a }   b\n";
  const FORMATTED = "#!/bin/execlineb -P\nif { a }\nb\n";
  let project: string;

  beforeAll(() => {
    project = join(directory, "formatted");
    mkdirSync(join(project, "services/web"), { recursive: true });
    writeFileSync(join(project, "package.json"), "{}\n");
    const packed = npm(
      ".",
      "pack",
      "--silent",
      "--pack-destination",
      project,
      "./dist/prettier-plugin-execline",
    );
    // Its peer, prettier, comes from this machine.
    npm(project, "install", "--offline", "--silent", "--legacy-peer-deps", `./${packed.trim()}`);
    symlinkSync(resolve("node_modules/prettier"), join(project, "node_modules/prettier"));
  }, LONG);

  const prettier = async (...args: readonly string[]): Promise<string> => {
    const bin = "node_modules/prettier/bin/prettier.cjs";
    return (await execa(process.execPath, [bin, ...args], { cwd: project, stripFinalNewline: false })).stdout;
  };

  test("is what --plugin names", async () => {
    writeFileSync(join(project, "services/web/run"), SOURCE);
    expect(await prettier("--plugin", "prettier-plugin-execline", "services/web/run")).toBe(FORMATTED);
  });

  test("finds the scripts of a directory by their first line", async () => {
    writeFileSync(join(project, "services/web/run"), SOURCE);
    writeFileSync(join(project, "services/web/other"), SOURCE.replace("execlineb", "sh"));
    writeFileSync(join(project, ".prettierrc"), '{ "plugins": ["prettier-plugin-execline"] }\n');
    await prettier("--write", "services");
    expect(readFileSync(join(project, "services/web/run"), "utf8")).toBe(FORMATTED);
    expect(readFileSync(join(project, "services/web/other"), "utf8")).toContain("if   {");
  });
});

describe("a project", { timeout: LONG }, () => {
  let project: string;
  const ignity = (...args: readonly string[]) =>
    execa("npx", ["ignity", ...args], { cwd: project, reject: false });
  const image = (text: string) => writeFileSync(join(project, "image.ts"), text);

  // Node may be offline here, so what the registry would give comes from this machine.
  beforeAll(() => {
    project = join(directory, "app");
    execFileSync(process.execPath, [resolve("src/cli/ignity.ts"), "new", project], { stdio: "ignore" });
    const typescript = `file:${resolve("node_modules/typescript")}`;
    npm(
      project,
      "pkg",
      "set",
      `devDependencies.ignity=file:${archive}`,
      `devDependencies.typescript=${typescript}`,
    );
    npm(project, "install", "--offline", "--silent");
    npm(project, "run", "build");
  }, LONG);

  test("is started, installed and built", () => {
    const directory = join(project, "rootfs/etc/ignity/services/clock");
    expect(readFileSync(join(directory, "run"), "utf8")).toMatch(
      /^#!\/bin\/sh\n# Code generated from image\.ts; DO NOT EDIT\.\n[^]*\nwhile :; do\n  date\n  sleep 1\ndone\n$/,
    );
    expect(existsSync(join(directory, "log/run"))).toBe(true);
  });

  test("has beside it what its Dockerfile copies", () => {
    const copied = readFileSync(join(project, "Dockerfile"), "utf8").match(/^COPY (.*) \/$/m)![1]!;
    const init = join(project, copied, "init");
    expect(readFileSync(init)).toEqual(readFileSync("generated/init"));
    expect(statSync(init).mode & 0o777).toBe(0o755);
  });

  test("depends on nothing else", () => {
    const { packages } = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8"));
    const names = Object.entries<{ inBundle?: boolean }>(packages)
      .filter(([, { inBundle }]) => !inBundle)
      .map(([path]) => path);
    expect(names.filter((path) => /^node_modules\/(?!@typescript)/.test(path))).toEqual([
      "node_modules/ignity",
      "node_modules/typescript",
    ]);
  });

  test("is refused by tsc for what types can refuse", async () => {
    image(
      'import { service } from "ignity";\nservice("web", { run: ["web"], stop: { timeout: "5 sec" } });\n',
    );
    const { exitCode, stdout } = await execa("npx", ["tsc"], { cwd: project, reject: false });
    expect(exitCode).not.toBe(0);
    expect(stdout).toContain("image.ts(2,40): error TS2322");
  });

  test("carries its author's notes into what is built", async () => {
    image(`import { defineImage, service } from "ignity";
import { word } from "ignity/sh";
const web = service("web", {
  run: {
    sh: (s, argv) => {
      // Where it is.
      s.exec("web", word\`\${argv[0]}/here\`);
    },
  },
});
export default defineImage({ services: [web] });
`);
    expect(await ignity("build")).toMatchObject({ exitCode: 0, stdout: "" });
    expect(readFileSync(join(project, "rootfs/etc/ignity/services/web/run"), "utf8")).toContain(
      '\n# Where it is.\nexec web "$0/here"\n',
    );
  });

  test("is told where what the build refuses stands", async () => {
    image(
      'import { defineImage, service } from "ignity";\nconst a = service("a b", { run: ["a"] });\nexport default defineImage({ services: [a] });\n',
    );
    const { exitCode, stderr } = await ignity("build");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^ignity build: image\.ts:2:11: IG051: "a b" cannot be the name of a service; /);
  });

  test("is told when Node is too old to run it", async () => {
    const cli = join(project, "node_modules/ignity/dist/npm/ignity.js");
    const options = ["--no-experimental-strip-types", cli, "build"];
    expect(await execa(process.execPath, options, { cwd: project, reject: false })).toMatchObject({
      exitCode: 1,
      stderr: `ignity build: IG072: Node ${process.version} does not run TypeScript here; use Node 24 or newer, without an option that forbids it`,
    });
  });

  test("is started in an empty directory only", async () => {
    const before = readFileSync(join(project, "image.ts"), "utf8");
    expect(await ignity("new")).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: "ignity new: IG071: . is not empty; name a directory that is empty or not there",
    });
    expect(readFileSync(join(project, "image.ts"), "utf8")).toBe(before);
  });
});
