import { IgnityError } from "../../ast/diagnostic.ts";
import type { ShPart, ShWord } from "../../ast/sh.ts";
import { callSite } from "../call-site.ts";

/** One word with expansions in it: what `word`, `arith`, `capture` and the operations of a variable give. */
export class Text {
  readonly parts: readonly ShPart[];
  constructor(parts: readonly ShPart[]) {
    this.parts = parts;
  }
}

/**
 * What may become any number of words: `argv.all`, `glob`. It is refused where one word is needed.
 */
export class Many {
  readonly words: readonly ShPart[];
  constructor(parts: readonly ShPart[]) {
    this.words = parts;
  }
}

/** One word. A string is data: whatever it holds, the program gets these characters. */
export type Word = string | number | Text;
/** A word, or what becomes several. */
export type Words = Word | Many;

/**
 * One word made of text and expansions, always in double quotes.
 *
 *     word`${dir}/${name}.pid`   // "$dir/$name.pid"
 *     word`${dir}x`              // "${dir}x"
 */
export function word(strings: TemplateStringsArray, ...holes: readonly Word[]): Text {
  return new Text(interleave(strings, holes, (text) => [text]));
}

/** The parts of a template: its own text by `literal`, its holes as data. */
export function interleave(
  strings: TemplateStringsArray,
  holes: readonly Word[],
  literal: (text: string) => readonly ShPart[],
): ShPart[] {
  return strings.flatMap((text, i) => [
    ...(text === "" ? [] : literal(text)),
    ...(i < holes.length ? partsOf(holes[i]!) : []),
  ]);
}

export function partsOf(value: Words): readonly ShPart[] {
  if (value instanceof Text) return value.parts;
  if (value instanceof Many) return value.words;
  const text = String(value);
  if (text.includes("\0")) {
    throw new IgnityError(
      "IG027",
      "a word holds a NUL byte",
      "no program can be given one: leave it out",
      callSite(),
    );
  }
  return [text];
}

export const shWord = (value: Words): ShWord => ({ kind: "ShWord", parts: partsOf(value) });
