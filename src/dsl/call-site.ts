import { fileURLToPath } from "node:url";
import type { Position } from "../ast/diagnostic.ts";

/** The folders that an author calls into: this one, and the one that images are defined with. */
const OURS = ["./", "../image/"].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
const FRAME = /(?:\(|at )((?:file:\/\/)?\/[^()]*):(\d+):(\d+)\)?$/;
/** What waits for the author's module, and what other people's packages do, has nothing to say about a script. */
const OTHERS = /^\s*at async |\/node_modules\//;

/** Where the author called us: the innermost frames of the stack outside our folders, up to the next inside. */
export function callSite(): Position | undefined {
  return siteIn(new Error().stack) ?? siteIn(wholeStack());
}

function siteIn(stack = ""): Position | undefined {
  const frames: Position[] = [];
  for (const frame of stack.split("\n").slice(1)) {
    const [, where, line, col] = FRAME.exec(frame) ?? [];
    if (where === undefined) continue;
    const file = where.startsWith("file:") ? fileURLToPath(where) : where;
    if (OURS.some((folder) => file.startsWith(folder))) {
      if (frames.length > 0) break;
    } else if (!OTHERS.test(frame)) frames.push({ file, line: Number(line), col: Number(col) });
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
