import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import type { Capture, Parameter, Pipeline, Redirect, ShCommand, ShWord, Simple } from "../../ast/sh.ts";
import { calleeOf } from "./commands.ts";
import { keepApart, type Program } from "./program.ts";
import { ownerOf, type Scope } from "./scope.ts";

/** Where something is used. */
export interface Place {
  readonly program: Program;
  readonly scope: Scope;
  readonly position: Position | undefined;
}

/**
 * Checks what a command, a word or a redirection refers to, and notes what it calls and sets. A function that is a
 * process of its own, `apart`, sets nothing of its caller's.
 */
export function use(node: ShCommand | ShWord | Parameter | Redirect, place: Place, apart: boolean): void {
  visit(node, place, apart && node.kind === "Simple");
}

function visit(node: unknown, place: Place, apart: boolean): void {
  if (typeof node !== "object" || node === null) return;
  const { kind } = node as { kind?: string };
  if (kind === "Parameter") checkParameter(node as Parameter, place);
  if (kind === "Simple") noteSimple(node as Simple, place, apart);
  if (kind === "Capture") return use((node as Capture).command, place, true);
  if (kind === "Pipeline") return (node as Pipeline).commands.forEach((part) => use(part, place, true));
  for (const inner of Object.values(node)) visit(inner, place, apart);
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

function noteSimple(command: Simple, { scope, position }: Place, apart: boolean): void {
  const callee = calleeOf(command);
  if (callee) scope.unit.callees.add(callee);
  if (callee && !apart) keepApart(callee, (name) => scope.find(name), position);
  for (const name of namesSet(command)) {
    const declared = scope.find(name);
    if (declared) declared.assigned = true;
  }
  noteLeaving(command, scope, position);
}

/** `run` may be given what the types of the handle keep in its place. */
function noteLeaving(
  { words: [word] }: Simple,
  { unit, inLoop }: Scope,
  position: Position | undefined,
): void {
  const name = word?.parts[0];
  if (name === "return") {
    if (!unit.isFunction) misplaced(name, "a function", position);
    unit.hasReturn = true;
  } else if (name === "break" || name === "continue") {
    if (!inLoop) misplaced(name, "a loop", position);
  }
}

function misplaced(name: string, place: string, position: Position | undefined): never {
  throw new IgnityError(
    "IG032",
    `${name} stands outside of ${place}`,
    `it has a meaning only in ${place}`,
    position,
  );
}

/** The variables that a command gives a value. */
function namesSet({ assignments, words }: Simple): readonly string[] {
  if (words.length === 0) return assignments.map(({ name }) => name);
  const [program, ...args] = words.map(({ parts }) => String(parts[0]));
  if (program === "read") return args.slice(1);
  return program === "getopts" ? args.slice(1) : [];
}
