import type { HereDocument, Redirect } from "../ast/sh.ts";
import type { WordPrinter } from "./sh-words.ts";
import type { Writer } from "./sh-writer.ts";

/** The descriptor that an operator is about when it does not say. */
const STANDARD = { "<": 0, "<>": 0, "<&": 0, "<<": 0, ">": 1, ">>": 1, ">&": 1 } as const;

/** Prints redirections after the command they are for. */
export class RedirectPrinter {
  readonly #out: Writer;
  readonly #words: WordPrinter;

  constructor(out: Writer, words: WordPrinter) {
    this.#out = out;
    this.#words = words;
  }

  print(redirect: Redirect): void {
    switch (redirect.kind) {
      case "FileRedirect":
        this.#write(redirect.fd, redirect.operator, this.#words.word(redirect.target));
        break;
      case "DupRedirect":
        this.#write(redirect.fd, redirect.operator, String(redirect.source));
        break;
      case "HereDocument":
        this.#hereDocument(redirect);
        break;
    }
  }

  #write(fd: number, operator: keyof typeof STANDARD, target: string): void {
    this.#out.write(` ${fd === STANDARD[operator] ? "" : fd}${operator}${target}`);
  }

  /** Without expansions its delimiter is quoted, and its text stands as it is. */
  #hereDocument({ fd, text }: HereDocument): void {
    const literal = text.parts.every((part) => typeof part === "string");
    const lines = literal ? text.parts.join("") : this.#words.hereDocument(text);
    const delimiter = delimiterFor(lines);
    this.#write(fd, "<<", literal ? `'${delimiter}'` : delimiter);
    this.#out.hereDocument(`${lines}${delimiter}\n`);
  }
}

/** A line that is none of the text's. */
function delimiterFor(text: string): string {
  const lines = new Set(text.split("\n"));
  let delimiter = "EOF";
  while (lines.has(delimiter)) delimiter += "_";
  return delimiter;
}
