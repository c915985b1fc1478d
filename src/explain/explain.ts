import type { Script } from "../ast/execline.ts";
import { programsOf } from "../cost/programs.ts";
import { startsOfExecline, usualStartsOfExecline } from "../cost/execline.ts";
import type { Budget } from "../cost/stage.ts";
import { printScript } from "../emit/execline.ts";
import { PASSES } from "../passes/index.ts";
import { diff, hunks } from "./diff.ts";

/** What the passes do with a script. */
export interface Explained {
  /** Each pass that changes it, in order. */
  readonly changes: readonly Change[];
  readonly before: Weight;
  readonly after: Weight;
  /** The script after all passes. */
  readonly text: string;
}

export interface Change {
  readonly pass: string;
  /** The lines that it changes and some around them, each after `-`, `+` or a blank. */
  readonly lines: readonly string[];
}

export interface Weight extends Budget {
  /** How many programs run, if each line runs once. */
  readonly programs: number;
}

/** How many lines of a script are shown around what is changed. */
const AROUND = 2;

export function explain(script: Script): Explained {
  const changes: Change[] = [];
  let current = script;
  for (const { name, apply } of PASSES) {
    const changed = apply(current);
    const lines = hunks(diff(printScript(current), printScript(changed)), AROUND);
    if (lines.length > 0) changes.push({ pass: name, lines });
    current = changed;
  }
  return { changes, before: weightOf(script), after: weightOf(current), text: printScript(current) };
}

const weightOf = (script: Script): Weight => ({
  ...startsOfExecline(script),
  usual: usualStartsOfExecline(script),
  programs: programsOf(script),
});
