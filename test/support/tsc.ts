import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** An error of tsc, or what a fixture says one is: the line and `TS2304: Cannot find name 'x'.` */
export interface Refusal {
  readonly line: number;
  readonly error: string;
}

/** The names that tsc begins a long union with before it cuts it short, which a new name changes. */
const CUT = /("\w+" \| )+\.\.\. \d+ more \.\.\./g;
const EXPECTED = /^\s*\/\/ (?:@ts-expect-error|and) (TS\d+: .*)$/;

/**
 * What tsc refuses in a fixture, and what its comments say it refuses: `// @ts-expect-error TS2304: ...` on the line
 * before, and `// and TS...` for each further error there. A copy in which the comments mean nothing is checked, so
 * that the messages are seen; the first line of each counts, less the names of a union that tsc cuts short.
 */
export function refusals(fixture: string): { readonly actual: Refusal[]; readonly expected: Refusal[] } {
  const lines = readFileSync(fixture, "utf8").split("\n");
  const copy = join(dirname(fixture), `.${basename(fixture)}`);
  const config = `${copy}.json`;
  const expected = lines.flatMap((line, i) => {
    const error = EXPECTED.exec(line)?.[1];
    if (error === undefined) return [];
    const length = lines.slice(i).findIndex((each) => !EXPECTED.test(each));
    return [{ line: i + length + 1, error }];
  });
  try {
    writeFileSync(copy, lines.map((line) => line.replace("@ts-expect-error", "refused:")).join("\n"));
    writeFileSync(
      config,
      JSON.stringify({ extends: "../../tsconfig.json", include: [], files: [basename(copy)] }),
    );
    const output = tsc(config);
    const actual = [...output.matchAll(/^\S+\((\d+),\d+\): error (TS\d+: .*)$/gm)].map(([, line, error]) => ({
      line: Number(line),
      error: error!.replace(CUT, "..."),
    }));
    return { actual, expected };
  } finally {
    rmSync(copy, { force: true });
    rmSync(config, { force: true });
  }
}

function tsc(config: string): string {
  try {
    return execFileSync("tsc", ["-p", config, "--pretty", "false"], { encoding: "utf8" });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
