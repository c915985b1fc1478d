import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import {
  EXECLINE,
  existsIn,
  programs,
  S6,
  type Entry,
  type Holds,
  type Option,
  type Program,
} from "../../src/facts/index.ts";
import { EXECLINEB } from "../support/execlineb.ts";

const PATH = `${dirname(EXECLINEB)}:/usr/bin:/bin`;
const LETTERS = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];

/** A word of each kind that parses, and leads nowhere. */
const SAMPLES: Partial<Record<Holds, string>> = {
  path: "/nonexistent/path",
  uint: "1",
  octal: "755",
  ms: "1",
  fd: "7",
  codes: "0,1",
  mode: "022",
  glob: "/nonexistent/*",
  regex: "u",
  state: "u",
  fields: "up",
  account: "root",
  gids: "0",
  ids: "0:0:0",
  timeouts: "1:1",
  address: "127.0.0.1_0",
  limit: "=",
  events: "1",
  directives: "/nonexistent/log",
};
const sample = (holds: Holds): string => SAMPLES[holds] ?? "x";

/** Where a program needs more than words of the right kind to get past its options: options, or variables. */
const NEEDS: Readonly<
  Record<string, { readonly options?: readonly string[]; readonly env?: readonly string[] }>
> = {
  redirfd: { options: ["-r"] },
  elgetopt: { env: ["env", "#=0"] },
  shift: { env: ["env", "#=1", "1=a"] },
  runblock: { env: ["env", "#=2", "1= true", "2="] },
  dollarat: { env: ["env", "#=0"] },
  "s6-notifyoncheck": { options: ["-3", "7"] },
  "s6-socklog": { options: ["-x", "/nonexistent/socket"] },
};

/** What ignores options it does not know. */
const LAX: ReadonlySet<string> = new Set(["s6-softlimit"]);

/** What goes on for ever once its options are read. */
const ENDLESS: ReadonlySet<string> = new Set(["loopwhilex"]);

/** A command line, but for its options, that gets a program past reading it. */
function operands(program: Program): string[] {
  return program.sequence.flatMap((operand) => {
    if (operand.kind === "chain") return ["true"];
    if (operand.kind === "positional") return operand.count === "any" ? [] : [sample(operand.holds)];
    if (operand.mayBeEmpty) return [""];
    if (operand.holds === "handlers") return [" TERM", "  true", " ", ""];
    return operand.holds === "pairs" ? [" /nonexistent/path", " u", ""] : [" true", ""];
  });
}

/** Where a program is; a shell would take some names for its own. */
const pathOf = ({ name }: Program): string | undefined =>
  PATH.split(":")
    .map((folder) => `${folder}/${name}`)
    .find((path) => existsSync(path));

/** Runs a program once with each list of words for its options; tells for which of these it prints its usage. */
function refuses(program: Program, lists: readonly (readonly string[])[]): boolean[] {
  const { options = [], env = [] } = NEEDS[program.name] ?? {};
  const timeout = ENDLESS.has(program.name) ? ["timeout", "0.1"] : [];
  const lines = lists.map((list) => {
    const words = [...env, ...timeout, pathOf(program)!, ...list, ...options, ...operands(program)];
    return `${words.map((word) => `'${word}'`).join(" ")} 2>&1 >/dev/null </dev/null; echo END`;
  });
  const input = `exec 7</dev/null\n${lines.join("\n")}\n`;
  const output = execFileSync("/bin/sh", { input, cwd: "/", env: { PATH }, encoding: "utf8" });
  return output
    .split("END\n")
    .slice(0, -1)
    .map((said) => said.includes(": usage:"));
}

const version = (name: string): string =>
  execFileSync("dpkg-query", ["-W", "-f", "${Version}", name], { encoding: "utf8" }).replace(/-.*/, "");
const installed = { execline: version("execline"), s6: version("s6") };

const here = [...programs.values()].filter(
  (program) => existsIn(installed, program.package, program) && program.name !== "execline",
);

test.for(here)("$name is there", (program) => {
  expect(pathOf(program)).toBeDefined();
});

describe("the real program takes each option of the table, with its argument, and no other:", () => {
  const optionsHere = (program: Program): readonly Option[] =>
    program.options.filter((option) => existsIn(installed, program.package, option));
  // A program whose options are all newer reads none here.
  const reading = here.filter(
    (program) => program.getopt && (program.options.length === 0 || optionsHere(program).length > 0),
  );

  test.for(reading)("$name", { timeout: 20_000 }, (program) => {
    const options = optionsHere(program);
    const given = options.map(({ letter, takes }) => [`-${letter}`, ...(takes ? [sample(takes)] : [])]);
    expect(refuses(program, [[], ...given])).toEqual([false, ...given.map(() => false)]);

    if (LAX.has(program.name)) return;
    const others = LETTERS.filter((letter) => options.every((option) => option.letter !== letter));
    // With an argument attached as well: a letter that took one would not be refused.
    const refused = refuses(
      program,
      others.flatMap((letter) => [[`-${letter}`], [`-${letter}1`]]),
    );
    expect(others.filter((_, i) => !refused[2 * i] || !refused[2 * i + 1])).toEqual([]);
  });
});

test("options that exclude each other, and those of which one is required, are options", () => {
  const tables: Readonly<Record<string, Entry>> = { ...EXECLINE, ...S6 };
  for (const { options = {}, exclusive = [], required = [] } of Object.values(tables)) {
    expect(Object.keys(options)).toEqual(expect.arrayContaining([...exclusive.flat(), ...required]));
  }
});
