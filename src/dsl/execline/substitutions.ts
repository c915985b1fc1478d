import { ENVIRONMENT, type EnvName } from "../environment.ts";
import { lineOf, type Argument, type BlockMaker, type GivenFlags } from "./arguments.ts";
import { partsOf, variable, type Binder, type Var, type Word, type Words } from "./words.ts";

/** One substitution: what it binds, and its line once the names are known. */
export interface Substitution {
  readonly binders: readonly Binder[];
  line(make: BlockMaker): readonly Argument[];
}

/** Whether no value of these words can hold a `$`. */
export function arePlain(words: readonly Words[]): boolean {
  return words
    .flatMap(partsOf)
    .every((part) => (typeof part === "string" ? !part.includes("$") : part.plain));
}

/** The methods that substitute; `add` is given what each call makes. */
export function substituting(add: (substitution: Substitution) => void) {
  const one = (substitution: Substitution): Var<"one" | "many"> => {
    add(substitution);
    return variable(substitution.binders[0]!);
  };
  return {
    importas: (key: string, envvar: EnvName, flags: GivenFlags = {}) => one(importas(key, envvar, flags)),
    importasOf: (key: string, envvar: string, flags: GivenFlags) => one(importasOf(key, envvar, flags)),
    define: (key: string, value: Word, flags: GivenFlags = {}) => one(define(key, value, flags)),
    elglob: (key: string, pattern: Word, flags: GivenFlags = {}) => one(elglob(key, pattern, flags)),
    multidefine(value: Word, keys: readonly string[], flags: GivenFlags = {}) {
      const substitution = multidefine(value, keys, flags);
      add(substitution);
      return variablesByName(substitution.binders);
    },
    elgetpositionals(flags: GivenFlags = {}) {
      const substitution = elgetpositionals(flags);
      add(substitution);
      return positionals(substitution.binders);
    },
  };
}

/** Boot refuses any value of these that is not made of digits. */
const DIGITS: ReadonlySet<string> = new Set(["milliseconds", "switch", "level", "id"]);

function importas(key: string, envvar: EnvName, flags: GivenFlags): Substitution {
  const unset = "insist" in flags || "default" in flags ? {} : { default: ENVIRONMENT[envvar].default };
  const bound = { name: key, plain: DIGITS.has(ENVIRONMENT[envvar].kind) };
  return { binders: [bound], line: () => lineOf("importas", { ...unset, ...flags }, [bound.name, envvar]) };
}

/** execline itself sets `?` and `!`, to numbers. */
function importasOf(key: string, envvar: string, flags: GivenFlags): Substitution {
  const bound = { name: key, plain: envvar === "?" || envvar === "!" };
  return { binders: [bound], line: () => lineOf("importas", flags, [bound.name, envvar]) };
}

function define(key: string, value: Word, flags: GivenFlags): Substitution {
  const bound = { name: key, plain: arePlain([value]) };
  return { binders: [bound], line: () => lineOf("define", flags, [bound.name, value]) };
}

function elglob(key: string, pattern: Word, flags: GivenFlags): Substitution {
  const bound = { name: key, plain: false };
  return { binders: [bound], line: () => lineOf("elglob", flags, [bound.name, pattern]) };
}

function multidefine(value: Word, keys: readonly string[], flags: GivenFlags): Substitution {
  const plain = arePlain([value]);
  return {
    binders: keys.filter((key) => key !== "").map((name) => ({ name, plain })),
    line: (make) => lineOf("multidefine", flags, [value, make.rows([keys])]),
  };
}

function elgetpositionals(flags: GivenFlags): Substitution {
  const known = Number(flags["minimum"] ?? 0);
  return { binders: positionalBinders(known), line: () => lineOf("elgetpositionals", flags, []) };
}

/** `$@`, `$#`, `$0` and `$1` to `$known`. */
export function positionalBinders(known: number): readonly Binder[] {
  const indices = Array.from({ length: known + 1 }, (_, i) => String(i));
  return ["@", "#", ...indices].map((name) => ({ name, plain: name === "#", positional: true }));
}

/** What a script calls these binders by. */
export function positionals(binders: readonly Binder[]): Record<string, Var<"one" | "many">> {
  const names: Readonly<Record<string, string>> = { "@": "all", "#": "count" };
  return variablesByName(binders, (name) => names[name] ?? name);
}

function variablesByName(
  binders: readonly Binder[],
  rename: (name: string) => string = (name) => name,
): Record<string, Var<"one" | "many">> {
  return Object.fromEntries(binders.map((each) => [rename(each.name), variable(each)]));
}
