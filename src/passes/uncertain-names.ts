import type { Instruction, Item, Script } from "../ast/execline.ts";
import { match, type Match } from "../parse/match.ts";
import { literal, programOf } from "../parse/program-of.ts";

/** All arguments at once: as many words as there are. */
const ALL = "@";

/** Options that make a value several words, or none. */
const LETTERS: ReadonlySet<string> = new Set(["s", "0", "r", "x", "I"]);

/**
 * The names whose values may be several words, or none: what is before such a word in its chain may take what comes
 * after it. Undefined when a name is itself substituted, so that it may be any.
 */
export function uncertainNames({ chain }: Script): ReadonlySet<string> | undefined {
  const names = new Set([ALL]);
  let isKnown = true;
  const visit = (link: Instruction): void => {
    for (const item of link.argv) if (item.kind === "Block") item.chain.links.forEach(visit);
    const program = programOf(link.argv[0]);
    if (program?.substitutes === undefined || program.substitutes.operand === "directives") return;
    const given = match(link.argv, 1, program);
    if (program.substitutes.when !== undefined && !has(given, program.substitutes.when)) return;
    const bound = namesOf(given, program.substitutes.operand);
    if (bound === undefined) isKnown = false;
    else if (!isOneWord(program.name, given)) for (const name of bound) names.add(name);
  };
  chain.links.forEach(visit);
  return isKnown ? names : undefined;
}

function namesOf({ operands }: Match, operand: string): readonly string[] | undefined {
  const items = operands.find((each) => each.operand.name === operand)?.items ?? [];
  const words = items.flatMap((item): readonly Item[] =>
    item.kind === "Block" ? item.chain.links.flatMap(({ argv }) => argv) : [item],
  );
  const names = words.map(literal).filter((name) => name !== undefined);
  return names.length === words.length ? names : undefined;
}

function isOneWord(program: string, given: Match): boolean {
  if (program === "elglob" || given.options.some(({ letter }) => LETTERS.has(letter))) return false;
  return program !== "importas" || has(given, "i") || has(given, "D");
}

const has = ({ options }: Match, letter: string): boolean => options.some((each) => each.letter === letter);
