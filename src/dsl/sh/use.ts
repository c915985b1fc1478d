import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import type { Parameter, Redirect, ShCommand, ShWord, Simple } from "../../ast/sh.ts";
import { calleeOf } from "./commands.ts";
import type { Program } from "./program.ts";
import { ownerOf, type Scope } from "./scope.ts";

/** Where something is used. */
export interface Place {
  readonly program: Program;
  readonly scope: Scope;
  readonly position: Position | undefined;
}

/** Checks what a command, a word or a redirection refers to, and notes what it calls and sets. */
export function use(node: ShCommand | ShWord | Parameter | Redirect, place: Place): void {
  visit(node, place);
}

function visit(node: unknown, place: Place): void {
  if (typeof node !== "object" || node === null) return;
  const { kind } = node as { kind?: string };
  if (kind === "Parameter") checkParameter(node as Parameter, place);
  if (kind === "Simple") noteSimple(node as Simple, place);
  for (const inner of Object.values(node)) visit(inner, place);
}

function checkParameter(parameter: Parameter, { program, scope, position }: Place): void {
  const { name } = parameter;
  const owner = ownerOf(parameter);
  if (name === "!" && parameter !== program.child) {
    refuse("$! is another process by now", "set a variable to it right after background", position);
  }
  if (!owner) return;
  if (!/^[A-Za-z_]/.test(name) && owner.unit !== scope.unit) {
    refuse(
      `$${name} of ${owner.unit.name} is used in ${scope.unit.name}, which has its own`,
      "set a variable to it outside, or hand it over as an argument",
      position,
    );
  }
  if (!scope.isWithin(owner)) {
    refuse(
      `the variable ${name} is used outside the block that sets it`,
      "set it before the block, and again in there",
      position,
    );
  }
}

function refuse(what: string, hint: string, position: Position | undefined): never {
  throw new IgnityError("IG025", what, hint, position);
}

function noteSimple(command: Simple, { scope, position }: Place): void {
  const callee = calleeOf(command);
  if (callee && !scope.unit.calls.has(callee)) scope.unit.calls.set(callee, position);
  for (const name of namesSet(command)) {
    const declared = scope.find(name);
    if (declared) declared.assigned = true;
  }
}

/** The variables that a command gives a value. */
function namesSet({ assignments, words }: Simple): readonly string[] {
  if (words.length === 0) return assignments.map(({ name }) => name);
  const [program, ...args] = words.map(({ parts }) => String(parts[0]));
  if (program === "read") return args.slice(1);
  return program === "getopts" ? args.slice(1) : [];
}
