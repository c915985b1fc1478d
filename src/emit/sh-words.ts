import type { Arithmetic, Capture, Live, Parameter, ShCommand, ShPart, ShWord } from "../ast/sh.ts";
import { escapeInBraces, escapeInHereDocument, escapeInQuotes, isBare, quoteSh } from "./sh-quote.ts";

type Expansion = Exclude<ShPart, string | Live>;

/** Prints words. A command in a word is printed by `command`, which stands where the word stands. */
export class WordPrinter {
  readonly #command: (command: ShCommand) => string;

  constructor(command: (command: ShCommand) => string) {
    this.#command = command;
  }

  /** One argument, or the program's name when it is the first word of a command. */
  word(word: ShWord, place: "argument" | "command" = "argument"): string {
    const parts = merged(word.parts);
    const [only] = parts;
    if (parts.length === 0) return quoteSh("");
    if (parts.length === 1 && typeof only === "string") return quoteSh(only, place);
    return parts.some(isOpen) ? this.#pattern(parts) : `"${this.#quoted(parts)}"`;
  }

  /** What is assigned is never split: a number stands bare. */
  assigned(word: ShWord): string {
    const [only, ...more] = merged(word.parts);
    if (typeof only === "object" && only.kind === "Arithmetic" && more.length === 0)
      return this.#expansion(only, "");
    return this.word(word);
  }

  hereDocument(word: ShWord): string {
    return this.#spell(merged(word.parts), escapeInHereDocument);
  }

  #quoted(parts: readonly ShPart[]): string {
    return this.#spell(parts, escapeInQuotes);
  }

  #spell(parts: readonly ShPart[], escape: (text: string) => string): string {
    return parts
      .map((part, i) => {
        if (typeof part === "string") return escape(part);
        const next = parts[i + 1];
        return part.kind === "Live" ? part.text : this.#expansion(part, typeof next === "string" ? next : "");
      })
      .join("");
  }

  /** Some of it stays outside quotes; the rest is quoted piece by piece, never singly inside of an expansion. */
  #pattern(parts: readonly ShPart[], place?: "expansion"): string {
    return pieces(parts)
      .map(([first, ...more]) => {
        if (typeof first === "object" && first.kind === "Live") return this.#live(first);
        if (isOpen(first)) return this.#expansion(first, "");
        const isText = typeof first === "string" && more.length === 0 && place === undefined;
        return isText && !isBare(first) ? quoteSh(first) : this.#piece([first, ...more]);
      })
      .join("");
  }

  /** Expansions are quoted one by one, so that plain text between them stays bare. `%` could belong to an operator. */
  #piece(parts: readonly ShPart[]): string {
    const isPlain = parts.every((part) => typeof part !== "string" || (isBare(part) && !part.includes("%")));
    if (!isPlain) return `"${this.#quoted(parts)}"`;
    return parts.map((part) => (typeof part === "string" ? part : `"${this.#quoted([part])}"`)).join("");
  }

  /** In brackets, what the shell could read as more than a character is escaped, or in quotes where it is no sign. */
  #live({ text }: Live): string {
    return text.replace(/["$&'();<>\\`{|}#~]/g, "\\$&").replace(/[^\x21-\x7e]+/g, '"$&"');
  }

  #expansion(part: Expansion, next: string): string {
    switch (part.kind) {
      case "Parameter":
        return this.#parameter(part, next);
      case "Arithmetic":
        return `$((${this.#arithmetic(part)}))`;
      case "Capture":
        return this.#capture(part);
    }
  }

  #parameter({ name, operation }: Parameter, next: string): string {
    if (operation === undefined) return needsBraces(name, next) ? `\${${name}}` : `$${name}`;
    switch (operation.operator) {
      case "length":
        return `\${#${name}}`;
      case "#":
      case "##":
      case "%":
      case "%%":
        return `\${${name}${operation.operator}${this.#pattern(merged(operation.word.parts), "expansion")}}`;
      default:
        return `\${${name}${operation.operator}${this.#alternative(operation.word)}}`;
    }
  }

  /** A lone single quote, though literal here, puzzles tools: it gets double quotes of its own. */
  #alternative(word: ShWord): string {
    const parts = merged(word.parts);
    const hasQuote = parts.some((part) => typeof part === "string" && part.includes("'"));
    return hasQuote ? `"${this.#quoted(parts)}"` : this.#spell(parts, escapeInBraces);
  }

  #arithmetic({ parts }: Arithmetic): string {
    return parts
      .map((part) => {
        if (typeof part === "string") return part;
        if (part.kind === "Live") return part.text;
        if (part.kind === "Arithmetic") return `(${this.#arithmetic(part)})`;
        return isPlainVariable(part) ? part.name : this.#expansion(part, "");
      })
      .join("")
      .trim();
  }

  #capture({ command }: Capture): string {
    const text = this.#command(command);
    return text.startsWith("(") ? `$( ${text})` : `$(${text})`;
  }
}

const isPlainVariable = (part: Expansion): part is Parameter =>
  part.kind === "Parameter" && part.operation === undefined && /^[A-Za-z_]/.test(part.name);

/** Whether the shell shall make of it what quotes would prevent. */
const isOpen = (part: ShPart): part is Live | Parameter | Capture =>
  typeof part === "object" && (part.kind === "Live" || ("split" in part && part.split === true));

/** Where what follows would be read as part of the name, by the shell or by the eye. */
function needsBraces(name: string, next: string): boolean {
  return /^\d\d/.test(name) || (/^\w/.test(name) && /^[\w[\u0080-\uffff]/.test(next));
}

/** Without two texts in a row. */
function merged(parts: readonly ShPart[]): readonly ShPart[] {
  const result: ShPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part !== "string") result.push(part);
    else if (typeof last === "string") result[result.length - 1] = last + part;
    else if (part !== "") result.push(part);
  }
  return result;
}

/** Each open part alone, what is between them together. */
function pieces(parts: readonly ShPart[]): readonly (readonly [ShPart, ...ShPart[]])[] {
  const result: [ShPart, ...ShPart[]][] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last && !isOpen(part) && !isOpen(last[0])) last.push(part);
    else result.push([part]);
  }
  return result;
}
