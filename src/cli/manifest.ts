import { existsSync, readFileSync } from "node:fs";
import type { EmittedFile } from "../emit/tree.ts";

/** The emitted root file system: what is at `generated/init` is `/init` in the container. */
export const ROOT = "generated";

/** Lists it: path in the container, mode, language and source, in order of path. */
export const MANIFEST = "generated.json";

export interface ManifestEntry {
  readonly path: string;
  readonly mode: string;
  readonly language: string;
  readonly source: string;
}

export function manifestOf(files: readonly EmittedFile[]): string {
  const entries: ManifestEntry[] = files.map(({ path, mode, language, source }) => ({
    path,
    mode: mode.toString(8).padStart(4, "0"),
    language,
    source,
  }));
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}

/** The manifest on the disk; empty before the first time. */
export function readManifest(): readonly ManifestEntry[] {
  return existsSync(MANIFEST) ? JSON.parse(readFileSync(MANIFEST, "utf8")) : [];
}
