import { existsSync, readFileSync, statSync } from "node:fs";
import { ROOT, readManifest } from "./manifest.ts";
import type { Output } from "./outputs.ts";

/** How the files on the disk differ from what is generated now. */
export interface Drift {
  /** To be written: missing, or of other bytes or another mode. */
  readonly changed: readonly Output[];
  /** Paths to be deleted: the manifest on the disk lists them, and nothing generates them any more. */
  readonly orphans: readonly string[];
}

export function driftOf(generated: readonly Output[]): Drift {
  const kept = new Set(generated.map(({ path }) => path));
  return {
    changed: generated.filter((output) => !isOnDisk(output)),
    orphans: readManifest()
      .map(({ path }) => `${ROOT}${path}`)
      .filter((path) => !kept.has(path) && existsSync(path)),
  };
}

function isOnDisk({ path, mode, bytes }: Output): boolean {
  return existsSync(path) && (statSync(path).mode & 0o777) === mode && readFileSync(path).equals(bytes);
}
