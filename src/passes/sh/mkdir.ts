import type { ShWord, Statement } from "../../ast/sh.ts";
import { mkdirOptions } from "../mkdir-options.ts";

/** A statement that is a `mkdir` and makes directories of all its operands. */
export interface Mkdir {
  /** `mkdir` and its options, as they are written, less a `--`. */
  readonly program: readonly ShWord[];
  /** `--`, where it is there: behind it a directory may have any name. */
  readonly dashes?: readonly ShWord[];
  readonly directories: readonly ShWord[];
}

/** Reads one; nothing when it does something else, or when a directory may be an option, several words or none. */
export function mkdirOf({ command, background }: Statement): Mkdir | undefined {
  if (command.kind !== "Simple" || background) return undefined;
  const { words, assignments, redirects } = command;
  const [name, ...args] = words;
  if (!name || literal(name) !== "mkdir" || assignments.length + redirects.length > 0) return undefined;
  const { count, hasDashes } = mkdirOptions(args.map(literal));
  const program = [name, ...args.slice(0, count)];
  const directories = args.slice(hasDashes ? count + 1 : count);
  const areDirectories = directories.every((word) => isOne(word) && (hasDashes || isNoOption(word)));
  if (directories.length === 0 || !areDirectories || !program.every(isOne)) return undefined;
  return { program, ...(hasDashes && { dashes: [args[count]!] }), directories };
}

/** Text that the shell adds nothing to. */
export function literal(word: ShWord | undefined): string | undefined {
  if (!word || word.parts.length > 1) return undefined;
  const [part = ""] = word.parts;
  return typeof part === "string" ? part : undefined;
}

/** Whether a word is one argument, and is the same one before and after a directory was made. */
function isOne({ parts }: ShWord): boolean {
  return parts.every(
    (part) =>
      typeof part === "string" ||
      (part.kind === "Parameter" && !part.split && !part.operation && !/^[@*?]$/.test(part.name)),
  );
}

const isNoOption = ({ parts: [first = ""] }: ShWord): boolean =>
  typeof first === "string" && /^[^-]/.test(first);
