import type { Script } from "../ast/execline.ts";
import type { ShScript } from "../ast/sh.ts";
import { startsOfExecline, usualStartsOfExecline } from "../cost/execline.ts";
import { programsOf } from "../cost/programs.ts";
import { startsOfSh, usualStartsOfSh } from "../cost/sh.ts";
import type { Budget } from "../cost/stage.ts";
import { printScript } from "../emit/execline.ts";
import { printSh } from "../emit/sh.ts";
import { PASSES, SH_PASSES, type Pass } from "../passes/index.ts";
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
  /** How many programs run, if each line runs once; absent for sh. */
  readonly programs?: number;
}

/** How many lines of a script are shown around what is changed. */
const AROUND = 2;

export const explain = (script: Script): Explained => through(PASSES, script, printScript, weightOf);
export const explainSh = (script: ShScript): Explained => through(SH_PASSES, script, printSh, weightOfSh);

function through<Tree>(
  passes: readonly Pass<Tree>[],
  script: Tree,
  print: (script: Tree) => string,
  weigh: (script: Tree) => Weight,
): Explained {
  const changes: Change[] = [];
  let current = script;
  for (const { name, apply } of passes) {
    const changed = apply(current);
    const lines = hunks(diff(print(current), print(changed)), AROUND);
    if (lines.length > 0) changes.push({ pass: name, lines });
    current = changed;
  }
  return { changes, before: weigh(script), after: weigh(current), text: print(current) };
}

const weightOf = (script: Script): Weight => ({
  ...startsOfExecline(script),
  usual: usualStartsOfExecline(script),
  programs: programsOf(script),
});

const weightOfSh = (script: ShScript): Weight => ({ ...startsOfSh(script), usual: usualStartsOfSh(script) });
