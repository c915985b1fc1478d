/**
 * Every program of execline and s6: its options, what follows them, what it substitutes. One table; the DSL's types,
 * the linter and the editor all read it. Adding a program is one entry.
 */
import { COMMAND } from "./execline-command.ts";
import { CONTROL } from "./execline-control.ts";
import { STATE } from "./execline-state.ts";
import { SUBSTITUTION } from "./execline-substitution.ts";
import { readTable, type Package, type Program } from "./notation.ts";
import { IPC } from "./s6-ipc.ts";
import { PROCESS } from "./s6-process.ts";
import { SUPERVISION } from "./s6-supervision.ts";

export type * from "./notation.ts";

export const EXECLINE = { ...CONTROL, ...SUBSTITUTION, ...STATE, ...COMMAND } as const;
export const S6 = { ...SUPERVISION, ...PROCESS, ...IPC } as const;

/** Every program by its name, aliases included. */
export const programs: ReadonlyMap<string, Program> = new Map(
  [...readTable("execline", EXECLINE), ...readTable("s6", S6)].map((program) => [program.name, program]),
);

/** A version of each package. */
export type Versions = Readonly<Record<Package, string>>;

/** What scripts can be written for. */
export const TARGETS = {
  "debian-12": { execline: "2.9.3.0", s6: "2.11.3.2" },
  "debian-13": { execline: "2.9.6.1", s6: "2.13.1.0" },
  latest: { execline: "2.9.9.2", s6: "2.15.1.0" },
} as const satisfies Record<string, Versions>;

export type Target = keyof typeof TARGETS;

/** Whether a program, or one of its options, exists in these versions. */
export function existsIn(
  versions: Versions,
  from: Package,
  { since, until }: { readonly since: string | undefined; readonly until: string | undefined },
): boolean {
  const version = versions[from];
  return (
    (since === undefined || !isOlder(version, since)) && (until === undefined || isOlder(version, until))
  );
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((each) => each.split(".").map(Number));
  const at = a!.findIndex((number, i) => number !== b![i]);
  return at !== -1 && a![at]! < b![at]!;
}
