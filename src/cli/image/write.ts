import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import type { EmittedFile } from "../../emit/tree.ts";
import { UsageError } from "../command.ts";
import { manifestOf, type ManifestEntry } from "../manifest.ts";

/** How many files of a directory changed. */
export interface Written {
  readonly written: number;
  readonly deleted: number;
}

/**
 * Makes a directory what was emitted: writes what differs, and deletes what an earlier build wrote there and this one does
 * not. What it wrote is listed beside it, in `DIRECTORY.json`; a directory that is not listed so is left alone.
 */
export function writeTree(directory: string, files: readonly EmittedFile[]): Written {
  const manifest = `${directory}.json`;
  const before = readManifest(manifest);
  if (before === undefined && existsSync(directory) && readdirSync(directory).length > 0) {
    throw new UsageError(`${directory} has files that ignity did not write: name another directory by --out`);
  }
  const kept = new Set(files.map(({ path }) => path));
  const orphans = (before ?? []).map(({ path }) => path).filter((path) => !kept.has(path));
  for (const path of orphans) remove(directory, path);
  const changed = files.filter((file) => !isThere(directory, file));
  for (const { path, mode, bytes } of changed) {
    mkdirSync(dirname(directory + path), { recursive: true });
    writeFileSync(directory + path, bytes);
    chmodSync(directory + path, mode);
  }
  writeFileSync(manifest, manifestOf(files));
  return { written: changed.length, deleted: orphans.length };
}

function readManifest(path: string): readonly ManifestEntry[] | undefined {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/** A file, and the directories that are empty then. */
function remove(root: string, path: string): void {
  rmSync(root + path, { force: true });
  for (let above = dirname(path); above !== "/"; above = dirname(above)) {
    if (!existsSync(root + above) || readdirSync(root + above).length > 0) return;
    rmdirSync(root + above);
  }
}

function isThere(directory: string, { path, mode, bytes }: EmittedFile): boolean {
  const file = directory + path;
  return existsSync(file) && (statSync(file).mode & 0o777) === mode && readFileSync(file).equals(bytes);
}
