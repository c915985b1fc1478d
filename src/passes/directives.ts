import type { Instruction, Item, Word } from "../ast/execline.ts";
import { textOf } from "../emit/execline-quote.ts";
import { match } from "../parse/match.ts";
import { literal, programOf } from "../parse/program-of.ts";
import type { Step } from "./line.ts";

/** What is put into the words that follow. */
export interface Bound {
  /** The names it is put in for; `@` stands for all positional parameters. */
  readonly keys: readonly string[];
  /** It is what the script says, in which there is nothing that another substitution would replace. */
  readonly isPlain: boolean;
  /** That, as one word. */
  readonly value?: string;
}

/** One substitution, by itself or in the block of a multisubstitute. All its words are literal. */
export interface Directive extends Bound {
  /** The variable that it imports. */
  readonly variable?: string;
  /** And takes out of the environment. */
  readonly unexports?: boolean;
}

/** What programs are found and run by. */
const ESSENTIAL = /^(?:PATH|LD_.*|EXECLINE_STRICT)$/;

/** What a step substitutes, where it is a program that does nothing else; nothing where that is not certain. */
export function directivesOf({ link, program, given }: Step): readonly Directive[] | undefined {
  const [block] = given.operands.flatMap(({ items }) => items);
  // By itself it fails with another code where there are no parameters.
  if (program.name === "elgetpositionals") return undefined;
  const links = program.name === "multisubstitute" && block?.kind === "Block" ? block.chain.links : [link];
  const directives = links.map(directiveOf);
  return directives.length > 0 && directives.every((each) => each !== undefined) ? directives : undefined;
}

/** What a step of any program puts in. */
export function boundBy(step: Step): readonly Bound[] {
  const mayBeAll = ["elgetpositionals", "multisubstitute"].includes(step.program.name);
  return directivesOf(step) ?? [{ keys: [...step.link.binds, ...(mayBeAll ? ["@"] : [])], isPlain: false }];
}

function directiveOf(link: Instruction): Directive | undefined {
  const program = programOf(link.argv[0]);
  const isLiteral = link.argv.flatMap(wordsIn).every((word) => !/[$\\]/.test(textOf(word)));
  if (!program || !isLiteral || link.verbatim !== undefined) return undefined;
  const { options, operands, faults } = match(link.argv, 1, program);
  if (faults.length > 0) return undefined;
  const items = (name: string): readonly Item[] =>
    operands.find(({ operand }) => operand.name === name)?.items ?? [];
  const keys = [...items("key"), ...items("keys")].flatMap(wordsIn).map(textOf);
  switch (program.name) {
    case "define": {
      const [value] = items("value").flatMap(wordsIn).map(textOf);
      return { keys, isPlain: true, ...(options.length === 0 && value !== undefined && { value }) };
    }
    case "multidefine":
      return { keys, isPlain: true };
    case "elglob":
      return { keys, isPlain: false };
    case "elgetpositionals":
      return { keys: ["@"], isPlain: false };
    case "importas": {
      const [variable] = items("envvar").flatMap(wordsIn).map(textOf);
      const unexports = options.some(({ letter }) => letter === "u");
      if (variable === undefined || (unexports && ESSENTIAL.test(variable))) return undefined;
      return { keys, isPlain: false, variable, unexports };
    }
    default:
      return undefined;
  }
}

/** What a word is for sure once all is put in; nothing where that is not known. */
export function knownText({ parts }: Word, bound: readonly Bound[]): string | undefined {
  const texts = parts.map((part) =>
    typeof part === "string" ? part : bound.find(({ keys }) => keys.includes(part.name))?.value,
  );
  return texts.includes(undefined) ? undefined : texts.join("");
}

/** The words of an item, those in blocks too. */
export function wordsIn(item: Item): readonly Word[] {
  return item.kind === "Word" ? [item] : item.chain.links.flatMap(({ argv }) => argv.flatMap(wordsIn));
}

/** The directory that a step's program is named with, and the slash after it. */
export function directoryOf({ link, program }: Step): string {
  return literal(link.argv[0])!.slice(0, -program.name.length);
}
