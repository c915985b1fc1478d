import type { Position } from "../ast/diagnostic.ts";

/** Turns offsets of a text into lines and columns. Asking in rising order is fastest. */
export class Lines {
  readonly #file: string | undefined;
  readonly #starts: number[] = [0];
  #last = 0;

  constructor(text: string, file?: string) {
    this.#file = file;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  at(offset: number, length = 0): Placed {
    const line = this.#lineOf(offset);
    const position = { line: line + 1, col: offset - this.#starts[line]! + 1, offset, length };
    return this.#file === undefined ? position : { file: this.#file, ...position };
  }

  /** Offset of the first character of a line that counts from 1. */
  start(line: number): number {
    return this.#starts[Math.min(line, this.#starts.length) - 1]!;
  }

  #lineOf(offset: number): number {
    const starts = this.#starts;
    let line = starts[this.#last]! <= offset ? this.#last : 0;
    for (let tries = 0; tries < 4; tries++, line++) {
      if (line + 1 === starts.length || starts[line + 1]! > offset) return (this.#last = line);
    }
    let after = starts.length;
    while (after - line > 1) {
      const middle = (line + after) >>> 1;
      if (starts[middle]! <= offset) line = middle;
      else after = middle;
    }
    return (this.#last = line);
  }
}

/** A position that knows where in the text it is and how far it goes. */
export type Placed = Position & { readonly offset: number; readonly length: number };
