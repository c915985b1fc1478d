import { printScript } from "../emit/execline.ts";
import { parse } from "../parse/parse.ts";
import type { Problem } from "../parse/problem.ts";

export interface Formatted {
  /** The script in the style of the compiler's own; absent when `problems` says why it is left alone. */
  readonly text?: string;
  readonly problems: readonly Problem[];
}

/**
 * Formats an execline script (text made by `decode`) without changing a word of what `execlineb` reads. Comments stay
 * where they are, words keep their spelling, and an instruction after `# prettier-ignore` is left as it is. A script
 * that execlineb refuses, or reads in a way that nobody means, is not formatted.
 */
export function format(source: string, file?: string): Formatted {
  const { script, problems, warnings } = parse(source, file);
  const reasons = [...problems, ...warnings];
  return reasons.length > 0 ? { problems: reasons } : { text: printScript(script), problems: [] };
}
