import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import type { EnvName } from "../environment.ts";
import type { GivenFlags } from "./arguments.ts";
import type { Directives } from "./chain.ts";
import * as substitutions from "./substitutions.ts";
import { variable, type Binder, type Var, type Word } from "./words.ts";

type Bound = Readonly<Record<string, Var<"one" | "many">>>;

/** Records the directives of one multisubstitute and gives them the names of the author's record. */
export function recordDirectives(
  author: (m: Directives) => Bound,
  position: Position | undefined,
): { readonly bound: Bound; readonly directives: readonly substitutions.Substitution[] } {
  const directives: substitutions.Substitution[] = [];
  const bound = author(directivesInto(directives));
  const unnamed = new Set(directives.flatMap(({ binders }) => binders).filter(({ name }) => name === ""));
  for (const [name, { binder }] of Object.entries(bound)) {
    unnamed.delete(binder);
    const binds = directives.some(({ binders }) => binders.includes(binder));
    if (!binds || (binder.name !== "" && binder.name !== name)) throw misnamed(name, position);
    binder.name = name;
  }
  if (unnamed.size > 0) {
    throw new IgnityError(
      "IG011",
      "a directive of multisubstitute has no name",
      "return each variable in the record, under the name it is to have",
      position,
    );
  }
  return { bound, directives };
}

function misnamed(name: string, position: Position | undefined): IgnityError {
  return new IgnityError(
    "IG011",
    `${name} is not the name of one directive of this multisubstitute`,
    "return only its own variables, each under one name; those of multidefine keep theirs",
    position,
  );
}

function directivesInto(directives: substitutions.Substitution[]): Directives {
  const add = (each: substitutions.Substitution): readonly Binder[] => {
    directives.push(each);
    return each.binders;
  };
  const one = (each: substitutions.Substitution): Var<"one" | "many"> => variable(add(each)[0]!);
  const methods: Record<keyof Directives, unknown> = {
    importas: (envvar: EnvName, flags: GivenFlags = {}) => one(substitutions.importas("", envvar, flags)),
    importasOf: (envvar: string, flags: GivenFlags) => one(substitutions.importasOf("", envvar, flags)),
    define: (value: Word, flags: GivenFlags = {}) => one(substitutions.define("", value, flags)),
    elglob: (pattern: Word, flags: GivenFlags = {}) => one(substitutions.elglob("", pattern, flags)),
    multidefine: (value: Word, keys: readonly string[], flags: GivenFlags = {}) =>
      substitutions.variablesByName(add(substitutions.multidefine(value, keys, flags))),
    elgetpositionals: (flags: GivenFlags = {}) =>
      substitutions.positionals(add(substitutions.elgetpositionals(flags))),
  };
  return methods as unknown as Directives;
}
