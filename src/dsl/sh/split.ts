import type { ShPart } from "../../ast/sh.ts";
import type { Command } from "./commands.ts";
import { Parameter } from "./parameters.ts";
import { own, ownerOf } from "./scope.ts";

/** Words that a `for` makes of a value. */
export class Split {
  readonly split: ShPart;
  constructor(part: ShPart) {
    this.split = part;
  }
}

/**
 * A value that is not quoted, so that it becomes the words `IFS` makes of it; globs in it are expanded unless
 * `set -f` is on. Only `s.for` takes it.
 *
 *     s.for("name", [split(names)], ...)            // for name in $names; do
 *     s.for("name", [split(run("groups"))], ...)    // for name in $(groups); do
 */
export function split(value: Parameter | Command): Split {
  if (!(value instanceof Parameter)) return new Split({ kind: "Capture", command: value.node, split: true });
  return new Split(own({ ...value.node, split: true }, ownerOf(value.node)));
}
