import type { Parameter, ShBody, ShCommand, ShScript, Statement } from "../../ast/sh.ts";

/** What passes look for in a tree: what a shell runs, and what it puts in. */
export type Node = ShCommand | Parameter;

/** Applies a change to the statements of every body of a script, the innermost first. */
export function changeBodies(
  script: ShScript,
  change: (statements: readonly Statement[]) => readonly Statement[],
): ShScript {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== "object" || value === null) return value;
    const copied = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]));
    if (copied["kind"] !== "ShBody") return copied;
    const body = copied as unknown as ShBody;
    return { ...body, statements: change(body.statements) };
  };
  return copy(script) as ShScript;
}

/** Every command and parameter in a value, itself too. */
export function nodesIn(value: unknown): readonly Node[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "kind" in value ? [value as Node] : [];
  return [...own, ...Object.values(value).flatMap(nodesIn)];
}
