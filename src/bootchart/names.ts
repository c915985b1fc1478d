import type { Bar, Segment } from "./chart.ts";

/** The mean width of a letter in pixels, in a wide font. */
const LETTER = 6.3;

export const widthOf = (content: string): number => content.length * LETTER;

/** A program's name as it is spoken of; in brackets for a copy of its parent. */
export function nameOf({ program, argv }: Pick<Segment, "program" | "argv">): string {
  const name = program.split("/").at(-1)!;
  return argv ? name : `(${name})`;
}

/** What a process was, one after another: the programs if there were any, else what it failed to become. */
export function namesOf({ segments, failed }: Bar): string[] {
  const programs = segments.filter(({ argv }) => argv);
  if (programs.length > 0) return programs.map(nameOf);
  const missed = failed.map(({ program }) => `no ${nameOf({ program, argv: [] })}`);
  return [...segments.map(nameOf), ...missed.slice(0, 1)];
}

/** Names with arrows between, as many as have room: the first, and the last ones. */
export function clipped(names: readonly string[], width: number): string {
  const all = names.join(" → ");
  if (widthOf(all) <= width) return all;
  for (let last = 2; last < names.length; last++) {
    const some = [names[0], "…", ...names.slice(last)].join(" → ");
    if (widthOf(some) <= width) return some;
  }
  const letters = Math.floor(width / LETTER) - 1;
  return `${names.at(-1)!.slice(0, letters)}…`;
}

/** As in "12 ms" or "1.2 s". */
export const lengthOf = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
