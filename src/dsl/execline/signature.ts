/**
 * The types of the methods and commands, read from the table of facts. What Debian 12's execline and s6 do not have,
 * or what a later version has no more, is left out: the scripts run on all of them.
 */
import type { EXECLINE, S6 } from "../../facts/index.ts";
import type { Block, Chain, Command, End } from "./chain.ts";
import type { Var, Word, Words } from "./words.ts";

/** Every program that execs or runs the rest of its chain: a method of the same name, `posix-cd` as `posixCd`. */
export type Methods<Table> = {
  readonly [Name in keyof Table as Chains<Table[Name], Name>]: Method<Table[Name]>;
};

/** Every program that ends a chain. */
export type Commands<Table> = {
  readonly [Name in keyof Table as Ends<Table[Name], Name>]: (
    ...args: CommandArguments<Table[Name]>
  ) => Command;
};

export type ExeclineTable = typeof EXECLINE;
export type S6Table = typeof S6;

type Portable<Program, Name> = Program extends { since: string } | { until: string } ? never : Camel<Name>;
type Chains<Program, Name> = Program extends { synopsis: `${string}...${string}` }
  ? Portable<Program, Name>
  : never;
type Ends<Program, Name> = Program extends { synopsis: `${string}...${string}` }
  ? never
  : Portable<Program, Name>;

/** `s6-ftrig-listen1` is `ftrigListen1`. */
type Camel<Name> = Name extends `s6-${infer Rest}`
  ? Camel<Rest>
  : Name extends `${infer Head}-${infer Tail}`
    ? `${Head}${Capitalize<Camel<Tail>>}`
    : Name & string;

export type Method<Program> = Program extends { loops: true } ? LoopMethod<Program> : LinkMethod<Program>;

type LinkMethod<Program> = (...args: [...Operands<Program>, ...FlagsLast<Program>]) => Bound<Program>;

interface LoopMethod<Program> {
  (...args: [...Operands<Program>, body: Body<Program>]): End;
  (...args: [...Operands<Program>, flags: Flags<Program>, body: Body<Program>]): End;
}

/** The rest of the chain, as a loop runs it. */
type Body<Program> = Program extends { substitutes: readonly string[] }
  ? (x: Chain, item: Var<"one">) => End
  : (x: Chain) => End;

type Bound<Program> = Program extends { substitutes: readonly ["variable", string] } ? Var<"one"> : void;

type FlagsLast<Program> = Program extends { required: readonly string[] }
  ? [flags: Flags<Program>]
  : Program extends { options: object }
    ? [flags?: Flags<Program>]
    : [];

type CommandArguments<Program> = Program extends { options: object }
  ? [flags: Flags<Program>, ...Operands<Program>]
  : Operands<Program>;

type Operands<Program> = Program extends { synopsis: infer Synopsis } ? OperandList<Tokens<Synopsis>> : never;

type Tokens<Synopsis> = Synopsis extends ""
  ? []
  : Synopsis extends `${infer First} ${infer Rest}`
    ? [First, ...Tokens<Rest>]
    : [Synopsis];

type OperandList<List> = List extends [infer First, ...infer Rest]
  ? [...Operand<First>, ...OperandList<Rest>]
  : [];

type Operand<Token> = Token extends `${"" | "["}...${string}`
  ? []
  : Token extends `{${string}:${infer Contents}}${string}`
    ? [Contents extends keyof Contains ? Contains[Contents] : readonly Words[]]
    : Token extends `${string}:${string}+`
      ? [Words, ...Words[]]
      : Token extends `${string}:${string}*`
        ? Words[]
        : Token extends `${string}:${string}?`
          ? [Word?]
          : Token extends `${string}:envname`
            ? [name: string]
            : [Word];

interface Contains {
  child: Block;
  exec: Block;
  "cases*": Cases;
  handlers: Handlers;
  pairs: Pairs;
}

/** Patterns and what to exec where one matches, in order. */
export type Cases = readonly (readonly [pattern: Word, prog: Block])[];
/** What to run when a signal comes. */
export type Handlers = { readonly [Name in Signal | "default"]?: Block };
/** Directories of events and the expressions to wait for there. */
export type Pairs = readonly (readonly [fifodir: Word, regex: Word])[];

type Signal =
  | "ABRT"
  | "ALRM"
  | "BUS"
  | "CONT"
  | "FPE"
  | "HUP"
  | "ILL"
  | "INT"
  | "IO"
  | "PIPE"
  | "PROF"
  | "QUIT"
  | "SEGV"
  | "SYS"
  | "TERM"
  | "TRAP"
  | "TSTP"
  | "TTIN"
  | "TTOU"
  | "URG"
  | "USR1"
  | "USR2"
  | "VTALRM"
  | "WINCH"
  | "XCPU"
  | "XFSZ";

/** A program's options by the manual's words; of those that exclude each other, one at most. */
export type Flags<Program> = Program extends { options: infer Options }
  ? Free<Options, Grouped<Program>> & Choices<Options, Groups<Program>, Required<Program>>
  : never;

type Groups<Program> = Program extends { exclusive: infer Lists } ? Lists : [];
type Grouped<Program> = Program extends { exclusive: readonly (readonly (infer Names)[])[] } ? Names : never;
type Required<Program> = Program extends { required: readonly (infer Names)[] } ? Names : never;

type Free<Options, Taken> = { readonly [Name in Exclude<Usable<Options>, Taken>]?: Value<Options[Name]> };

type Choices<Options, Lists, Must> = Lists extends readonly [infer First, ...infer Rest]
  ? Choice<Options, Extract<Usable<Options>, Members<First>>, Must> & Choices<Options, Rest, Must>
  : unknown;

type Members<List> = List extends readonly (infer Names)[] ? Names : never;

type Choice<Options, Names extends keyof Options, Must> = [Names] extends [never]
  ? unknown
  : [Names] extends [Must]
    ? { [One in Names]: { readonly [Is in One]: Value<Options[Is]> } & None<Exclude<Names, One>> }[Names]
    : { [One in Names]: { readonly [Is in One]?: Value<Options[Is]> } & None<Exclude<Names, One>> }[Names];

type None<Names extends PropertyKey> = { readonly [Name in Names]?: never };

/** Options every version has. Those that decide whether a variable is substituted are the DSL's own business. */
type Usable<Options> = {
  [Name in keyof Options]: Name extends "autoimport" | "noAutoimport"
    ? never
    : Head<Options[Name]> extends `${string} ${"@" | "<"}${string}`
      ? never
      : Name;
}[keyof Options];

type Head<Option> = Option extends `${infer Text}: ${string}` ? Text : never;

type Value<Option> =
  Head<Option> extends `${string} ${infer Holds}`
    ? Holds extends keyof Holding
      ? Holding[Holds]
      : Word
    : true;

interface Holding {
  codes: readonly number[];
  gids: readonly number[];
  fields: readonly string[];
  state: "u" | "U" | "d" | "D" | "r" | "R";
  envname: string;
  octal: string;
}
