import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import type { Parameter } from "../../ast/sh.ts";
import { callSite } from "../call-site.ts";

/** What a body of its own may see and set. The scopes of a script form a tree, as its bodies do. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly unit: Unit;
  /** Whether it is in a loop, whose `break` and `continue` it may use. */
  readonly inLoop: boolean;
  readonly #names = new Map<string, Declared>();

  constructor(unit: Unit, parent?: Scope, inLoop = false) {
    this.unit = unit;
    this.parent = parent;
    this.inLoop = inLoop;
  }

  /** Makes `name` known from here on. */
  declare(name: string, position: Position | undefined): Declared {
    if (this.find(name)) {
      throw new IgnityError(
        "IG023",
        `the variable ${name} is set here already`,
        `sh has one variable of a name: pass its token to set, or choose another name`,
        position,
      );
    }
    const declared = { name, position, assigned: false };
    this.#names.set(name, declared);
    this.unit.own.push(declared);
    return declared;
  }

  find(name: string): Declared | undefined {
    return this.#names.get(name) ?? this.parent?.find(name);
  }

  isWithin(outer: Scope): boolean {
    return this === outer || (this.parent?.isWithin(outer) ?? false);
  }
}

/** What runs with variables of its own in mind: the script, a function, or what a trap does. */
export class Unit {
  readonly name: string;
  readonly own: Declared[] = [];
  readonly callees = new Set<Unit>();
  readonly isFunction: boolean;
  /** Whether there is a `return` in it. */
  hasReturn = false;
  /** Whether a call of it can come back. */
  returns = true;

  constructor(name: string, isFunction = false) {
    this.name = name;
    this.isFunction = isFunction;
  }

  /** It and all it calls. */
  reached(seen = new Set<Unit>()): ReadonlySet<Unit> {
    if (!seen.has(this)) {
      seen.add(this);
      for (const callee of this.callees) callee.reached(seen);
    }
    return seen;
  }
}

export interface Declared {
  readonly name: string;
  readonly position: Position | undefined;
  assigned: boolean;
}

const RESERVED = new Set("if then else elif fi do done case esac while until for in".split(" "));
const SPECIAL = new Set(
  "break continue eval exec exit export readonly return set shift times trap unset".split(" "),
);

/** Refuses what the shell would not take as the name of a variable or a function. */
export function checkName(name: string, of: "variable" | "function"): void {
  const taken = of === "function" && (RESERVED.has(name) || SPECIAL.has(name));
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !taken) return;
  throw new IgnityError(
    "IG022",
    `${JSON.stringify(name)} cannot be the name of a ${of}`,
    "use letters, digits and _, not a digit first, and no word of the shell's own",
    callSite(),
  );
}

const owners = new WeakMap<Parameter, Scope>();

/** Notes that a parameter means something only within `scope`. */
export function own(parameter: Parameter, scope: Scope | undefined): Parameter {
  if (scope) owners.set(parameter, scope);
  return parameter;
}

export const ownerOf = (parameter: Parameter): Scope | undefined => owners.get(parameter);
