import type { Stage } from "../emit/tree.ts";
import { startsOfExecline } from "./execline.ts";
import { startsOfSh } from "./sh.ts";
import type { Starts } from "./starts.ts";

/** How many processes a run of a stage starts; nothing for a text, which does not run. */
export function startsOf(stage: Stage): Starts | undefined {
  switch (stage.language) {
    case "execline":
      return startsOfExecline(stage.tree);
    case "sh":
      return startsOfSh(stage.tree);
    case "text":
      return undefined;
  }
}
