/** A place in a source file. `line` and `col` count from 1; `offset` and `length` count characters. */
export interface Position {
  readonly file?: string;
  readonly line: number;
  readonly col: number;
  readonly offset?: number;
  readonly length?: number;
  /** Where the author's function that holds this place was called, the innermost call first. */
  readonly callers?: readonly Position[];
}

/**
 * What the build refuses, as one error: a code with a page in `docs/errors/`, what happened, and what to write
 * instead. The message reads `file:line:col: IG004: what; hint`.
 */
export class IgnityError extends Error {
  override readonly name = "IgnityError";
  readonly code: `IG${string}`;
  readonly what: string;
  readonly hint: string;
  readonly position: Position | undefined;

  constructor(code: `IG${string}`, what: string, hint: string, position?: Position) {
    super(`${position ? `${formatPosition(position)}: ` : ""}${code}: ${what}; ${hint}`);
    this.code = code;
    this.what = what;
    this.hint = hint;
    this.position = position;
  }
}

export function formatPosition({ file, line, col }: Position): string {
  return `${file ?? "<input>"}:${line}:${col}`;
}
