import { existsSync, readFileSync } from "node:fs";
import type { Budget } from "../cost/stage.ts";
import type { Starts } from "../cost/starts.ts";
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
  /** How many processes it starts; absent where that is not counted. */
  readonly starts?: ManifestStarts;
}

export interface ManifestStarts {
  readonly best: number;
  readonly usual?: number;
  readonly worst: number;
  /** What each turn of a loop adds, by the loop's first line. */
  readonly turns?: Readonly<Record<string, ManifestStarts>>;
}

/** Of the files whose budgets are given, by their paths, it tells how many processes they start. */
export function manifestOf(
  files: readonly EmittedFile[],
  budgets: ReadonlyMap<string, Budget | undefined> = new Map(),
): string {
  const entries = files.map(({ path, mode, language, source }): ManifestEntry => {
    const budget = budgets.get(path);
    return {
      path,
      mode: mode.toString(8).padStart(4, "0"),
      language,
      source,
      ...(budget && { starts: startsOf(budget) }),
    };
  });
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}

function startsOf({ least, usual, most, each }: Starts & Partial<Budget>): ManifestStarts {
  const turns = Object.entries(each).map(([loop, turn]) => [loop, startsOf(turn)]);
  return {
    best: least,
    ...(usual !== undefined && { usual }),
    worst: most,
    ...(turns.length > 0 && { turns: Object.fromEntries(turns) }),
  };
}

/** The manifest on the disk; empty before the first time. */
export function readManifest(): readonly ManifestEntry[] {
  return existsSync(MANIFEST) ? JSON.parse(readFileSync(MANIFEST, "utf8")) : [];
}
