import type { Tree } from "../../lint/tree.ts";
import { treeOfPath } from "./directory.ts";

/** Whether a path is a tarball, by its name. */
export const isArchive = (path: string): boolean => /\.(?:tar(?:\.gz|\.zst)?|tgz)$/.test(path);

/** What a path holds: a file, a directory, or a tarball. */
export async function treeOf(path: string): Promise<Tree> {
  return isArchive(path) ? (await import("./archive.ts")).treeOfArchive(path) : treeOfPath(path);
}
