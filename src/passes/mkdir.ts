import type { Instruction, Item, Word } from "../ast/execline.ts";
import { knownText, type Bound } from "./directives.ts";
import { mkdirOptions } from "./mkdir-options.ts";
import { literal } from "../parse/program-of.ts";

/** The arguments of a `mkdir` that is certain to make directories of all its operands. */
export interface Mkdir {
  /** `-p`, `-m MODE`, or both, as they are written. */
  readonly options: readonly Word[];
  /** `--`, where it is there: behind it a directory may have any name. */
  readonly dashes?: readonly Word[];
  readonly directories: readonly Word[];
}

/** Reads one; nothing when it has other options, or a directory whose name may begin with a dash. */
export function mkdirOf(
  { argv: [program, ...args], verbatim }: Instruction,
  bound: readonly Bound[],
): Mkdir | undefined {
  if (literal(program) !== "mkdir" || verbatim !== undefined || !args.every(isWord)) return undefined;
  const { count, hasDashes } = mkdirOptions(args.map(literal));
  const options = args.slice(0, count);
  if (options.some((word) => literal(word) === undefined)) return undefined;
  const directories = args.slice(hasDashes ? count + 1 : count);
  if (directories.length === 0 || !(hasDashes || directories.every((word) => isNoOption(word, bound))))
    return undefined;
  return { options, ...(hasDashes && { dashes: [args[count]!] }), directories };
}

const isWord = (item: Item): item is Word => item.kind === "Word";

function isNoOption({ kind, parts: [first = ""] }: Word, bound: readonly Bound[]): boolean {
  return /^[^-]/.test(knownText({ kind, parts: [first] }, bound) ?? "-");
}
