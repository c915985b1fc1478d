import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import { emitTree, type EmittedFile } from "../../emit/tree.ts";
import { compileImage } from "../../image/compile.ts";
import { graphOf, type Graph } from "../../image/graph.ts";
import type { Image } from "../../image/image.ts";
import { optimised } from "../../passes/index.ts";
import { UsageError } from "../command.ts";

/** Where an image is defined when no other file is named. */
export const IMAGE_FILE = "image.ts";

/** An image, and what it becomes. */
export interface Built {
  readonly image: Image;
  readonly graph: Graph;
  readonly files: readonly EmittedFile[];
}

/** Runs the file of an image and compiles what it says, with the notes of its author. */
export async function buildImage(file: string): Promise<Built> {
  const image = await loadImage(file);
  const stages = compileImage(image).map((stage) => ({ stage: optimised(stage), source: sourceOf(file) }));
  const notes = stages.some(({ stage }) => "tree" in stage && isAuthors(stage.tree))
    ? new (await import("../../emit/notes.ts")).Notes()
    : NO_NOTES;
  const files = emitTree(stages, notes);
  return { image, graph: graphOf(image), files };
}

/** What reads notes takes a second to load: only where an author wrote steps that may have some. */
const NO_NOTES = { annotate: <Tree>(tree: Tree): Tree => tree };

function isAuthors(tree: object): boolean {
  return Object.entries(tree).some(
    ([key, part]) => key === "position" || (typeof part === "object" && part !== null && isAuthors(part)),
  );
}

/** How the scripts name their source: the same on each machine. */
function sourceOf(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") ? basename(file) : path;
}

/**
 * The image that a file defines.
 *
 * - IG056: the file does not run.
 * - IG057: its default export is no image.
 * - IG072: Node is too old to run it.
 */
async function loadImage(file: string): Promise<Image> {
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new UsageError(`there is no file ${file}: name the file that defines the image`);
  }
  const path = realpathSync(file);
  const { default: image } = await run(path);
  if (isImage(image)) return image;
  throw new IgnityError(
    "IG057",
    image === undefined ? "the file has no default export" : "the default export is no image",
    "write export default defineImage({ ... })",
    { file, line: 1, col: 1 },
  );
}

async function run(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    if (error instanceof IgnityError || !(error instanceof Error)) throw error;
    if (!process.features.typescript) {
      throw new IgnityError(
        "IG072",
        `Node ${process.version} does not run TypeScript here`,
        "use Node 24 or newer, without an option that forbids it",
      );
    }
    throw new IgnityError(
      "IG056",
      `the file does not run: ${error.message.split("\n")[0]}`,
      "put that right; tsc tells more",
      placeOf(error, path),
    );
  }
}

/** The innermost place of the author's in the stack of an error; a syntax error has its file and line on top. */
function placeOf({ stack = "" }: Error, path: string): Position {
  const places = [...stack.matchAll(/(file:\/\/[^\s()]+?):(\d+)(?::(\d+))?(?=[\s)]|$)/g)].map(
    ([, url, line, col = "1"]) => ({ file: fileURLToPath(url!), line: Number(line), col: Number(col) }),
  );
  return places.find(({ file }) => file === path) ?? places[0] ?? { file: path, line: 1, col: 1 };
}

function isImage(value: unknown): value is Image {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "image";
}
