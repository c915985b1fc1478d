import type { Script } from "../ast/execline.ts";
import { build } from "./build.ts";
import { Lines } from "./lines.ts";
import { link } from "./link.ts";
import type { Problem } from "./problem.ts";

export interface Parsed {
  readonly script: Script;
  /** In the order of the text; execlineb accepts the script when there are none. */
  readonly problems: readonly Problem[];
  /** What execlineb takes, in a way that nobody means. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads an execline script (text made by `decode`) as real execlineb does, with positions and comments. It never
 * throws: after a problem it goes on, and the tree holds what could be read.
 */
export function parse(source: string, file?: string): Parsed {
  const lines = new Lines(source, file);
  const flat = build(source, lines);
  const chain = link(source, flat);
  const { shebang, problems, warnings } = flat;
  return { script: { kind: "Script", ...(shebang !== undefined && { shebang }), chain }, problems, warnings };
}
