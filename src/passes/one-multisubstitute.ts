import type { Chain, Instruction, Script, Word } from "../ast/execline.ts";
import { textOf } from "../emit/execline-quote.ts";
import { directivesOf, directoryOf, wordsIn, type Directive } from "./directives.ts";
import { blocksOf, boundBefore, changeLines, fromEnd, inPlaceOf, type Around, type Step } from "./line.ts";

/**
 * Does substitutions in a row at once, with one program.
 *
 *     define a x importas -i b B c   ->   multisubstitute { define a x importas -i b B } c
 *
 * Each of a row also replaces in what the ones before have put in: after `importas a A importas b B` a `${b}` in the value
 * of `A` is gone, and `multisubstitute` leaves it. So only a value that the script itself has may come first, and it may
 * not complete another name where it is put.
 */
export function oneMultisubstitute(script: Script): Script {
  return changeLines(script, (line, around) => {
    const bound = boundBefore(line.steps, around.bound);
    const links = fromEnd(line, (step, rest, i) => {
      const [second] = around.read({ ...line.chain, links: rest.slice(0, 1) }).steps;
      const joined = second && join(step, second, rest.slice(1), { ...around, bound: bound[i]! });
      return joined ? [joined, ...rest.slice(1)] : [step.link, ...rest];
    });
    return { ...line.chain, links };
  });
}

/** Two steps as one. */
function join(
  first: Step,
  second: Step,
  rest: readonly Instruction[],
  around: Around,
): Instruction | undefined {
  const [a, b] = [directivesOf(first), directivesOf(second)];
  if (!a || !b || directoryOf(first) !== directoryOf(second) || !areIndependent(a, b)) return undefined;
  // Without a rest multisubstitute fails, and others do not.
  const words = rest.flatMap(({ argv }) => argv.flatMap(wordsIn));
  const isEqual = words.length > 0 && words.every((word) => isSame(word, a, b, around));
  return isEqual ? multisubstitute(first, second) : undefined;
}

const keysOf = (directives: readonly Directive[]): readonly string[] =>
  directives.flatMap(({ keys }) => keys);

const isPositional = (name: string): boolean => /^(?:\d+|[#@])$/.test(name);

/** Whether the second ones substitute the same after the first ones as beside them. */
function areIndependent(a: readonly Directive[], b: readonly Directive[]): boolean {
  const keys = [...keysOf(a), ...keysOf(b)];
  const variables = new Set(a.flatMap(({ variable, unexports }) => (unexports ? [variable] : [])));
  return (
    new Set(keys).size === keys.length &&
    !keysOf(a).includes("@") &&
    keys.every((key) => /^[^$\\{}]+$/.test(key)) &&
    (!keys.includes("@") || ![...keys, ...variables].some((name) => name !== "@" && isPositional(name!))) &&
    !b.some(({ variable }) => variables.has(variable))
  );
}

/** Whether what is put into a word at once is what is put in one after the other. */
function isSame(
  word: Word,
  a: readonly Directive[],
  b: readonly Directive[],
  { bound, uncertain }: Around,
): boolean {
  const names = word.parts.flatMap((part) => (typeof part === "object" ? [part.name] : []));
  const keys = names.map((name) => (isPositional(name) ? "@" : name));
  const before = bound.filter((each) => each.keys.some((key) => keys.includes(key)));
  // What is put in before and is not known may hold anything.
  if (!before.every(({ isPlain }) => isPlain)) return false;
  const text = textOf(word);
  const isMentioned = text.includes("$") && keysOf(a).some((key) => text.includes(key));
  if (!isMentioned) return before.length === 0 || isApart(word);
  const several = (directives: readonly Directive[]): boolean =>
    names.some((name, i) => uncertain.has(name) && keysOf(directives).includes(keys[i]!));
  return a.every(({ isPlain }) => isPlain) && isApart(word) && !(several(a) && several(b));
}

/** Whether nothing in a word can become a part of a name when a value is put in beside it. */
function isApart({ parts }: Word): boolean {
  return parts.every((part, i) =>
    typeof part === "string" ? !/[$\\{}]/.test(part) : part.style !== "bare" || i === parts.length - 1,
  );
}

function multisubstitute(first: Step, second: Step): Instruction {
  const [before, behind] = [blockIn(first), blockIn(second)];
  const [next, ...more] = behind.links;
  const links = [...before.links, { ...next!, leading: [...before.trailing, ...next!.leading] }, ...more];
  const [head, ...others] = links as [Instruction, ...Instruction[]];
  const { spaced: _, ...bare } = head;
  const chain: Chain = {
    kind: "Chain",
    links: [{ ...bare, leading: [] }, ...others],
    trailing: behind.trailing,
  };
  return {
    kind: "Instruction",
    argv: [
      { kind: "Word", parts: [`${directoryOf(first)}multisubstitute`] },
      { kind: "Block", chain },
    ],
    loops: false,
    binds: links.flatMap(({ binds }) => binds),
    leading: head.leading,
    ...(head.spaced && { spaced: true }),
    ...(first.link.position && { position: first.link.position }),
  };
}

/** Its directives; what was noted before a multisubstitute is noted before its first one. */
function blockIn(step: Step): Chain {
  const { link, program } = step;
  const [block] = blocksOf(step);
  if (program.name === "multisubstitute" && block) {
    const [head, ...more] = block.chain.links as [Instruction, ...Instruction[]];
    return {
      ...block.chain,
      links: [inPlaceOf(link, [...link.leading, ...(block.leading ?? [])], head), ...more],
    };
  }
  const name: Word = { kind: "Word", parts: [program.name] };
  return { kind: "Chain", links: [{ ...link, argv: [name, ...link.argv.slice(1)] }], trailing: [] };
}
