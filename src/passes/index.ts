import type { Script } from "../ast/execline.ts";
import type { Stage } from "../emit/tree.ts";
import { absolutePaths } from "./absolute-paths.ts";
import { knownTests } from "./known-tests.ts";
import { needlessForeground } from "./needless-foreground.ts";
import { oneMkdir } from "./one-mkdir.ts";
import { oneMultisubstitute } from "./one-multisubstitute.ts";

/** What makes a script start fewer programs. It does what it did: see `docs/passes.md`. */
export interface Pass {
  readonly name: string;
  readonly apply: (script: Script) => Script;
}

/** All of them, in the order in which they are applied. */
export const PASSES: readonly Pass[] = [
  { name: "known-tests", apply: knownTests },
  { name: "needless-foreground", apply: needlessForeground },
  { name: "one-mkdir", apply: oneMkdir },
  { name: "one-multisubstitute", apply: oneMultisubstitute },
  { name: "absolute-paths", apply: absolutePaths },
];

/** A stage after all passes. */
export function optimised(stage: Stage): Stage {
  if (stage.language !== "execline") return stage;
  return { ...stage, tree: PASSES.reduce((before, { apply }) => apply(before), stage.tree) };
}
