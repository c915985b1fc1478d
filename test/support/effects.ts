import { execFileSync, spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { encode } from "../../src/ast/bytes.ts";
import { EXECLINEB } from "./execlineb.ts";

/** A script with what it is started with. */
export interface Run {
  readonly source: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What a run leaves behind: its exit code, the words and environment of each `probe` in order, and a directory. */
export interface Effects {
  readonly code: string;
  readonly output: string;
  readonly tree: readonly string[];
}

/** What interpreters are started with here, by their name. */
const INTERPRETERS = {
  execline: EXECLINEB,
  dash: "/usr/bin/dash",
  busybox: "/usr/bin/busybox ash",
} as const;

/** Whose utilities a script finds. */
export type Utilities = "debian" | "busybox";

const APPLETS = "cat echo false mkdir printenv rm sh test touch true".split(" ");

/** Runs scripts with real execlineb, or a real shell, each in a directory of its own that has a file and a directory. */
export class Laboratory {
  readonly #directory = mkdtempSync("/dev/shm/effects-");

  constructor() {
    for (const folder of ["bin", "debian", "busybox"]) mkdirSync(join(this.#directory, folder));
    for (const name of APPLETS) symlinkSync("/usr/bin/busybox", join(this.#directory, "busybox", name));
    const source = join(import.meta.dirname, "effects", "probe.c");
    execFileSync("cc", ["-O", "-static", "-o", join(this.#directory, "bin", "probe"), source]);
  }

  effectsOf(
    runs: readonly Run[],
    interpreter: keyof typeof INTERPRETERS,
    utilities: Utilities,
  ): readonly Effects[] {
    const folders = ["bin", utilities].map((folder) => join(this.#directory, folder));
    const path = [...folders, dirname(EXECLINEB), "/usr/bin", "/bin"].join(":");
    const directory = join(this.#directory, "runs");
    mkdirSync(directory);
    runs.forEach(({ source }, i) => {
      mkdirSync(join(directory, `${i}`, "d"), { recursive: true });
      writeFileSync(join(directory, `${i}`, "f"), "");
      writeFileSync(join(directory, `${i}`, ".script"), encode(source));
    });
    const program = INTERPRETERS[interpreter];
    const lines = runs.map(({ args, environment }, i) => {
      const variables = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`);
      const words = [...variables, program, ".script", ...args.map(quoted)];
      return `cd ${i}; unset PWD OLDPWD; ${words.join(" ")} >../${i}.output; echo $? >../${i}.code; cd ..`;
    });
    const { status } = spawnSync("/usr/bin/env", ["-i", `PATH=${path}`, "/usr/bin/dash", "-s"], {
      cwd: directory,
      input: encode(lines.join("\n")),
      timeout: 300_000,
      stdio: ["pipe", "ignore", "ignore"],
    });
    if (status !== 0) throw new Error(`the runs ended with ${status}`);
    const effects = runs.map((_, i) => ({
      code: readFileSync(join(directory, `${i}.code`), "latin1").trim(),
      output: readFileSync(join(directory, `${i}.output`), "latin1").replaceAll(
        `${join(directory, `${i}`)}\0`,
        "its own directory\0",
      ),
      tree: treeOf(join(directory, `${i}`)),
    }));
    rmSync(directory, { recursive: true });
    return effects;
  }

  [Symbol.dispose](): void {
    rmSync(this.#directory, { recursive: true });
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const treeOf = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .toSorted()
    .map((path) => `${path} ${(statSync(join(directory, path)).mode & 0o7777).toString(8)}`);
