/**
 * The types of the methods and commands, read from the table of facts. What Debian 12's execline and s6 do not have,
 * or what a later version has no more, is left out: the scripts run on all of them.
 */
import type { EXECLINE, S6 } from "../../facts/index.ts";
import type { Block, Chain, Command, End } from "./chain.ts";
import type { Var, Word, Words } from "./words.ts";

type Execline = typeof EXECLINE;
type Supervision = typeof S6;
type Table = Execline & Supervision;
type Name = keyof Table;

/** Every program of execline that execs or runs the rest of its chain, `posix-cd` as `posixCd`. */
export interface ExeclineMethods extends Methods<Execline> {}
/** The same of s6, `s6-ftrig-listen1` as `ftrigListen1`. */
export interface S6Methods extends Methods<Supervision> {}
/** Every program of execline that ends a chain. */
export interface ExeclineCommands extends Commands<Execline> {}
/** The same of s6. */
export interface S6Commands extends Commands<Supervision> {}

type Methods<Some> = {
  readonly [N in keyof Some as Some[N] extends Chaining ? Portable<Some[N], N> : never]: Method<N & Name>;
};

type Commands<Some> = {
  readonly [N in keyof Some as Some[N] extends Chaining ? never : Portable<Some[N], N>]: (
    ...args: CommandArguments<N & Name>
  ) => Command;
};

interface Chaining {
  readonly synopsis: `${string}...${string}`;
}

type Portable<Program, N> = Program extends { since: string } | { until: string } ? never : Camel<N>;

type Camel<N> = N extends `s6-${infer Rest}`
  ? Camel<Rest>
  : N extends `${infer Head}-${infer Tail}`
    ? `${Head}${Capitalize<Camel<Tail>>}`
    : N & string;

type Method<N extends Name> = Table[N] extends { loops: true } ? LoopMethod<N> : LinkMethod<N>;

type LinkMethod<N extends Name> = (...args: [...Operands<Table[N]>, ...FlagsLast<N>]) => Bound<Table[N]>;

interface LoopMethod<N extends Name> {
  (...args: [...Operands<Table[N]>, body: Body<Table[N]>]): End;
  (...args: [...Operands<Table[N]>, flags: Flags<N>, body: Body<Table[N]>]): End;
}

/** The rest of the chain, as a loop runs it. */
type Body<Program> = Program extends { substitutes: readonly string[] }
  ? (x: Chain, item: Var<"one">) => End
  : (x: Chain) => End;

type Bound<Program> = Program extends { substitutes: readonly ["variable", string] } ? Var<"one"> : void;

type FlagsLast<N extends Name> = Table[N] extends { required: readonly string[] }
  ? [flags: Flags<N>]
  : Table[N] extends { options: object }
    ? [flags?: Flags<N>]
    : [];

type CommandArguments<N extends Name> = Table[N] extends { options: object }
  ? [flags: Flags<N>, ...Operands<Table[N]>]
  : Operands<Table[N]>;

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
        : Token extends `${string}:${string}${"?" | "/"}${string}`
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
export type Handlers = { readonly [On in Signal | "default"]?: Block };
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
export type Flags<N extends Name> = Free<OptionsOf<Table[N]>, Grouped<Table[N]>> &
  Choices<OptionsOf<Table[N]>, Groups<Table[N]>, Required<Table[N]>>;

type OptionsOf<Program> = Program extends { options: infer Options } ? Options : {};
type Groups<Program> = Program extends { exclusive: infer Lists } ? Lists : [];
type Grouped<Program> = Program extends { exclusive: readonly (readonly (infer Names)[])[] } ? Names : never;
type Required<Program> = Program extends { required: readonly (infer Names)[] } ? Names : never;

type Free<Options, Taken> = { readonly [Option in Exclude<Usable<Options>, Taken>]?: Value<Options[Option]> };

type Choices<Options, Lists, Must> = Lists extends readonly [infer First, ...infer Rest]
  ? Choice<Options, Extract<Usable<Options>, Members<First>>, Must> & Choices<Options, Rest, Must>
  : unknown;

type Members<List> = List extends readonly (infer Names)[] ? Names : never;

type Choice<Options, Names extends keyof Options, Must> = [Names] extends [never]
  ? unknown
  : [Names] extends [Must]
    ? { [One in Names]: { readonly [Is in One]: Value<Options[Is]> } & None<Exclude<Names, One>> }[Names]
    : { [One in Names]: { readonly [Is in One]?: Value<Options[Is]> } & None<Exclude<Names, One>> }[Names];

type None<Names extends PropertyKey> = { readonly [Option in Names]?: never };

/** Options every version has. Those that decide whether a variable is substituted are the DSL's own business. */
type Usable<Options> = {
  [Option in keyof Options]: Option extends "autoimport" | "noAutoimport"
    ? never
    : Head<Options[Option]> extends `${string} ${"@" | "<"}${string}`
      ? never
      : Option;
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
