import { test, type Fn, type Sh } from "../dsl/sh.ts";

/** `has_any pattern*`: the first of its arguments is there, be it a symlink to nothing. */
export function hasAnyFn(s: Sh): Fn {
  return s.fn("has_any", (s, argv) => s.or(test("-e", argv[1]), test("-L", argv[1])));
}
