import type { Block } from "../ast/execline.ts";
import type { Contents } from "../facts/index.ts";
import type { Match } from "./match.ts";

/** What a block can hold whose words begin with a program's name. */
export const RUNS: ReadonlySet<Contents> = new Set(["child", "exec", "directives"]);

/** What a block holds, by the arguments it is among, or in a program the table does not know by what it stands in. */
export function contentsOf(block: Block, given: Match | undefined, holds: Contents): Contents {
  if (given !== undefined) {
    const operand = given.operands.find(({ items }) => items.length === 1 && items[0] === block)?.operand;
    return operand?.kind === "block" ? operand.holds : "words";
  }
  return holds === "cases" ? "exec" : holds === "handlers" || RUNS.has(holds) ? "child" : "words";
}
