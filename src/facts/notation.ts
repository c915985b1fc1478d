/**
 * The notation of the table of facts, its types, and how a reader of the table gets plain records out of it.
 *
 * A program is written as its manual's synopsis. One line says what follows the options:
 *
 *     forx: "variable:envname {values:words*} [...:child]"
 *
 * | in a synopsis   | is                                                                     |
 * |-----------------|------------------------------------------------------------------------|
 * | `file:path`     | one word, its name and what it holds                                   |
 * | `mask:mode?`    | a word that may be left out (`*` any number of words, `+` at least one)|
 * | `script:path/c` | a word that is absent when option `-c` is given                        |
 * | `{test:child}`  | a block: a command line that is started as a child process             |
 * | `{then:exec}`   | a block the program turns into                                         |
 * | `{values:words}`| a block of words; of `keys`, `directives`, `cases`, `handlers`, `pairs`|
 * | `{values:words*}`| a block that may be empty                                             |
 * | `{pids:words*}?`| a block that may be left out                                           |
 * | `...`           | the rest of the chain, which the program turns into                    |
 * | `...:child`     | the rest of the chain, started as a child                              |
 * | `[...]`         | a rest that may be empty                                               |
 *
 * and one line an option, under the word the manual calls it by:
 *
 *     insist: "i: die when the variable is not set"
 *     default: "D string: value when it is not set"
 *     maximum: "P uint @2.9.7.0: at most this many at once"       (exists since 2.9.7.0)
 *     maximum: "c uint <2.15.0.0: at most this many services"     (gone since 2.15.0.0)
 */
export interface Entry {
  /** One line, without a full stop. */
  readonly purpose: string;
  readonly synopsis: string;
  /** Absent where the program reads no options at all, so that `--` and `-x` are plain words to it. */
  readonly options?: Readonly<Record<string, OptionEntry>>;
  /** Sets of options of which one at most makes sense; the last one given wins. */
  readonly exclusive?: readonly (readonly string[])[];
  /** The set of options of which one must be given. */
  readonly required?: readonly string[];
  /** What it substitutes in everything after it: an operand's name, and the option letter that makes it do so. */
  readonly substitutes?: readonly [operand: string, letter?: string];
  /** The rest of the chain runs once for each iteration. */
  readonly loops?: true;
  /** First version of its package that has it, when that is newer than Debian 12's. */
  readonly since?: string;
  /** First version of its package that has it no more. */
  readonly until?: string;
  /** Since this version it reads long options too: mostly `--word`, the word in kebab case. */
  readonly long?: string;
  readonly aliases?: readonly string[];
}

type Versions = "" | ` @${string}` | ` <${string}`;
export type OptionEntry = `${string}${"" | ` ${Holds}`}${Versions}: ${string}`;

/** What a word holds. */
export type Holds =
  | "string"
  | "path"
  | "uint"
  | "octal"
  | "ms"
  | "fd"
  | "key"
  | "envname"
  | "glob"
  | "regex"
  | "delims"
  | "char"
  | "codes"
  | "script"
  | "signal"
  | "state"
  | "fields"
  | "account"
  | "gids"
  | "ids"
  | "timeouts"
  | "limit"
  | "mode"
  | "expression"
  | "optstring"
  | "events"
  | "directives"
  | "address";

/** What a block holds; `child` and `exec` are command lines. */
export type Contents = "child" | "exec" | "words" | "keys" | "directives" | "cases" | "handlers" | "pairs";

/** One program, as the linter, the editor and the DSL read it. */
export interface Program {
  readonly name: string;
  readonly package: Package;
  readonly purpose: string;
  readonly sequence: readonly Operand[];
  readonly options: readonly Option[];
  /** False where the program reads no options: every word is an operand. */
  readonly getopt: boolean;
  readonly exclusive: readonly (readonly string[])[];
  readonly required: readonly string[];
  readonly substitutes: { readonly operand: string; readonly when: string | undefined } | undefined;
  readonly loops: boolean;
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly long: string | undefined;
}

export type Package = "execline" | "s6";

export interface Option {
  readonly letter: string;
  /** The manual's word, as the DSL writes it. */
  readonly word: string;
  /** What its argument holds; absent for a switch. */
  readonly takes: Holds | undefined;
  readonly meaning: string;
  readonly since: string | undefined;
  readonly until: string | undefined;
}

export type Operand = Positional | BlockOperand | ChainOperand;

export interface Positional {
  readonly kind: "positional";
  readonly name: string;
  readonly holds: Holds;
  readonly count: "one" | "optional" | "any" | "some";
  /** Letter of the option that makes it absent. */
  readonly absentWith: string | undefined;
}

export interface BlockOperand {
  readonly kind: "block";
  readonly name: string;
  readonly holds: Contents;
  readonly mayBeEmpty: boolean;
  readonly optional: boolean;
}

export interface ChainOperand {
  readonly kind: "chain";
  readonly mayBeEmpty: boolean;
  /** How the rest of the chain is run: the program turns into it, or starts it and waits. */
  readonly runs: "exec" | "child";
}

/** The records of a table written in the notation. */
export function readTable(from: Package, table: Readonly<Record<string, Entry>>): Program[] {
  return Object.entries(table).flatMap(([name, entry]) =>
    [name, ...(entry.aliases ?? [])].map((each) => readEntry(from, each, entry)),
  );
}

function readEntry(from: Package, name: string, entry: Entry): Program {
  const {
    purpose,
    synopsis,
    options,
    exclusive = [],
    required = [],
    substitutes,
    loops,
    since,
    until,
    long,
  } = entry;
  return {
    name,
    package: from,
    purpose,
    sequence: synopsis === "" ? [] : synopsis.split(" ").map(readOperand),
    options: Object.entries(options ?? {}).map(([word, option]) => readOption(word, option)),
    getopt: options !== undefined,
    exclusive,
    required,
    substitutes: substitutes && { operand: substitutes[0], when: substitutes[1] },
    loops: loops ?? false,
    since,
    until,
    long,
  };
}

const OPERAND =
  /^(?<open>\[)?\.\.\.(?<child>:child)?\]?$|^\{(?<block>[^:]+):(?<contents>[a-z]+)(?<empty>\*)?\}(?<left>\?)?$|^(?<name>[^:]+):(?<holds>[a-z]+)(?<count>[?*+])?(?:\/(?<letter>.))?$/;

const COUNTS = { "?": "optional", "*": "any", "+": "some" } as const;

function readOperand(text: string): Operand {
  const { open, child, block, contents, empty, left, name, holds, count, letter } =
    OPERAND.exec(text)!.groups!;
  if (block !== undefined) {
    return {
      kind: "block",
      name: block,
      holds: contents as Contents,
      mayBeEmpty: empty !== undefined,
      optional: left !== undefined,
    };
  }
  if (name !== undefined) {
    return {
      kind: "positional",
      name,
      holds: holds as Holds,
      count: count === undefined ? "one" : COUNTS[count as keyof typeof COUNTS],
      absentWith: letter,
    };
  }
  return { kind: "chain", mayBeEmpty: open !== undefined, runs: child === undefined ? "exec" : "child" };
}

const OPTION =
  /^(?<letter>\S)(?: (?<takes>[a-z]+))?(?: @(?<since>\S+))?(?: <(?<until>\S+))?: (?<meaning>.+)$/;

function readOption(word: string, text: string): Option {
  const { letter, takes, since, until, meaning } = OPTION.exec(text)!.groups!;
  return { letter: letter!, word, takes: takes as Holds | undefined, meaning: meaning!, since, until };
}
