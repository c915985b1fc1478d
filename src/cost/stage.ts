import type { Stage } from "../emit/tree.ts";
import { startsOfExecline, usualStartsOfExecline } from "./execline.ts";
import { startsOfSh, usualStartsOfSh } from "./sh.ts";
import type { Starts } from "./starts.ts";

/** What a whole script starts, and what its usual run does. */
export interface Budget extends Starts {
  readonly usual: number;
}

/** How many processes a run of a stage starts; nothing for a text, which does not run. */
export function budgetOf(stage: Stage): Budget | undefined {
  switch (stage.language) {
    case "execline":
      return { ...startsOfExecline(stage.tree), usual: usualStartsOfExecline(stage.tree) };
    case "sh":
      return { ...startsOfSh(stage.tree), usual: usualStartsOfSh(stage.tree) };
    case "text":
      return undefined;
  }
}
