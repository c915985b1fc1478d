import type { Instruction } from "../ast/execline.ts";

/** A name that a substitution replaces in everything after it. */
export interface Binding {
  readonly name: string;
  /** The program, or the directive of multisubstitute, that binds it. */
  readonly by: Instruction;
  /** How often something after it mentions the name. */
  uses: number;
}

/** The names that are substituted at a place. Inner scopes hide nothing: what is bound first is replaced first. */
export class Scope {
  readonly #outer: Scope | undefined;
  readonly #bindings: ReadonlyMap<string, Binding>;
  /** Names that only the run knows are bound too. */
  readonly open: boolean;
  /** `$#`, `$@`, `$0`, `$1`... are substituted. */
  readonly positionals: boolean;

  constructor(outer: Scope | undefined, bindings: readonly Binding[], open: boolean, positionals: boolean) {
    this.#outer = outer;
    this.#bindings = new Map(bindings.map((binding) => [binding.name, binding]));
    this.open = open || (outer?.open ?? false);
    this.positionals = positionals || (outer?.positionals ?? false);
  }

  find(name: string): Binding | undefined {
    return this.#outer?.find(name) ?? this.#bindings.get(name);
  }

  /** Whether something replaces `${name}` here. */
  replaces(name: string): boolean {
    return this.find(name) !== undefined || (this.positionals && isPositional(name));
  }
}

export const isPositional = (name: string): boolean => /^(?:[0-9]+|[#@])$/.test(name);
