import type { Block, Chain, Comment, Instruction, Item, Script, Word } from "../ast/execline.ts";
import type { Program } from "../facts/index.ts";
import { literal, programOf } from "../parse/program-of.ts";
import { match, type Match } from "../parse/match.ts";
import { boundBy, type Bound } from "./directives.ts";
import { uncertainNames } from "./uncertain-names.ts";

/**
 * A chain, as far as it is certain how execline reads it: programs of the table that become each other, and what they
 * become in the end.
 */
export interface Line {
  readonly chain: Chain;
  readonly steps: readonly Step[];
  /** The last program with its arguments, and all that nobody can tell about; empty where the chain just ends. */
  readonly end: readonly Instruction[];
}

/** One program of the table that goes on to the rest of its chain. */
export interface Step {
  readonly link: Instruction;
  readonly program: Program;
  readonly given: Match;
}

/** What a pass does with one chain, whose blocks it has been through already. */
export type Change = (line: Line, around: Around) => Chain;

export type Read = (chain: Chain) => Line;

/** What is known of the script around a line. */
export interface Around {
  readonly read: Read;
  /** What is put in before it. */
  readonly bound: readonly Bound[];
  /** The names that may stand for several words, or none. */
  readonly uncertain: ReadonlySet<string>;
}

/** Applies a change to every chain of a script that is a command line, the innermost first. */
export function changeLines(script: Script, change: Change): Script {
  const uncertain = uncertainNames(script);
  if (uncertain === undefined) return script;
  const known = new WeakMap<Instruction, Step | undefined>();
  const knownStep = (link: Instruction): Step | undefined => {
    if (!known.has(link)) known.set(link, stepOf(link, uncertain));
    return known.get(link);
  };
  const read: Read = (chain) => {
    const steps: Step[] = [];
    for (const link of chain.links) {
      const step = knownStep(link);
      if (!step) break;
      steps.push(step);
    }
    return { chain, steps, end: chain.links.slice(steps.length) };
  };

  const ofChain = (chain: Chain, bound: readonly Bound[]): Chain => {
    const { steps, end } = read(chain);
    const before = boundBefore(steps, bound);
    const changed = steps.map(({ link, given }, i) => ofLink(link, given, before[i]!));
    return change(read({ ...chain, links: [...changed, ...end] }), { read, bound, uncertain });
  };
  const ofLink = (link: Instruction, { operands }: Match, bound: readonly Bound[]): Instruction => {
    const holds = new Map(operands.map(({ operand, items: [item] }) => [item, operand.holds]));
    return { ...link, argv: link.argv.map((item) => ofItem(item, holds.get(item), bound)) };
  };
  const ofItem = (item: Item, holds: string | undefined, bound: readonly Bound[]): Item => {
    if (item.kind === "Word") return item;
    if (holds === "child" || holds === "exec") return { ...item, chain: ofChain(item.chain, bound) };
    if (holds !== "cases" && holds !== "handlers") return item;
    // Each is a word and a block of its own.
    const links = item.chain.links.map((link) => ({
      ...link,
      argv: link.argv.map((each) => ofItem(each, "child", bound)),
    }));
    return { ...item, chain: { ...item.chain, links } };
  };
  const hasArguments = /\s-[a-zA-Z]*[sS]/.test(script.shebang ?? "");
  return { ...script, chain: ofChain(script.chain, hasArguments ? [{ keys: ["@"], isPlain: false }] : []) };
}

/** What is put in before each of the steps of a line. */
export function boundBefore(steps: readonly Step[], around: readonly Bound[]): readonly (readonly Bound[])[] {
  let bound = around;
  return steps.map((step) => {
    const before = bound;
    const more = boundBy(step);
    if (more.length > 0) bound = [...bound, ...more];
    return before;
  });
}

/** The instructions of a line, from the last to the first: `put` gives those of a step and of all that follow it. */
export function fromEnd(
  { steps, end }: Line,
  put: (step: Step, rest: readonly Instruction[], index: number) => readonly Instruction[],
): readonly Instruction[] {
  return steps.reduceRight((links, step, i) => put(step, links, i), end);
}

/** What comes after the first so many steps of a line. */
export function after({ chain, steps, end }: Line, count: number): Line {
  return { chain: { ...chain, links: chain.links.slice(count) }, steps: steps.slice(count), end };
}

/** The blocks of a step, in order. */
export function blocksOf({ given }: Step): readonly Block[] {
  return given.operands.flatMap(({ items }) => items).filter((item) => item.kind === "Block");
}

/** An instruction with what was noted before another one, whose place it takes. */
export function inPlaceOf(gone: Instruction, comments: readonly Comment[], link: Instruction): Instruction {
  const [first, ...more] = [...comments, ...link.leading];
  if (!first) return { ...link, ...(gone.spaced && { spaced: true }) };
  const spaced = first.spaced || (comments.length === 0 && gone.spaced === true);
  return { ...link, leading: [{ ...first, spaced }, ...more] };
}

/** Every comment in and before an instruction. */
export function commentsOf({ leading, argv }: Instruction): readonly Comment[] {
  return [...leading, ...argv.flatMap(commentsIn)];
}

function commentsIn(item: Item): readonly Comment[] {
  const leading = item.leading ?? [];
  if (item.kind === "Word") return leading;
  return [...leading, ...item.chain.links.flatMap(commentsOf), ...item.chain.trailing];
}

/** Nothing when an argument may be an option, be several words or none, or when the author keeps the line as it is. */
function stepOf(link: Instruction, uncertain: ReadonlySet<string>): Step | undefined {
  const program = programOf(link.argv[0]);
  if (!program || link.verbatim !== undefined) return undefined;
  const given = match(link.argv, 1, program);
  const isWhole = given.faults.length === 0 && given.end === link.argv.length && given.chain !== undefined;
  const words = link.argv.filter((item) => item.kind === "Word");
  if (!isWhole || words.some((word) => mayVanish(word, uncertain))) return undefined;
  return program.getopt && mayBeOption(link, given) ? undefined : { link, program, given };
}

/** Whether a word may become none or several. */
export function mayVanish({ parts }: Word, uncertain: ReadonlySet<string>): boolean {
  return parts.some((part) => typeof part === "object" && uncertain.has(part.name));
}

/** Whether what is put into the first word after the options may begin with a dash. */
function mayBeOption({ argv }: Instruction, { operands }: Match): boolean {
  const first = operands.flatMap(({ items }) => items)[0];
  const before = argv.slice(1, first ? argv.indexOf(first) : argv.length);
  if (before.some((item) => literal(item) === "--")) return false;
  return [...before, ...(first ? [first] : [])].some(
    (item) => item.kind === "Word" && typeof item.parts[0] === "object",
  );
}
