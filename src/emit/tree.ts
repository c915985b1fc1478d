import { encode } from "../ast/bytes.ts";
import { IgnityError } from "../ast/diagnostic.ts";
import type { ExeclineScript } from "../dsl/execline.ts";
import type { ShFile } from "../dsl/sh.ts";
import type { TextFile } from "../dsl/text.ts";
import { printScript } from "./execline.ts";
import type { Notes } from "./notes.ts";
import { printSh } from "./sh.ts";

/** A file of the root file system, as the DSL gives it. */
export type Stage = ExeclineScript | ShFile | TextFile;

/** A stage and the file that its author wrote it in, as `src/stages/init.ts`. */
export interface Sourced {
  readonly stage: Stage;
  readonly source: string;
}

/** What is written of one stage. */
export interface EmittedFile {
  readonly path: string;
  readonly mode: number;
  readonly language: Stage["language"];
  readonly source: string;
  readonly bytes: Uint8Array;
}

/**
 * The files of the root file system in order of path, each script with its author's notes and a line that names its
 * source.
 *
 * - IG040: two sources write one path, or one writes a file where another needs a directory.
 * - IG041: a path is not absolute and plain.
 * - IG042: a path leads through a directory that distributions replace by a symlink.
 */
export function emitTree(stages: readonly Sourced[], notes: Pick<Notes, "annotate">): readonly EmittedFile[] {
  const sorted = stages.toSorted((a, b) => compare(a.stage.path, b.stage.path));
  const owners = new Map<string, Sourced>();
  for (const each of sorted) {
    checkPath(each);
    checkOwner(each, owners);
    owners.set(each.stage.path, each);
  }
  return sorted.map(({ stage, source }) => ({
    path: stage.path,
    mode: stage.mode,
    language: stage.language,
    source,
    bytes: encode(print(notes.annotate(stage), source)),
  }));
}

function print(stage: Stage, source: string): string {
  switch (stage.language) {
    case "execline":
      return withHeader(printScript(stage.tree), source);
    case "sh":
      return withHeader(printSh(stage.tree), source);
    case "text":
      return stage.text;
  }
}

/** No version, date or line: an edit elsewhere never touches the file. */
function withHeader(script: string, source: string): string {
  const shebang = script.slice(0, script.indexOf("\n") + 1);
  const rest = script.slice(shebang.length).replace(/^\n/, "");
  return `${shebang}# Code generated from ${source}; DO NOT EDIT.\n\n${rest}`;
}

function checkPath({ stage: { path, position } }: Sourced): void {
  if (!/^(\/[^/\0\n]+)+$/.test(path) || /\/\.\.?(\/|$)/.test(path)) {
    throw new IgnityError(
      "IG041",
      `${JSON.stringify(path)} is no plain absolute path`,
      "write it as /etc/hello, without empty parts, dots or a slash at its end",
      position,
    );
  }
  const [top] = /^\/(bin|sbin|lib(32|64|x32)?)(?=\/)/.exec(path) ?? [];
  if (top !== undefined) {
    throw new IgnityError(
      "IG042",
      `${path} leads through ${top}, which is a symlink in most distributions`,
      `write it as /usr${path}`,
      position,
    );
  }
}

function checkOwner({ stage: { path, position }, source }: Sourced, owners: Map<string, Sourced>): void {
  const above = path.split("/").map((_, i, parts) => parts.slice(0, parts.length - i).join("/"));
  const other = above.map((folder) => owners.get(folder)).find((owner) => owner !== undefined);
  if (other) {
    throw new IgnityError(
      "IG040",
      `${path} of ${source} is in the way of ${other.stage.path} of ${other.source}`,
      "give one of them another path",
      position,
    );
  }
}

/** The same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
