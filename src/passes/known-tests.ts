import type { Comment, Instruction, Script } from "../ast/execline.ts";
import { knownCode } from "./known-codes.ts";
import { blocksOf, changeLines, commentsOf, fromEnd, inPlaceOf, type Read, type Step } from "./line.ts";

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
  return changeLines(script, (line, { read }) => ({
    ...line.chain,
    links: fromEnd(line, (step, rest) => nextOf(step, rest, read) ?? [step.link, ...rest]),
  }));
}

/** What a test is sure to become; nothing where that is not known, or is no program. */
function nextOf(step: Step, rest: readonly Instruction[], read: Read): readonly Instruction[] | undefined {
  const { program, link } = step;
  const [test, then] = blocksOf(step);
  if (!test || !["if", "ifelse"].includes(program.name)) return undefined;
  const code = knownCode(read(test.chain));
  if (code === undefined) return undefined;
  const holds = (code === 0) !== step.given.options.some(({ letter }) => letter === "n");
  if (then && holds) return inPlace(link, commentsOf({ ...link, argv: [test] }), then.chain.links);
  return holds || then ? inPlace(link, commentsOf(link), rest) : undefined;
}

function inPlace(
  gone: Instruction,
  comments: readonly Comment[],
  [first, ...more]: readonly Instruction[],
): readonly Instruction[] | undefined {
  return first && [inPlaceOf(gone, comments, first), ...more];
}
