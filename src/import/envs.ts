import { inside } from "../lint/tree.ts";
import type { Source } from "./files.ts";

type Variables = Readonly<Record<string, string>>;

const LINE = /^\s*([A-Za-z_]\w*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^"\s](?:[^"\\]*[^"\\\s])?)?)\s*$/;

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
};

/** The files of variables in a directory, as `envfile` reads them. */
export function envsIn(source: Source, directory: string): Readonly<Record<string, Variables>> {
  return Object.fromEntries(
    source.names(directory).map((name) => [name, variablesOf(source, inside(directory, name))]),
  );
}

function variablesOf(source: Source, path: string): Variables {
  const variables: Record<string, string> = {};
  for (const [i, line] of (source.text(path) ?? "").split("\n").entries()) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const [, name, quoted, plain = ""] = LINE.exec(line) ?? [];
    const value = quoted === undefined ? plain : unescaped(quoted);
    if (name === undefined || value === undefined)
      source.lose(path, i + 1, `it is not read as NAME=value: ${line.trim()}`);
    else variables[name] = value;
  }
  return variables;
}

/** Undefined when an escape is none of the letters that stand for one character. */
function unescaped(text: string): string | undefined {
  if (/\\[^"\\ntrabfv]/.test(text.replaceAll("\\\\", ""))) return undefined;
  return text.replaceAll(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}
