import type { Word } from "../ast/execline.ts";
import { programs } from "../facts/index.ts";
import { match, type GivenOption } from "../parse/match.ts";

/** What an interpreter line makes of a script's arguments. */
export interface Interpreter {
  /** The path that the kernel starts. */
  readonly path: string;
  /** The one argument it is given, `-S0` as a rule. */
  readonly argument: string | undefined;
  /** Options of execlineb in it. */
  readonly options: readonly GivenOption[];
  /** execlineb is that path; otherwise another program, such as env, starts it. */
  readonly direct: boolean;
}

export type Positionals =
  /** Substituted in the text: this many of them at least. */
  | { readonly kind: "substituted"; readonly least: number }
  /** Put into the environment, where elgetpositionals finds them. */
  | { readonly kind: "environment" }
  | { readonly kind: "ignored" }
  /** There are none, and no interpreter: s6-rc itself reads `up` and `down`, whose first line is a comment. */
  | { readonly kind: "none" };

const EXECLINEB = programs.get("execlineb")!;

/** Reads an interpreter line without its `#!`. */
export function readInterpreter(shebang: string): Interpreter {
  const [, path = "", argument] = /^\s*(\S*)(?:\s+(.*\S))?/.exec(shebang)!;
  const direct = /(?:^|\/)execlineb$/.test(path);
  const given = direct ? (argument ?? "") : (argument?.replace(/^.*?execlineb(?=\s|$)/, "") ?? "");
  const words = given.split(/\s+/).filter((word, i) => word !== "" && (i === 0 || !direct));
  const { options } = match(words.map(asWord), 0, EXECLINEB);
  return { path, argument, options, direct };
}

/** What becomes of the arguments; the option given last counts. */
export function positionalsOf({ options }: Interpreter): Positionals {
  const last = options.findLast(({ letter }) => "PpSs".includes(letter));
  if (last === undefined || last.letter === "p") return { kind: "environment" };
  if (last.letter === "P") return { kind: "ignored" };
  return { kind: "substituted", least: Number(last.value?.[0] ?? 0) };
}

const asWord = (text: string): Word => ({ kind: "Word", parts: [text] });
