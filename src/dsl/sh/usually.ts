import type { Command } from "./commands.ts";

/**
 * Tells the exec budget that a condition holds in most runs. Nothing of it is written to the script.
 *
 *     s.if(usually(test(pid, "-eq", 1)), ...)
 *
 * Of an author who says nothing it takes that a test does not hold after `if` and before `&&`, and does before `||`.
 */
export const usually = (condition: Command): Command => ({ node: { ...condition.node, usual: true } });

/** That it does not: `s.or(seldom(test("-n", merge)), call(keep))`. */
export const seldom = (condition: Command): Command => ({ node: { ...condition.node, usual: false } });
