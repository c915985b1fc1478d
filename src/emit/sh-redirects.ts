import { IgnityError } from "../ast/diagnostic.ts";
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

const DELIMITERS = ["EOF", ...Array.from("ABCDFGHIJKLMNOPQRSTUVWXYZ", (letter) => `${letter}EOF`)];

/**
 * What ends no line of the text. dash loses a byte that is not ASCII when all that stands before it on its line is how
 * the delimiter begins.
 */
function delimiterFor(text: string): string {
  const lines = text.split("\n");
  const clashes = (delimiter: string): boolean =>
    lines.some((line) => {
      const ascii = /^\p{ASCII}*/u.exec(line)![0];
      return line === delimiter || (ascii !== "" && ascii !== line && delimiter.startsWith(ascii));
    });
  const delimiter = DELIMITERS.find((delimiter) => !clashes(delimiter));
  if (delimiter !== undefined) return delimiter;
  throw new IgnityError("IG029", "a here-document has lines that would end it", "print the text by printf");
}
