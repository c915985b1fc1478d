import type { Assignment, For, FunctionDefinition, Parameter, ShScript, Simple } from "../ast/sh.ts";

type Named = Assignment | For | FunctionDefinition | Parameter;

/** The variables that a script of ours uses for itself: their names begin with a small letter. */
export function variablesOf(script: ShScript): readonly string[] {
  const names: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("kind" in value) names.push(...namesOf(value as Named | Simple));
    Object.values(value).forEach(visit);
  };
  visit(script);
  return names.filter((name) => /^[a-z]/.test(name));
}

function namesOf(node: Named | Simple): readonly string[] {
  if (node.kind === "Simple") {
    const [program, ...words] = node.words.map(({ parts }) => parts.join(""));
    return program === "read" ? words : [];
  }
  return "name" in node && node.kind !== "FunctionDefinition" ? [node.name] : [];
}
