import type { PermissionRule } from "../image/index.ts";
import { inside } from "../lint/tree.ts";
import type { Source } from "./files.ts";

const WORD = /"([^"]*)"|(\S+)/g;

/** The files of rules in a directory: those of ignity, and of s6-overlay's fix-attrs. */
export function permsIn(
  source: Source,
  directory: string,
): Readonly<Record<string, readonly PermissionRule[]>> {
  return Object.fromEntries(
    source.names(directory).map((name) => [name, rulesOf(source, inside(directory, name))]),
  );
}

function rulesOf(source: Source, path: string): readonly PermissionRule[] {
  return (source.text(path) ?? "").split("\n").flatMap((line, i) => {
    if (/^\s*(?:#.*)?$/.test(line)) return [];
    const rule = ruleOf(Array.from(line.matchAll(WORD), ([, quoted, plain]) => quoted ?? plain!));
    if (typeof rule === "object") return [rule];
    source.lose(path, i + 1, `${rule}: ${line.trim()}`);
    return [];
  });
}

/** The rule, or why it is none. */
function ruleOf(words: readonly string[]): PermissionRule | string {
  const hasRecurse = words[1] === "true" || words[1] === "false";
  const [path = "", owner, files, directories, ...more] = hasRecurse ? words.toSpliced(1, 1) : words;
  if (!isAbsolute(path) || directories === undefined || more.length > 0)
    return "it is no rule of permissions";
  if (/[*?[]/.test(path)) return "a path has no patterns";
  if (/,/.test(owner!)) return "an owner that may be missing has no other in its place";
  if (![files!, directories].every((mode) => /^[0-7]{3,4}$/.test(mode)))
    return "a mode is three or four octal digits";
  return {
    path,
    owner: owner!,
    files: files!,
    directories,
    ...(words[1] === "false" && { recurse: false }),
  };
}

const isAbsolute = (path: string): path is `/${string}` => path.startsWith("/");
