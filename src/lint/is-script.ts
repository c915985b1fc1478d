import { isExecline } from "../parse/is-execline.ts";
import { baseOf, inside, parentOf, type Entry, type FileEntry, type Tree } from "./tree.ts";

/** Whether a file of a tree is an execline script. */
export function isScript(tree: Tree, entry: Entry): entry is FileEntry {
  return entry.kind === "file" && (isExecline(entry.path, entry.head) || isOneshot(tree, entry));
}

/** `up` and `down` of an s6-rc service are execline scripts without an interpreter line. */
export function isOneshot(tree: Tree, { path }: Entry): boolean {
  return (
    (baseOf(path) === "up" || baseOf(path) === "down") &&
    tree.at(inside(parentOf(path), "type"))?.kind === "file"
  );
}
