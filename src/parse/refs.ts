import type { Part } from "../ast/execline.ts";

/** Ends the name of a `$name`, and cannot be in the name of a `${name}`. */
const STOP = /[\\${}]/g;

/**
 * Splits a word's text at the places where a substitution can put a value: `${name}` anywhere, `$name` where the name
 * runs to the end of the word or to one of `\ $ { }`. After an odd number of backslashes a `$` is only a `$`.
 */
export function splitRefs(text: string): Part[] {
  const parts: Part[] = [];
  let clean = 0;
  for (let at = text.indexOf("$"); at !== -1; at = text.indexOf("$", at + 1)) {
    if (backslashesBefore(text, at) % 2 === 1) continue;
    const braced = text[at + 1] === "{";
    const from = braced ? at + 2 : at + 1;
    STOP.lastIndex = from;
    const stop = STOP.exec(text)?.index ?? text.length;
    if (stop === from || (braced && text[stop] !== "}")) continue;
    if (at > clean) parts.push(text.slice(clean, at));
    const name = text.slice(from, stop);
    parts.push(braced ? { kind: "Ref", name } : { kind: "Ref", name, style: "bare" });
    clean = braced ? stop + 1 : stop;
  }
  if (clean < text.length) parts.push(clean === 0 ? text : text.slice(clean));
  return parts;
}

function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (text[at - count - 1] === "\\") count++;
  return count;
}
