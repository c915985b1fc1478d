import type { Item } from "../ast/execline.ts";
import { literal } from "../parse/program-of.ts";
import type { Line } from "./line.ts";

/** What compares two words, by whether it holds. */
const COMPARISONS: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

/** A word that no test takes for an operator. */
const OPERAND = /^[A-Za-z0-9_./]+$/;

/** The exit code of a line that is known before it runs, and that does nothing else. */
export function knownCode({ steps, end: [only, ...more] }: Line): number | undefined {
  if (steps.length > 0 || !only || more.length > 0 || only.verbatim !== undefined) return undefined;
  const words = only.argv.map((item: Item) => literal(item));
  if (words.includes(undefined)) return undefined;
  const [program, ...args] = words as readonly string[];
  switch (program) {
    case "true":
      return 0;
    case "false":
      return 1;
    case "exit":
      return codeOfExit(args);
    case "eltest":
    case "test":
      return codeOfTest(args);
    default:
      return undefined;
  }
}

function codeOfExit([code = "0", ...more]: readonly string[]): number | undefined {
  return /^\d{1,3}$/.test(code) && more.length === 0 ? Number(code) % 256 : undefined;
}

function codeOfTest([a = "", operator = "", b = "", ...more]: readonly string[]): number | undefined {
  const holds = Object.hasOwn(COMPARISONS, operator) ? COMPARISONS[operator] : undefined;
  if (!holds || more.length > 0 || !OPERAND.test(a) || !OPERAND.test(b)) return undefined;
  return holds(a, b) ? 0 : 1;
}
