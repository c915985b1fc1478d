import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Position } from "../ast/diagnostic.ts";

const DSL = `${dirname(fileURLToPath(import.meta.url))}/`;
const FRAME = /\(?((?:file:\/\/)?\/[^()]*):(\d+):(\d+)\)?$/;

/** Where the author called the DSL: the innermost frames of the stack outside this folder, up to the next inside. */
export function callSite(): Position | undefined {
  return siteIn(new Error().stack) ?? siteIn(wholeStack());
}

function siteIn(stack = ""): Position | undefined {
  const frames: Position[] = [];
  for (const frame of stack.split("\n").slice(1)) {
    const [, where, line, col] = FRAME.exec(frame) ?? [];
    if (where === undefined) continue;
    const file = where.startsWith("file:") ? fileURLToPath(where) : where;
    if (!file.startsWith(DSL)) frames.push({ file, line: Number(line), col: Number(col) });
    else if (frames.length > 0) break;
  }
  const [site, ...callers] = frames;
  return site && callers.length > 0 ? { ...site, callers } : site;
}

/** Node keeps ten frames of a stack, which is seldom too few. */
function wholeStack(): string | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = Infinity;
  const { stack } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return stack;
}
