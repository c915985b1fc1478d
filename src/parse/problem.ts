import type { Placed } from "./lines.ts";

/** What is wrong with a script at one place: a code with a page in `docs/lint/`, what, and what to write instead. */
export interface Problem {
  readonly code: `EL${number}`;
  readonly what: string;
  readonly hint: string;
  readonly position: Placed;
}
