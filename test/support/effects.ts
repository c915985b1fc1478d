import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
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
const INTERPRETERS = { execline: EXECLINEB, sh: "/usr/bin/dash" } as const;

/** Runs scripts with real execlineb, or a real shell, each in a directory of its own that has a file and a directory. */
export class Laboratory {
  readonly #directory = mkdtempSync("/dev/shm/effects-");
  readonly #path = [join(this.#directory, "bin"), dirname(EXECLINEB), "/usr/bin", "/bin"].join(":");

  constructor() {
    mkdirSync(join(this.#directory, "bin"));
    const source = join(import.meta.dirname, "effects", "probe.c");
    execFileSync("cc", ["-O", "-static", "-o", join(this.#directory, "bin", "probe"), source]);
  }

  effectsOf(runs: readonly Run[], interpreter: keyof typeof INTERPRETERS = "execline"): readonly Effects[] {
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
      return `cd ${i}; unset PWD OLDPWD; ${words.join(" ")} >../${i}.output; echo $?; cd ..`;
    });
    const { stdout, status } = spawnSync(
      "/usr/bin/env",
      ["-i", `PATH=${this.#path}`, "/usr/bin/dash", "-s"],
      {
        cwd: directory,
        input: encode(lines.join("\n")),
        timeout: 120_000,
        stdio: ["pipe", "pipe", "ignore"],
      },
    );
    if (status !== 0) throw new Error(`the runs ended with ${status}`);
    const codes = stdout.toString().split("\n");
    const effects = runs.map((_, i) => ({
      code: codes[i]!,
      output: readFileSync(join(directory, `${i}.output`), "latin1"),
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
