import type { Comment, Instruction, Script } from "../ast/execline.ts";
import { knownCode } from "./known-codes.ts";
import { blocksOf, changeLines, commentsOf, inPlaceOf, type Read, type Step } from "./line.ts";

/**
 * Takes away tests whose outcome is known before they run.
 *
 *     if { true } a                     ->   a
 *     ifelse { eltest x = x } { a } b   ->   a
 *     ifelse { false } { a } b          ->   b
 *
 * Neither program leaves anything behind, and each becomes what comes next: that runs as it did.
 */
export function knownTests(script: Script): Script {
  return changeLines(script, ({ chain, steps }, { read }) => ({
    ...chain,
    links: steps.reduceRight((links, step, i) => {
      const [first, ...more] = nextOf(step, links.slice(i + 1), read);
      return first ? [...links.slice(0, i), first, ...more] : links;
    }, chain.links),
  }));
}

/** What a test is sure to become; nothing where that is not known. */
function nextOf(step: Step, rest: readonly Instruction[], read: Read): readonly Instruction[] {
  const { program, link } = step;
  const [test, then] = blocksOf(step);
  if (!test || !["if", "ifelse"].includes(program.name)) return [];
  const code = knownCode(read(test.chain));
  if (code === undefined) return [];
  const holds = (code === 0) !== step.given.options.some(({ letter }) => letter === "n");
  if (then && holds) return inPlace(link, commentsOf({ ...link, argv: [test] }), then.chain.links);
  return holds || then ? inPlace(link, commentsOf(link), rest) : [];
}

function inPlace(
  gone: Instruction,
  comments: readonly Comment[],
  [first, ...more]: readonly Instruction[],
): readonly Instruction[] {
  return first ? [inPlaceOf(gone, comments, first), ...more] : [];
}
