import type { Block, Instruction, Script } from "../ast/execline.ts";
import type { BlockOperand, Program } from "../facts/index.ts";
import { literal, nameOf, programOf } from "../parse/program-of.ts";
import { either, NONE, ONE, plus, repeated, type Starts } from "./starts.ts";

/**
 * How many processes a run of a script that succeeds starts. Each branch is thought possible, so the most may be more
 * than any run needs. What a program starts that the script only names is not counted, nor what a `trap` does.
 */
export const startsOfExecline = ({ chain }: Script): Starts => startsOf(chain.links, false);

/** The same of the run that goes the usual way: on to the rest of each chain, and past loops. */
export const usualStartsOfExecline = ({ chain }: Script): number => startsOf(chain.links, true).most;

function startsOf([link, ...links]: readonly Instruction[], isUsual: boolean): Starts {
  const program = programOf(link?.argv[0]);
  if (!link || !program) return NONE;
  const one = (...ways: readonly Starts[]): Starts => {
    const [first = NONE, ...others] = ways;
    return isUsual ? first : others.reduce(either, first);
  };
  const of = (each: readonly Instruction[]): Starts => startsOf(each, isUsual);
  const rest = of(links);
  const tail = program.sequence.find(({ kind }) => kind === "chain");
  const children = childrenOf(link, program, of, one);
  const ways = waysOf(link, program, of);
  if (tail?.kind !== "chain" || tail.runs === "exec") return plus(children, one(rest, ...ways));
  const child = links.length > 0 ? plus(ONE, rest) : NONE;
  const run = program.loops ? repeated(nameOf(link)!, child) : child;
  return [children, run, one(...ways)].reduce(plus);
}

/** What some links start. */
type Count = (links: readonly Instruction[]) => Starts;
/** What one of some ways starts; the usual one is the first. */
type Choice = (...ways: readonly Starts[]) => Starts;

/** The blocks that it starts: always the first, and one of the others where there are any. */
function childrenOf(link: Instruction, program: Program, of: Count, one: Choice): Starts {
  const [first, ...others] = blocksOf(link, program, "child").map(({ chain }) => plus(ONE, of(chain.links)));
  if (!first) return NONE;
  const grandchild = hasOption(link, program, "doublefork") ? ONE : NONE;
  return [first, grandchild, one(...others)].reduce(plus);
}

/** What it may become instead of the rest of its chain. */
function waysOf(link: Instruction, program: Program, of: Count): readonly Starts[] {
  const cases = blocksOf(link, program, "cases").flatMap(({ chain }) =>
    chain.links.flatMap(({ argv }) => argv),
  );
  const blocks = [...blocksOf(link, program, "exec"), ...cases.filter((item) => item.kind === "Block")];
  const ways = blocks.map(({ chain }) => of(chain.links));
  return hasOption(link, program, "succeed") ? [...ways, NONE] : ways;
}

function blocksOf(link: Instruction, program: Program, holds: BlockOperand["holds"]): readonly Block[] {
  const operands = program.sequence.filter((operand) => operand.kind === "block");
  return link.argv.filter((item) => item.kind === "Block").filter((_, i) => operands[i]?.holds === holds);
}

/** Whether a switch is given, alone or with others. */
function hasOption({ argv }: Instruction, { options }: Program, word: string): boolean {
  const letter = options.find((option) => option.word === word)?.letter;
  const words = argv.slice(
    1,
    argv.findIndex((item) => item.kind === "Block"),
  );
  return (
    letter !== undefined && words.some((item) => new RegExp(`^-[^-]*${letter}`).test(literal(item) ?? ""))
  );
}
