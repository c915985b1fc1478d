import type { Block, Chain, Comment, Instruction, Item, Script, Word } from "../ast/execline.ts";
import { quoteWord } from "./execline-quote.ts";

export { argvOf } from "./execline-argv.ts";
export { quoteWord } from "./execline-quote.ts";

const STEP = "  ";

/**
 * The text of a script: one program a line. A block stays on its line when it holds one instruction without a block
 * of its own, and the body of a loop is indented one step under the loop. Width decides nothing, so that an edit
 * never moves the lines around it.
 */
export function printScript(script: Script): string {
  const printer = new Printer();
  if (script.shebang !== undefined) printer.line(`#!${script.shebang}`);
  printer.chain(script.chain, "");
  return printer.text;
}

class Printer {
  readonly #lines: string[] = [];
  /** Nothing may follow on the last line: it is a comment, or there is none. */
  #closed = true;
  /** The last line opens a block, or there is none: a blank line after it would separate nothing. */
  #fresh = true;
  /** The indentation of a line that is still to be begun. */
  #begin: string | undefined;
  /** The indentation of the last line that was begun. */
  #indent = "";

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join("");
  }

  line(text: string, closed = true): void {
    this.#lines.push(text);
    this.#closed = closed;
    this.#fresh = false;
  }

  chain({ links, trailing }: Chain, indent: string): void {
    let at = indent;
    for (const link of links) {
      this.#instruction(link, at);
      if (link.loops) at += STEP;
    }
    this.#comments(trailing, at);
  }

  #instruction(link: Instruction, indent: string): void {
    this.#comments(link.leading, indent);
    if (link.spaced) this.#blank();
    if (link.verbatim !== undefined) return this.line(indent + link.verbatim, false);
    this.#begin = indent;
    for (const item of link.argv) this.#item(item, indent);
  }

  #item(item: Item, indent: string): void {
    const inside = this.#begin === undefined ? indent + STEP : indent;
    if (item.leading?.length) {
      this.#comments(item.leading, inside);
      this.#begin = inside;
    }
    if (item.kind === "Word") {
      if (item.newline) this.#begin ??= inside;
      this.#add(item.spelling ?? quoteWord(item));
    } else {
      const inline = inlined(item);
      if (inline !== undefined) this.#add(inline);
      else this.#block(item, this.#begin ?? this.#indent);
    }
  }

  #block({ chain }: Block, indent: string): void {
    this.#add("{");
    this.#fresh = true;
    this.chain(chain, indent + STEP);
    this.#begin = indent;
    this.#add("}");
  }

  #add(text: string): void {
    if (this.#begin === undefined) {
      this.#lines[this.#lines.length - 1] += ` ${text}`;
    } else {
      this.line(this.#begin + text, false);
      this.#indent = this.#begin;
      this.#begin = undefined;
    }
    this.#fresh = false;
  }

  #comments(comments: readonly Comment[], indent: string): void {
    for (const { text, spaced, inline } of comments) {
      if (inline && !this.#closed) {
        this.#lines[this.#lines.length - 1] += ` ${written(text)}`;
        this.#closed = true;
      } else {
        if (spaced) this.#blank();
        this.line(indent + written(text));
      }
    }
  }

  #blank(): void {
    if (!this.#fresh) this.#lines.push("");
  }
}

/** A comment with its `#`; one that begins with more of them stays as it is. */
function written(text: string): string {
  return text === "" || text.startsWith("#") ? `#${text}` : `# ${text}`;
}

/** The block on one line, when it is empty or holds one instruction without a block, a comment or a line break. */
function inlined({ chain: { links, trailing } }: Block): string | undefined {
  if (trailing.length > 0 || links.length > 1) return undefined;
  const [only] = links;
  if (!only) return "{ }";
  if (only.leading.length > 0 || only.verbatim !== undefined || !only.argv.every(isPlainWord))
    return undefined;
  return `{ ${only.argv.map((word) => word.spelling ?? quoteWord(word)).join(" ")} }`;
}

function isPlainWord(item: Item): item is Word {
  return item.kind === "Word" && !item.leading?.length && !item.newline && !item.spelling?.includes("\n");
}
