import { subjectOf, type Placing, type Subject } from "../lint/subject.ts";
import type { Versions } from "../facts/index.ts";

/** The word under a cursor. */
export function wordAt({ words }: Subject, offset: number): Placing | undefined {
  return words.find(({ word: { position } }) => {
    const start = position!.offset!;
    return start <= offset && offset <= start + position!.length!;
  });
}

/** The name of the reference under a cursor, `${name}` or `$name`, and where it stands. */
export function refAt({ source }: Subject, { word }: Placing, offset: number): Reference | undefined {
  const start = word.position!.offset!;
  const text = source.slice(start, start + word.position!.length!);
  for (const { 0: whole, 1: braced, 2: bare, index } of text.matchAll(/\$\{([^\\${}]+)\}|\$(\w+|[@#?!])/g)) {
    const from = start + index;
    if (from <= offset && offset <= from + whole.length)
      return { name: (braced ?? bare)!, offset: from, length: whole.length };
  }
  return undefined;
}

export interface Reference {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

/** What a word written at a cursor would be: the text before it is read with a word put in its place. */
export function expectedAt(source: string, offset: number, versions: Versions): Expected {
  const typed = /[^\s"]*$/.exec(source.slice(0, offset))![0];
  const start = offset - typed.length;
  const subject = subjectOf(`${source.slice(0, start)}${typed.startsWith("-") ? "-_" : "_"}`, "", versions);
  return { typed, start, placing: wordAt(subject, start) };
}

export interface Expected {
  /** What is there of the word. */
  readonly typed: string;
  readonly start: number;
  /** Undefined in a comment. */
  readonly placing: Placing | undefined;
}
