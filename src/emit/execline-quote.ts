import { encode } from "../ast/bytes.ts";
import { IgnityError } from "../ast/diagnostic.ts";
import type { Part, Word } from "../ast/execline.ts";

/** The text of a word as `execlineb` hands it on. */
export function textOf(word: Word): string {
  return word.parts.map(textOfPart).join("");
}

function textOfPart(part: Part): string {
  if (typeof part === "string") return part;
  return part.style === "bare" ? `$${part.name}` : `\${${part.name}}`;
}

/**
 * What must stand in quotes: the empty word, a blank, a quote, and what would begin a comment or be a brace. A brace
 * right before a backslash is one of these: execlineb indents the rest of such a word once more.
 */
const QUOTED = /^(?:#.*|[{}](?:\\.*)?)?$|[ "]/s;

/** What is shown by its number: controls, what hides or turns the text around it, and bytes that are no UTF-8. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const SHORT: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\t": "\\t",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};

/**
 * A word as a script writes it: bare where that is safe, else in double quotes. What `execlineb` reads is exactly
 * the word's text.
 */
export function quoteWord(word: Word): string {
  const text = textOf(word);
  if (!QUOTED.test(text) && !INVISIBLE.test(text)) return text.replaceAll("\\", "\\\\");
  return `"${Array.from(text, quoteCharacter).join("")}"`;
}

function quoteCharacter(character: string): string {
  if (character === "\0") {
    throw new IgnityError("IG009", "a word holds a NUL byte", "no program can be given one: leave it out");
  }
  if (character in SHORT) return SHORT[character]!;
  if (!INVISIBLE.test(character)) return character;
  return Array.from(encode(character), (byte) => `\\0x${byte.toString(16).padStart(2, "0")}`).join("");
}
