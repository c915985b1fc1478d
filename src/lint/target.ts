import { decode } from "../ast/bytes.ts";
import { TARGETS, type Target } from "../facts/index.ts";
import type { Tree } from "./tree.ts";

/** What scripts must run with, unless something tells of a release. */
export const DEFAULT_TARGET: Target = "latest";

/** The release a root file system says it is, where it is one of the table's. */
export function targetOf(tree: Tree): Target | undefined {
  const entry = tree.resolve("etc/os-release");
  if (entry?.kind !== "file") return undefined;
  const [, id] = /^ID=["']?([a-z]+)/m.exec(decode(entry.read())) ?? [];
  const [, version] = /^VERSION_ID=["']?([0-9]+)/m.exec(decode(entry.read())) ?? [];
  const name = `${id}-${version}`;
  return Object.hasOwn(TARGETS, name) ? (name as Target) : undefined;
}
