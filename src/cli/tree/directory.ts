import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  statSync,
  type Stats,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { Tree, type Entry } from "../../lint/tree.ts";

/** Directories that hold other people's files. */
const SKIPPED = new Set([".git", "node_modules"]);

/** What a path of the disk leads to. */
export function treeOfPath(path: string): Tree {
  return statSync(path).isDirectory() ? treeOfDirectory(path) : treeOfFile(path);
}

/** A directory of the disk. Links are not followed out of it. */
function treeOfDirectory(directory: string): Tree {
  return new Tree(
    entriesIn(directory, directory),
    directory === "." ? "" : `${directory.replace(/\/+$/, "")}/`,
  );
}

/** One file of the disk, with the file beside it that tells whether it belongs to s6-rc. */
function treeOfFile(file: string): Tree {
  const root = file.startsWith("/") ? "/" : ".";
  const beside = join(dirname(file), "type");
  const type = lstatSync(beside, { throwIfNoEntry: false });
  const entries = [entryOf(root, file, lstatSync(file))];
  if (type !== undefined) entries.push(entryOf(root, beside, type));
  return new Tree(entries, root === "/" ? "/" : "");
}

function* entriesIn(root: string, directory: string): Generator<Entry> {
  for (const { name } of readdirSync(directory, { withFileTypes: true })) {
    if (SKIPPED.has(name)) continue;
    const path = join(directory, name);
    const entry = entryOf(root, path, lstatSync(path));
    yield entry;
    if (entry.kind === "directory") yield* entriesIn(root, path);
  }
}

function entryOf(root: string, file: string, stats: Stats): Entry {
  const common = { path: relative(root, file), mode: stats.mode & 0o7777 };
  if (stats.isSymbolicLink()) return { ...common, kind: "link", target: readlinkSync(file) };
  if (stats.isDirectory()) return { ...common, kind: "directory" };
  if (!stats.isFile()) return { ...common, kind: "other" };
  let head: string | undefined;
  return {
    ...common,
    kind: "file",
    read: () => readFileSync(file),
    get head() {
      return (head ??= headOf(file));
    },
  };
}

const head = Buffer.alloc(256);

/** The first bytes of a file, as far as they tell what it is. */
function headOf(path: string): string {
  const file = openSync(path, "r");
  try {
    return head.toString("latin1", 0, readSync(file, head, 0, head.length, 0));
  } finally {
    closeSync(file);
  }
}
