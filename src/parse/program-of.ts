import type { Instruction, Item } from "../ast/execline.ts";
import { programs, type Program } from "../facts/index.ts";

/** Directories that hold programs, so that a path into one of them names the program at its end. */
const DIRECTORY =
  /^\/(?:(?:usr\/(?:local\/)?)?s?bin|usr\/lib\/execline\/bin|command|package\/\S+\/command)\/(?=[^/]+$)/;

/** The entry of the table a word names, by the program's name or its full path. */
export function programOf(item: Item | undefined): Program | undefined {
  const text = literal(item);
  return text === undefined
    ? undefined
    : programs.get(text.startsWith("/") ? text.replace(DIRECTORY, "") : text);
}

/** Text of a word in which no substitution can put anything; undefined for any other item. */
export function literal(item: Item | undefined): string | undefined {
  if (item?.kind !== "Word" || item.parts.length > 1) return undefined;
  const [part = ""] = item.parts;
  return typeof part === "string" ? part : undefined;
}

/** How the script calls the program of an instruction. */
export function nameOf(instruction: Instruction): string | undefined {
  return literal(instruction.argv[0])?.replace(DIRECTORY, "");
}
