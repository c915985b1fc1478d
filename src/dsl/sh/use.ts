import { IgnityError } from "../../ast/diagnostic.ts";
import type { Parameter, Redirect, ShCommand, ShWord, Simple } from "../../ast/sh.ts";
import { callSite } from "../call-site.ts";
import { calleeOf } from "./commands.ts";
import { keepApart, type Program } from "./program.ts";
import { ownerOf, type Scope } from "./scope.ts";

/** Where something is used. */
export interface Place {
  readonly program: Program;
  readonly scope: Scope;
}

/**
 * Checks what a command, a word or a redirection refers to, and notes what it calls and sets. A function that is a
 * process of its own, `apart`, sets nothing of its caller's.
 */
export function use(node: Used, place: Place, apart: boolean): void {
  for (const inner of within(node, apart)) {
    if (inner.kind === "Parameter") checkParameter(inner, place);
    else noteSimple(inner.command, place, inner.apart);
  }
}

/** What an author hands to a statement. */
export type Used = ShCommand | ShWord | Parameter | Redirect;

/** A simple command, and whether it is a process of its own. */
interface Use {
  readonly kind: "Use";
  readonly command: Simple;
  readonly apart: boolean;
}

/** The parameters and the simple commands of a node, in order. */
function* within(node: unknown, apart: boolean): Generator<Parameter | Use> {
  if (typeof node !== "object" || node === null) return;
  const { kind } = node as { readonly kind?: string };
  if (kind === "Parameter") yield node as Parameter;
  if (kind === "Simple") yield { kind: "Use", command: node as Simple, apart };
  const isProcess = kind === "Capture" || kind === "Pipeline";
  for (const inner of Object.values(node).flat()) yield* within(inner, isProcess);
}

function checkParameter(parameter: Parameter, { program, scope }: Place): void {
  const { name } = parameter;
  const owner = ownerOf(parameter);
  if (name === "!" && parameter !== program.child) {
    refuse("$! is another process by now", "set a variable to it right after background");
  }
  if (!owner) return;
  if (!/^[A-Za-z_]/.test(name) && owner.unit !== scope.unit) {
    refuse(
      `$${name} of ${owner.unit.name} is used in ${scope.unit.name}, which has its own`,
      "set a variable to it outside, or hand it over as an argument",
    );
  }
  if (!scope.isWithin(owner)) {
    refuse(
      `the variable ${name} is used outside the block that sets it`,
      "set it before the block, and again in there",
    );
  }
}

function refuse(what: string, hint: string): never {
  throw new IgnityError("IG025", what, hint, callSite());
}

function noteSimple(command: Simple, { scope }: Place, apart: boolean): void {
  const callee = calleeOf(command);
  if (callee) scope.unit.callees.add(callee);
  if (callee && !apart) keepApart(callee, (name) => scope.find(name), callSite);
  for (const name of namesSet(command)) {
    const declared = scope.find(name);
    if (declared) declared.assigned = true;
  }
  noteLeaving(command, scope);
}

/** `run` may be given what the types of the handle keep in its place. */
function noteLeaving({ words: [word] }: Simple, { unit, inLoop }: Scope): void {
  const name = word?.parts[0];
  if (name === "return") {
    if (!unit.isFunction) misplaced(name, "a function");
    unit.hasReturn = true;
  } else if (name === "break" || name === "continue") {
    if (!inLoop) misplaced(name, "a loop");
  }
}

function misplaced(name: string, place: string): never {
  throw new IgnityError(
    "IG032",
    `${name} stands outside of ${place}`,
    `it has a meaning only in ${place}`,
    callSite(),
  );
}

/** The variables that a command gives a value. */
function namesSet({ assignments, words }: Simple): readonly string[] {
  if (words.length === 0) return assignments.map(({ name }) => name);
  const [program, ...args] = words.map(({ parts }) => String(parts[0]));
  if (program === "read") return args.slice(1);
  return program === "getopts" ? args.slice(1) : [];
}
