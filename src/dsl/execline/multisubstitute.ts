import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import type { Directives } from "./chain.ts";
import { substituting, type Substitution } from "./substitutions.ts";
import type { Var } from "./words.ts";

/** What an author returns: variables under the names they are to have, and arguments under any name. */
type Bound = Readonly<Record<string, Var<"one" | "many"> | object>>;

/** Records the directives of one multisubstitute and gives them the names of the author's record. */
export function recordDirectives(
  author: (m: Directives) => Bound,
  position: Position | undefined,
): { readonly bound: Bound; readonly directives: readonly Substitution[] } {
  const directives: Substitution[] = [];
  const bound = author(directivesInto(directives));
  const binders = directives.flatMap((each) => each.binders);
  for (const [name, value] of Object.entries(bound)) {
    if (!isVar(value)) continue;
    const { binder } = value;
    if (!binders.includes(binder) || (binder.name !== "" && binder.name !== name)) {
      throw new IgnityError(
        "IG011",
        `${name} is not the name of one directive of this multisubstitute`,
        "return only its own variables, each under one name; those of multidefine keep theirs",
        position,
      );
    }
    binder.name = name;
  }
  if (binders.some(({ name }) => name === "")) {
    throw new IgnityError(
      "IG011",
      "a directive of multisubstitute has no name",
      "return each variable in the record, under the name it is to have",
      position,
    );
  }
  return { bound, directives };
}

/** The methods of a chain, without their key: the record brings it. */
function directivesInto(directives: Substitution[]): Directives {
  const keyed = substituting((directive) => directives.push(directive));
  const methods: Record<keyof Directives, unknown> = {
    ...keyed,
    importas: keyed.importas.bind(undefined, ""),
    importasOf: keyed.importasOf.bind(undefined, ""),
    define: keyed.define.bind(undefined, ""),
    elglob: keyed.elglob.bind(undefined, ""),
  };
  return methods as unknown as Directives;
}

function isVar(value: Var<"one" | "many"> | object): value is Var<"one" | "many"> {
  return "kind" in value && value.kind === "Var";
}
