import { formatPosition } from "../../ast/diagnostic.ts";
import type { Finding } from "../finding.ts";

/** One finding for a reader: where, what and what to write instead, and the line with the place marked. */
export function text({ position, severity, code, what, hint }: Finding, source: string | undefined): string {
  const head = `${formatPosition(position)}: ${severity} ${code}: ${what}; ${hint}`;
  const line = source?.split("\n", position.line)[position.line - 1]?.trimEnd();
  if (line === undefined || line === "") return head;
  const before = line.slice(0, position.col - 1).replace(/[^\t]/g, " ");
  const marked = Math.max(1, Math.min(position.length ?? 1, line.length - before.length));
  return `${head}\n    ${line}\n    ${before}${"^".repeat(marked)}`;
}

/** `file:line:col: warning: what; hint [EL1201]`, which editors and build tools know from compilers. */
export function gcc({ position, severity, code, what, hint }: Finding): string {
  const kind = severity === "info" ? "note" : severity;
  return `${formatPosition(position)}: ${kind}: ${what}; ${hint} [${code}]`;
}
