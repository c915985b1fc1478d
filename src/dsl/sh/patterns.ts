import type { Live, ShPart, ShWord } from "../../ast/sh.ts";
import { interleave, Many, partsOf, type Word } from "./words.ts";

/** What is live in a pattern. */
const LIVE = /([*?]|\[[!]?\]?(?:\[:[a-z]+:\]|[^\]])*\])/;

/** A pattern of `case` or of the `#` and `%` operations, made by `pattern`. */
export class Pattern {
  readonly pattern: readonly ShPart[];
  constructor(parts: readonly ShPart[]) {
    this.pattern = parts;
  }
}

/** A pattern, or a word that matches only itself. */
export type PatternLike = Pattern | Word;

/**
 * A pattern: `*`, `?` and `[...]` written in the template are live; all else, and every hole, matches only itself.
 *
 *     pattern`*.${suffix}`   // *."$suffix"
 *     pattern`*[!0-9]*`      // *[!0-9]*
 */
export function pattern(strings: TemplateStringsArray, ...holes: readonly Word[]): Pattern {
  return new Pattern(interleave(strings, holes, liveParts));
}

/** The pattern that matches anything: `*`. */
export const any = pattern`*`;

/**
 * The paths that match, in order of name; the pattern itself when none does. Read as by `pattern`.
 *
 *     glob`${dir}/*.sh`   // "$dir"/*.sh
 */
export function glob(strings: TemplateStringsArray, ...holes: readonly Word[]): Many {
  return new Many(interleave(strings, holes, liveParts));
}

export const patternWord = (value: PatternLike): ShWord => ({
  kind: "ShWord",
  parts: value instanceof Pattern ? value.pattern : partsOf(value),
});

/** Odd pieces of the split are the live ones. */
function liveParts(text: string): readonly ShPart[] {
  return text
    .split(LIVE)
    .map((piece, i): Live | string => (i % 2 === 1 ? { kind: "Live", text: piece } : piece))
    .filter((piece) => piece !== "");
}
