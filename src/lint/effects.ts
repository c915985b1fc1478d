import type { Instruction, Item } from "../ast/execline.ts";
import type { Program } from "../facts/index.ts";
import { match, type Match } from "../parse/match.ts";
import { literal, nameOf, programOf } from "../parse/program-of.ts";
import type { Binding, Effects } from "./scope.ts";

/** What an instruction does to everything after it in its chain; undefined where it does nothing to it. */
export function effectsOf(instruction: Instruction, program: Program, given: Match): Effects | undefined {
  if (program.name === "elgetpositionals") return { bindings: [], open: false, positionals: true, sets: [] };
  const binders = bindersOf(instruction, program, given);
  const sets = setsOf(program, given);
  if (binders.length === 0 && sets.length === 0) return undefined;
  return {
    bindings: binders.flatMap((by) => by.binds.map((name): Binding => ({ name, by, uses: 0 }))),
    open: binders.some(bindsUnknown),
    positionals: binders.some((by) => nameOf(by) === "elgetpositionals"),
    sets,
  };
}

/** The instruction itself, or the directives in its block. */
function bindersOf(instruction: Instruction, { substitutes }: Program, given: Match): readonly Instruction[] {
  if (substitutes === undefined) return [];
  if (substitutes.when !== undefined && !hasLetter(given, substitutes.when)) return [];
  if (substitutes.operand !== "directives") return [instruction];
  const [block] = itemsOf(given, "directives");
  return block?.kind === "Block" ? block.chain.links : [];
}

/** Whether a name it binds is itself put together at run time. */
function bindsUnknown({ argv }: Instruction): boolean {
  const program = programOf(argv[0]);
  if (program?.substitutes === undefined) return false;
  const items = itemsOf(match(argv, 1, program), program.substitutes.operand);
  return items.flatMap(wordsIn).some((word) => literal(word) === undefined);
}

function wordsIn(item: Item): readonly Item[] {
  if (item.kind === "Word") return [item];
  return item.chain.links.flatMap(({ argv }) => argv).filter(({ kind }) => kind === "Word");
}

/** What these programs leave in the environment besides the variable they are given. */
const LEAVE: Readonly<Record<string, readonly string[]>> = {
  foreground: ["?"],
  ifthenelse: ["?"],
  background: ["!"],
  pipeline: ["!"],
  trap: ["!"],
  wait: ["?", "!"],
  "s6-envuidgid": ["UID", "GID", "GIDLIST"],
};

function setsOf({ name, sequence }: Program, given: Match): readonly string[] {
  if (Object.hasOwn(LEAVE, name)) return name === "wait" && !hasLetter(given, "o") ? [] : LEAVE[name]!;
  const variable = sequence.find((operand) => operand.kind === "positional" && operand.name === "variable");
  // With -x, backtick unsets its variable when the block fails.
  if (variable === undefined || name === "unexport" || (name === "backtick" && hasLetter(given, "x")))
    return [];
  return itemsOf(given, "variable").flatMap((word) => literal(word) ?? []);
}

const hasLetter = ({ options }: Match, letter: string): boolean =>
  options.some((each) => each.letter === letter);

const itemsOf = ({ operands }: Match, name: string): readonly Item[] =>
  operands.find(({ operand }) => operand.name === name)?.items ?? [];
