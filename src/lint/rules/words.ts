import type { Item, Word } from "../../ast/execline.ts";
import { textOf } from "../../emit/execline-quote.ts";
import { lineEndsBefore } from "../../parse/build.ts";

/** Whether nothing stands before an item on its line. */
export const startsLine = (source: string, item: Item): boolean =>
  lineEndsBefore(source, item.position!.offset!) > 0;

/** A word for a message: its text in quotes, cut and with controls shown. */
export function quoted(word: Word): string {
  const text = textOf(word);
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}

/** The literal text a word begins with. */
export function beginning(word: Word): string {
  const [first = ""] = word.parts;
  return typeof first === "string" ? first : "";
}
