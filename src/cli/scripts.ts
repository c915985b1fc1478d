import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { isExecline } from "../parse/is-execline.ts";

const SKIPPED = new Set([".git", "node_modules"]);

/** The execline scripts among the paths and in the directories among them, in order of name. Links are not followed. */
export function* scriptsIn(paths: readonly string[]): Generator<string> {
  for (const path of paths) {
    if (!statSync(path).isDirectory()) {
      yield path;
      continue;
    }
    for (const entry of readdirSync(path, { withFileTypes: true }).toSorted(byName)) {
      const inside = join(path, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* scriptsIn([inside]);
      else if (entry.isFile() && isExecline(inside, headOf(inside))) yield inside;
    }
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

const head = Buffer.alloc(256);

/** The first bytes of a file, as far as they tell what it is. */
export function headOf(path: string): string {
  const file = openSync(path, "r");
  try {
    return head.toString("latin1", 0, readSync(file, head, 0, head.length, 0));
  } finally {
    closeSync(file);
  }
}
