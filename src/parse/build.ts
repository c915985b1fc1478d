import { decode, encode } from "../ast/bytes.ts";
import type { Block, Chain, Comment, Item, Part, Word } from "../ast/execline.ts";
import { lex, type Fault, type Sink } from "./lexer.ts";
import type { Lines } from "./lines.ts";
import type { Problem } from "./problem.ts";
import { splitRefs } from "./refs.ts";

/** Words, blocks and comments as they stand in the text: all that execline's own syntax knows. */
export interface Flat {
  readonly shebang: string | undefined;
  readonly body: Body;
  /** What is in each block; the chains of the blocks themselves are still empty. */
  readonly bodies: ReadonlyMap<Block, Body>;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export interface Body {
  readonly items: readonly Item[];
  readonly trailing: readonly Comment[];
}

export function build(source: string, lines: Lines): Flat {
  const builder = new Builder(source, lines);
  lex(source, builder);
  return builder.finish();
}

const FAULTS: Readonly<Record<Fault, Omit<Problem, "position">>> = {
  "unclosed-quote": { code: "EL1001", what: "this quote is never closed", hint: 'close it with another "' },
  "bad-number": {
    code: "EL1002",
    what: "this escape is not a byte",
    hint: "write 1 to 255 as \\65, \\0101 or \\0x41; execline has no NUL",
  },
  "lone-backslash": {
    code: "EL1003",
    what: "the script ends in the middle of an escape",
    hint: "write \\\\ for a backslash",
  },
};

/**
 * A word at depth n has n blanks before it, so this many blocks around one word make 8 MB of words, more than Linux
 * lets any program start with.
 */
const MAX_DEPTH = 4096;

const NONE: readonly Comment[] = [];
const EMPTY: Chain = { kind: "Chain", links: [], trailing: NONE };

/** A node while it is made. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface OpenBlock {
  readonly start: number;
  readonly items: Item[];
  readonly leading: readonly Comment[];
}

class Builder implements Sink {
  readonly #source: string;
  readonly #lines: Lines;
  readonly #outer: OpenBlock[] = [];
  readonly #bodies = new Map<Block, Body>();
  /** Scripts repeat their words: each text is split once. */
  readonly #parts = new Map<string, readonly Part[]>();
  readonly #problems: Problem[] = [];
  readonly #warnings: Problem[] = [];
  #block: OpenBlock = { start: 0, items: [], leading: [] };
  #comments: Comment[] = [];
  #shebang: string | undefined;
  #stray = "";
  /** How many blocks deeper than the limit it is. */
  #tooDeep = 0;

  constructor(source: string, lines: Lines) {
    this.#source = source;
    this.#lines = lines;
  }

  word(text: string, start: number, end: number, plain: boolean): void {
    if (this.#tooDeep > 0) return;
    const position = this.#lines.at(start, end - start);
    let parts = this.#parts.get(text);
    if (parts === undefined) this.#parts.set(text, (parts = splitRefs(plain ? text : decode(encode(text)))));
    const word: Writable<Word> = { kind: "Word", parts, position };
    if (!plain) word.spelling = this.#source.slice(start, end);
    if (this.#comments.length > 0) word.leading = this.#take();
    if (this.#stray !== "") word.stray = this.#takeStray();
    this.#block.items.push(word);
  }

  open(start: number): void {
    if (this.#outer.length === MAX_DEPTH) {
      if (this.#tooDeep++ === 0)
        this.#report(
          "EL1006",
          `blocks are nested more than ${MAX_DEPTH} deep`,
          "no system can start a line as long as that makes",
          start,
          1,
        );
      return;
    }
    this.#outer.push(this.#block);
    this.#block = { start, items: [], leading: this.#take() };
  }

  close(start: number): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    if (this.#outer.length > 0) return this.#end(start + 1);
    this.#report("EL1005", "this } closes nothing", 'write "}" for a brace that is a word', start, 1);
  }

  glue(start: number): void {
    const brace = this.#source[start]!;
    this.#stray += " ".repeat(this.#outer.length) + brace;
    this.#warnings.push({
      code: "EL1007",
      what: `the backslash makes this ${brace} part of what comes next`,
      hint: `write "${brace}" for a brace that is a word, or take the backslash away`,
      position: this.#lines.at(start, 2),
    });
  }

  comment(start: number, end: number): void {
    const text = this.#source.slice(start + 1, end).trimEnd();
    if (start === 0 && text.startsWith("!")) {
      this.#shebang = text.slice(1);
      return;
    }
    const gap = lineEndsBefore(this.#source, start);
    const first = this.#comments.length === 0 && this.#block.items.length === 0;
    this.#comments.push({
      kind: "Comment",
      text: text.startsWith(" ") ? text.slice(1) : text,
      spaced: gap > 1 && !(first && this.#outer.length > 0),
      ...(gap === 0 && start > 0 && { inline: true }),
      position: this.#lines.at(start, end - start),
    });
  }

  fault(fault: Fault, start: number, end: number): void {
    this.#problems.push({ ...FAULTS[fault], position: this.#lines.at(start, end - start) });
  }

  finish(): Flat {
    const nul = this.#source.indexOf("\0");
    if (nul !== -1) {
      this.#warnings.push({
        code: "EL1008",
        what: "this null character ends the script",
        hint: "take it away; execlineb reads nothing after it",
        position: this.#lines.at(nul, 1),
      });
    }
    while (this.#outer.length > 0) {
      const { start } = this.#block;
      this.#report("EL1004", "this { is never closed", 'write "{" for a brace that is a word', start, 1);
      this.#end(this.#source.length);
    }
    return {
      shebang: this.#shebang,
      body: { items: this.#block.items, trailing: this.#take() },
      bodies: this.#bodies,
      problems: this.#problems.toSorted((a, b) => a.position.offset - b.position.offset),
      warnings: this.#warnings,
    };
  }

  #end(end: number): void {
    const { start, items, leading } = this.#block;
    const position = this.#lines.at(start, end - start);
    const block: Writable<Block> = { kind: "Block", chain: EMPTY, position };
    if (leading.length > 0) block.leading = leading;
    if (this.#stray !== "") block.stray = this.#takeStray();
    this.#bodies.set(block, { items, trailing: this.#take() });
    this.#block = this.#outer.pop()!;
    this.#block.items.push(block);
  }

  #take(): readonly Comment[] {
    if (this.#comments.length === 0) return NONE;
    const comments = this.#comments;
    this.#comments = [];
    return comments;
  }

  #takeStray(): string {
    const stray = this.#stray;
    this.#stray = "";
    return stray;
  }

  #report(code: Problem["code"], what: string, hint: string, start: number, length: number): void {
    this.#problems.push({ code, what, hint, position: this.#lines.at(start, length) });
  }
}

/** How many line ends stand between `offset` and what comes before it; at the start of the text, at least one. */
export function lineEndsBefore(source: string, offset: number): number {
  let count = 0;
  let at = offset - 1;
  for (; at >= 0 && source.charCodeAt(at) <= 32; at--) if (source.charCodeAt(at) === 10) count++;
  return at < 0 ? Math.max(count, 1) : count;
}
