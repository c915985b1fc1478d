import type { Script } from "../ast/execline.ts";
import type { ShScript } from "../ast/sh.ts";
import type { Stage } from "../emit/tree.ts";
import { absolutePaths } from "./absolute-paths.ts";
import { knownTests } from "./known-tests.ts";
import { needlessForeground } from "./needless-foreground.ts";
import { oneMkdir } from "./one-mkdir.ts";
import { oneMkdirOfSh } from "./sh/one-mkdir.ts";
import { oneMultisubstitute } from "./one-multisubstitute.ts";

/** What makes a script start fewer programs. It does what it did: see `docs/passes.md`. */
export interface Pass<Tree> {
  readonly name: string;
  readonly apply: (script: Tree) => Tree;
}

/** Those of execline, in the order in which they are applied. */
export const PASSES: readonly Pass<Script>[] = [
  { name: "known-tests", apply: knownTests },
  { name: "needless-foreground", apply: needlessForeground },
  { name: "one-mkdir", apply: oneMkdir },
  { name: "one-multisubstitute", apply: oneMultisubstitute },
  { name: "absolute-paths", apply: absolutePaths },
];

export const SH_PASSES: readonly Pass<ShScript>[] = [{ name: "one-mkdir", apply: oneMkdirOfSh }];

/** A stage after all passes. */
export function optimised(stage: Stage): Stage {
  switch (stage.language) {
    case "execline":
      return { ...stage, tree: after(PASSES, stage.tree) };
    case "sh":
      return { ...stage, tree: after(SH_PASSES, stage.tree) };
    case "text":
      return stage;
  }
}

const after = <Tree>(passes: readonly Pass<Tree>[], script: Tree): Tree =>
  passes.reduce((before, { apply }) => apply(before), script);
