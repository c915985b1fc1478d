import type { Position } from "../../ast/diagnostic.ts";
import { callSite } from "../call-site.ts";
import type { Body } from "./handle.ts";
import type { PatternLike } from "./patterns.ts";

/** One arm of a `case`. */
export interface Arm<Handle> {
  readonly patterns: readonly PatternLike[];
  readonly body: Body<Handle> | undefined;
  readonly position: Position | undefined;
}

/**
 * An arm of `s.case`: what to do when the word matches one of the patterns; nothing, without a body.
 * A plain word matches only itself: live patterns are made by `pattern`, and `any` is `*`.
 */
export function when<Handle>(
  patterns: PatternLike | readonly [PatternLike, ...PatternLike[]],
  body?: Body<Handle>,
): Arm<Handle> {
  return { patterns: [patterns].flat(), body, position: callSite() };
}
