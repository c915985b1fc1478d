import type { Block, Chain, Instruction, Script } from "../ast/execline.ts";
import { knownCode } from "./known-codes.ts";
import {
  after,
  blocksOf,
  changeLines,
  commentsOf,
  fromEnd,
  inPlaceOf,
  type Read,
  type Step,
} from "./line.ts";
import { seesStatus } from "./status.ts";

/**
 * Takes away each `foreground` that nothing is gained by, and an `exit` that says what goes without saying.
 *
 *     foreground { foreground { a } } b        ->   foreground { a } b
 *     foreground { cd / foreground { a } } b   ->   foreground { cd / a } b
 *     foreground { true } b                    ->   b
 *     foreground { a } exit 0                  ->   foreground { a }
 *
 * `foreground` shows the exit code of its block in `?`, and its parent that of its rest, which is 0 where there is none.
 * So the first three are done only where nothing sees that `?`; the last one always.
 */
export function needlessForeground(script: Script): Script {
  return changeLines(script, (line, { read }) => {
    const links = fromEnd(line, (step, rest, i) => {
      if (!isForeground(step) || seesStatus(after(line, i + 1), read)) return [step.link, ...rest];
      const [next, ...more] = rest;
      const doesNothing = knownCode(read(blockOf(step).chain)) !== undefined;
      if (next && doesNothing) return [inPlaceOf(step.link, commentsOf(step.link), next), ...more];
      return [flattened(step, read), ...rest];
    });
    return withoutExit({ ...line.chain, links }, read);
  });
}

const isForeground = ({ program }: Step): boolean => program.name === "foreground";
const blockOf = (step: Step): Block => blocksOf(step)[0]!;

/** With what the last `foreground` in its block runs, instead of that. */
function flattened({ link, ...step }: Step, read: Read): Instruction {
  const block = blockOf({ link, ...step });
  const { steps, end } = read(block.chain);
  const last = steps.at(-1);
  if (!last || end.length > 0 || !isForeground(last) || !steps.every(goesOnAlone)) return link;
  const [first, ...more] = blockOf(last).chain.links;
  if (!first) return link;
  const links = [...block.chain.links.slice(0, -1), inPlaceOf(last.link, last.link.leading, first), ...more];
  const trailing = [...blockOf(last).chain.trailing, ...block.chain.trailing];
  const flat: Block = { ...block, chain: { ...block.chain, links, trailing } };
  return { ...link, argv: link.argv.map((item) => (item === block ? flat : item)) };
}

/** Programs that leave a child to what they become, which may not expect it. */
const LEAVE_CHILDREN: ReadonlySet<string> = new Set(["background", "pipeline", "heredoc"]);

/** Whether a program becomes the rest of its chain, and nothing else is told of that one's end. */
function goesOnAlone({ program, given }: Step): boolean {
  return program.package === "execline" && given.chain?.runs === "exec" && !LEAVE_CHILDREN.has(program.name);
}

/** Without an end that only succeeds, after what succeeds without an end. */
function withoutExit(chain: Chain, read: Read): Chain {
  const { steps, end } = read(chain);
  const before = steps.at(-1)?.program.name ?? "";
  const isNeeded = !["foreground", "if"].includes(before) || knownCode({ chain, steps: [], end }) !== 0;
  if (isNeeded) return chain;
  const trailing = [...end.flatMap(commentsOf), ...chain.trailing];
  return { ...chain, links: chain.links.slice(0, -1), trailing };
}
