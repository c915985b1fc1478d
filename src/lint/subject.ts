import type { Chain, Comment, Instruction, Item, Ref, Script, Word } from "../ast/execline.ts";
import type { Contents, Program, Versions } from "../facts/index.ts";
import { parse, type Parsed } from "../parse/parse.ts";
import type { Match } from "../parse/match.ts";
import { positionalsOf, readInterpreter, type Interpreter, type Positionals } from "./interpreter.ts";
import { Scope, type Binding } from "./scope.ts";
import { Walk } from "./walk.ts";

/** A script with everything the rules ask about it. */
export interface Subject extends Parsed {
  readonly source: string;
  readonly script: Script;
  readonly file: string;
  readonly versions: Versions;
  readonly interpreter: Interpreter | undefined;
  readonly positionals: Positionals;
  /** Every instruction that runs a program or is a directive, outer ones first. */
  readonly sites: readonly Site[];
  readonly siteOf: ReadonlyMap<Instruction, Site>;
  /** Every word, with the instruction it belongs to. */
  readonly words: readonly Placing[];
  readonly bindings: readonly Binding[];
  readonly comments: readonly Noted[];
  /** How many arguments it is started with where it stands. */
  readonly passed: { readonly least: number; readonly most: number };
}

/** A comment and the node it stands before; undefined at the end of a block. */
export interface Noted {
  readonly comment: Comment;
  readonly before: Instruction | Item | undefined;
}

/** One instruction in its place. */
export interface Site {
  readonly instruction: Instruction;
  readonly name: string | undefined;
  readonly program: Program | undefined;
  readonly given: Match | undefined;
  readonly chain: Chain;
  readonly index: number;
  /** What the block holds that it stands in. */
  readonly holds: Contents;
  readonly parent: Site | undefined;
  /** What is substituted in its words. */
  readonly scope: Scope;
}

export interface Placing {
  readonly word: Word;
  readonly scope: Scope;
  readonly site: Site | undefined;
  /** Index of its item in the instruction; -1 inside a block of words. */
  readonly index: number;
}

/** What s6-rc runs of a service that is no longrun. */
const ONESHOT = /(?:^|\/)(?:up|down)$/;

export function subjectOf(source: string, file: string, versions: Versions): Subject {
  const parsed = parse(source, file);
  const { shebang } = parsed.script;
  const isOneshot = ONESHOT.test(file);
  const interpreter = shebang === undefined || isOneshot ? undefined : readInterpreter(shebang);
  const positionals: Positionals = isOneshot
    ? { kind: "none" }
    : interpreter === undefined
      ? { kind: "environment" }
      : positionalsOf(interpreter);
  const walk = new Walk();
  const passed = passedTo(file);
  walk.chain(parsed.script.chain, "exec", undefined, outermost(positionals));
  const { sites, siteOf, words, bindings, comments } = walk;
  return {
    ...parsed,
    sites,
    siteOf,
    words,
    bindings,
    comments,
    source,
    file,
    versions,
    interpreter,
    positionals,
    passed,
  };
}

function outermost(positionals: Positionals): Scope {
  const sets = positionals.kind === "environment" ? ["#", "0"] : [];
  return new Scope(undefined, {
    bindings: [],
    open: false,
    positionals: positionals.kind === "substituted",
    sets,
  });
}

/** How many arguments scripts in these places are started with. */
const PASSED: readonly (readonly [place: RegExp, least: number, most: number])[] = [
  [/(?:^|\/)\.s6-svscan\/(?:finish|crash|SIG[A-Z0-9]+)$/, 0, 0],
  [/(?:^|\/)etc\/(?:ignity\/(?:init|finalize)|cont-(?:init|finish)\.d)\/[^/]+$/, 0, 0],
  [/(?:^|\/)run$/, 1, 1],
  [/(?:^|\/)finish$/, 3, 4],
];

function passedTo(file: string): Subject["passed"] {
  const [, least, most] = PASSED.find(([place]) => place.test(file)) ?? [undefined, 0, Infinity];
  return { least, most };
}

/** The instruction after a site in its chain. */
export const nextOf = ({ chain, index }: Site): Instruction | undefined => chain.links[index + 1];

/** Whether an option was given, by its letter. */
export const hasOption = ({ given }: Site, letter: string): boolean =>
  given?.options.some((option) => option.letter === letter) ?? false;

/** The items of an operand, by its name in the table. */
export const operandOf = ({ given }: Site, name: string): readonly Item[] =>
  given?.operands.find(({ operand }) => operand.name === name)?.items ?? [];

export const refsOf = (word: Word): Ref[] => word.parts.filter((part) => typeof part !== "string");
