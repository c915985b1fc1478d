import { readFileSync } from "node:fs";
import { encode } from "../../src/ast/bytes.ts";
import type { Target } from "../../src/facts/index.ts";
import type { Code } from "../../src/lint/codes.ts";
import { lint } from "../../src/lint/lint.ts";
import { lintTree } from "../../src/lint/lint-tree.ts";
import { Tree, type Entry } from "../../src/lint/tree.ts";

/** One example of a page in `docs/lint/`. */
export interface Example {
  readonly kind: "wrong" | "right";
  readonly text: string;
  readonly language: "execline" | "tree";
  readonly target: Target | undefined;
  /** The name of the script, where that matters. */
  readonly file: string;
}

export const pageOf = (code: string): string => readFileSync(`docs/lint/${code}.md`, "utf8");

const FENCE = /^```(execline|tree) (wrong|right)(?: (debian-12|latest|run|finish))?\n([^]*?)^```$/gm;

export function examplesOf(page: string): readonly Example[] {
  return Array.from(page.matchAll(FENCE), ([, language, kind, word, text]) => ({
    kind: kind as Example["kind"],
    language: language as Example["language"],
    target: isName(word) ? undefined : (word as Target | undefined),
    file: isName(word) ? word! : "script",
    text: visible(text!).replace(/\n$/, language === "tree" ? "\n" : ""),
  }));
}

const isName = (word: string | undefined): boolean => word === "run" || word === "finish";

/** Characters that a page cannot hold, as it shows them. */
const visible = (text: string): string =>
  text.replaceAll("␍", "\r").replaceAll("␀", "\0").replaceAll("<BOM>", "\ufeff");

export function codesIn({ text, language, target, file }: Example): readonly Code[] {
  if (language === "execline") return lint(text, file, target).map(({ code }) => code);
  return Array.from(lintTree(treeOf(text), target)).flatMap(({ findings }) =>
    findings.map(({ code }) => code),
  );
}

/** A tree from a page: each `== PATH [MODE [program]]` begins a file, and its directories come with it. */
export function treeOf(text: string): Tree {
  const entries = new Map<string, Entry>();
  for (const part of text.split(/^== /m).slice(1)) {
    const [, path = "", mode = "644", program] = /^(.+?)(?: ([0-7]{3}))?( program)?\n/.exec(part)!;
    const content = program === undefined ? part.slice(part.indexOf("\n") + 1) : "\x7fELF";
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) {
      entries.set(path.slice(0, at), { path: path.slice(0, at), mode: 0o755, kind: "directory" });
    }
    entries.set(path, {
      path,
      mode: parseInt(mode, 8),
      kind: "file",
      head: content.slice(0, 256),
      read: () => encode(content),
    });
  }
  return new Tree(entries.values(), "");
}
