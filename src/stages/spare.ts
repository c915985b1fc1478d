import { and, run, word, type Sh, type Text, type Word } from "../dsl/sh.ts";

/** What a stop needs to write. Each has a file of its name that is there from the beginning. */
export const SPARE = ["cmd-code", "cmd-timer", "stopping"] as const;

/** The spare file for one of these, `stages/NAME`. */
export function spareOf(file: Text): Text {
  return word`${file}.spare`;
}

/** Writes a line to one of these, which the spare file becomes where there is no room for another. */
export function writeNeeded(s: Sh, line: Word, file: Text): void {
  const write = run("echo", line).stderr("/dev/null").readWrite(file, 1);
  s.or(write, and(run("mv", "-f", spareOf(file), file), write));
}
