import type { Instruction } from "../ast/execline.ts";

/** A name that a substitution replaces in everything after it. */
export interface Binding {
  readonly name: string;
  /** The program, or the directive of multisubstitute, that binds it. */
  readonly by: Instruction;
  /** How often something after it mentions the name. */
  uses: number;
}

/** What an instruction changes for everything after it. */
export interface Effects {
  readonly bindings: readonly Binding[];
  /** It substitutes names that only the run knows. */
  readonly open: boolean;
  /** It substitutes `$#`, `$@`, `$0`, `$1`... */
  readonly positionals: boolean;
  /** Environment variables it makes sure of. */
  readonly sets: readonly string[];
}

/** What holds at a place in a script. Inner scopes hide nothing: what is bound first is replaced first. */
export class Scope {
  readonly #outer: Scope | undefined;
  readonly #bindings: ReadonlyMap<string, Binding>;
  readonly #sets: ReadonlySet<string>;
  readonly open: boolean;
  readonly positionals: boolean;

  constructor(outer: Scope | undefined, { bindings, open, positionals, sets }: Effects) {
    this.#outer = outer;
    this.#bindings = new Map(bindings.map((binding) => [binding.name, binding]));
    this.#sets = new Set(sets);
    this.open = open || (outer?.open ?? false);
    this.positionals = positionals || (outer?.positionals ?? false);
  }

  find(name: string): Binding | undefined {
    return this.#outer?.find(name) ?? this.#bindings.get(name);
  }

  /** Every name that is bound here, outer ones first. */
  names(): readonly string[] {
    return [...new Set([...(this.#outer?.names() ?? []), ...this.#bindings.keys()])];
  }

  /** Whether something replaces `${name}` here. */
  replaces(name: string): boolean {
    return this.find(name) !== undefined || (this.positionals && isPositional(name));
  }

  /** Whether an environment variable is set here whatever the script was started with. */
  isSet(variable: string): boolean {
    return this.#sets.has(variable) || (this.#outer?.isSet(variable) ?? false);
  }
}

export const isPositional = (name: string): boolean => /^(?:[0-9]+|[#@])$/.test(name);
