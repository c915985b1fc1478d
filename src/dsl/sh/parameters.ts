import type { Operation, Parameter as ParameterNode } from "../../ast/sh.ts";
import { ENVIRONMENT, type EnvName } from "../environment.ts";
import { patternWord, type PatternLike } from "./patterns.ts";
import { checkName, own, ownerOf, type Scope } from "./scope.ts";
import { Many, shWord, Text, type Word } from "./words.ts";

/** The value of a variable, of a positional or of one of the shell's own parameters: `"$x"`, `"$1"`, `"$?"`. */
export class Parameter extends Text {
  readonly name: string;
  readonly node: ParameterNode;

  constructor(name: string, scope?: Scope, operation?: Operation) {
    const node = own(parameter(name, operation), scope);
    super([node]);
    this.name = name;
    this.node = node;
  }

  /** `"${x-word}"`: the word when it is not set. */
  ifUnset(word: Word): Text {
    return this.#with({ operator: "-", word: shWord(word) });
  }
  /** `"${x:-word}"`: the word when it is not set, or empty. */
  ifEmpty(word: Word): Text {
    return this.#with({ operator: ":-", word: shWord(word) });
  }
  /** `"${x+word}"`: the word when it is set, nothing when it is not. */
  ifSet(word: Word): Text {
    return this.#with({ operator: "+", word: shWord(word) });
  }
  /** `"${x:+word}"`: the word when it is set and not empty, nothing otherwise. */
  ifNonempty(word: Word): Text {
    return this.#with({ operator: ":+", word: shWord(word) });
  }
  /** `"${x#pattern}"`: without the shortest start that matches. */
  removePrefix(pattern: PatternLike): Text {
    return this.#with({ operator: "#", word: patternWord(pattern) });
  }
  /** `"${x##pattern}"`: without the longest start that matches. */
  removeLongestPrefix(pattern: PatternLike): Text {
    return this.#with({ operator: "##", word: patternWord(pattern) });
  }
  /** `"${x%pattern}"`: without the shortest end that matches. */
  removeSuffix(pattern: PatternLike): Text {
    return this.#with({ operator: "%", word: patternWord(pattern) });
  }
  /** `"${x%%pattern}"`: without the longest end that matches. */
  removeLongestSuffix(pattern: PatternLike): Text {
    return this.#with({ operator: "%%", word: patternWord(pattern) });
  }
  /** `"${#x}"`: its length. */
  get length(): Text {
    return this.#with({ operator: "length" });
  }

  #with(operation: Operation): Text {
    return new Text([own(parameter(this.name, operation), ownerOf(this.node))]);
  }
}

/** A variable: a parameter that can be set. */
export class Var extends Parameter {
  readonly kind = "Var";

  constructor(name: string, scope?: Scope, operation?: Operation) {
    checkName(name, "variable");
    super(name, scope, operation);
  }
}

/** A name of a variable. One that begins with `IGNITY_` is one of the table in `environment.ts`. */
export type VarName<Name extends string> = Name extends `IGNITY_${string}` ? EnvName : Name;

/**
 * One of ignity's own variables, with the default of `environment.ts`.
 *
 *     env("IGNITY_KILL_GRACETIME")   // "${IGNITY_KILL_GRACETIME-3000}"
 */
export function env(name: EnvName): Var {
  return new Var(name, undefined, { operator: "-", word: shWord(ENVIRONMENT[name].default) });
}

/**
 * Any variable of the environment, as it is.
 *
 *     envOf("HOME")                  // "$HOME"
 *     envOf("HOME").ifEmpty("/")     // "${HOME:-/}"
 */
export function envOf<const Name extends string>(name: VarName<Name>): Var {
  return new Var(name);
}

/** `"$?"`: the code of the command before. */
export const status = new Parameter("?");
/** `"$$"`: the process of the script, in its subshells too. */
export const pid = new Parameter("$");
/** `"$OPTARG"`: the argument of the option that `getopts` read last. */
export const optarg = new Var("OPTARG");
/** `"$OPTIND"`: the number of the argument that `getopts` reads next. */
export const optind = new Var("OPTIND");

/**
 * The arguments of the script, or of the function: each callback that has its own is handed them. `argv[1]` is `"$1"`,
 * `argv[0]` the name of the script.
 */
export interface Positionals extends Readonly<Record<(typeof NUMBERS)[number], Parameter>> {
  /** `"$@"`: all of them, each a word of its own. */
  readonly all: Many;
  /** `"$*"`: all of them as one word, with the first character of `IFS` between them. */
  readonly joined: Text;
  /** `"$#"` */
  readonly count: Parameter;
}

const NUMBERS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The arguments as `scope` has them. `$0`, the name of the script, is the same everywhere. */
export function positionals(scope: Scope): Positionals {
  const numbered = NUMBERS.map((n) => [n, new Parameter(String(n), n === 0 ? undefined : scope)] as const);
  return {
    ...(Object.fromEntries(numbered) as Record<(typeof NUMBERS)[number], Parameter>),
    all: new Many([own(parameter("@"), scope)]),
    joined: new Parameter("*", scope),
    count: new Parameter("#", scope),
  };
}

function parameter(name: string, operation?: Operation): ParameterNode {
  return { kind: "Parameter", name, ...(operation && { operation }) };
}
