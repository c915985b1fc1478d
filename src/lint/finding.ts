import type { Position } from "../ast/diagnostic.ts";
import { severityOf, type Code, type Severity } from "./codes.ts";

/** One thing the linter has to say about a place. */
export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  readonly what: string;
  readonly hint: string;
  readonly position: Position;
  /** Changes to the text that put it right without any other effect. */
  readonly fix?: readonly Edit[];
}

export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** How a rule tells what it found at a node of the tree, or at a place. */
export type Report = (code: Code, at: Located, what: string, hint: string, fix?: readonly Edit[]) => void;

export type Located = { readonly position?: Position };

export function finding(
  code: Code,
  { position }: Located,
  what: string,
  hint: string,
  fix?: readonly Edit[],
): Finding {
  const severity = severityOf(code);
  return { code, severity, what, hint, position: position!, ...(fix !== undefined && { fix }) };
}

/** Findings in the order of the text. */
export function byPosition(a: Finding, b: Finding): number {
  const [x, y] = [a.position, b.position];
  return x.line - y.line || x.col - y.col || (a.code < b.code ? -1 : 1);
}
