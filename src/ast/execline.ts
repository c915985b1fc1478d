import type { Position } from "./diagnostic.ts";

/**
 * The tree of an execline script. The compiler's DSL builds it, the parser reads it, one printer writes it.
 *
 * execline itself knows only words and blocks; which of them belong to one program is read from the table of
 * facts. A chain is therefore a list of instructions: one program each, with its options, positionals and blocks.
 */
export interface Script {
  readonly kind: "Script";
  /** The interpreter line without `#!`, as `/bin/execlineb -S0`; absent when the text had none. */
  readonly shebang?: string;
  readonly chain: Chain;
}

export interface Chain {
  readonly kind: "Chain";
  readonly links: readonly Instruction[];
  /** Comments after the last instruction. */
  readonly trailing: readonly Comment[];
}

/** One program with its arguments. What follows it in its chain is what it execs. */
export interface Instruction {
  readonly kind: "Instruction";
  /** At least one item; the first is the program's name unless it comes from a substitution. */
  readonly argv: readonly Item[];
  /** The rest of the chain runs once an iteration (forx, forstdin, forbacktickx, loopwhilex). */
  readonly loops: boolean;
  /** Names this instruction substitutes in everything after it. */
  readonly binds: readonly string[];
  /** Comments on the lines before it. */
  readonly leading: readonly Comment[];
  /** A blank line stood right before it, after its comments. */
  readonly spaced?: boolean;
  /** Its own text, from its first item to its last, to be printed untouched. */
  readonly verbatim?: string;
  readonly position?: Position;
}

export type Item = Word | Block;

/** One argument. Its text is what `execlineb` hands on: quotes and escapes are gone, `${x}` is still there. */
export interface Word {
  readonly kind: "Word";
  readonly parts: readonly Part[];
  /** How a parsed script wrote it, quotes and escapes included; a printer keeps it. */
  readonly spelling?: string;
  /** The author began a line with it inside its instruction. */
  readonly newline?: boolean;
  /** Stands in front of its blanks: execlineb glues a brace with a backslash after it to what comes next. */
  readonly stray?: string;
  readonly leading?: readonly Comment[];
  readonly position?: Position;
}

/** Literal text, or a place where a substitution of that name may put a value. */
export type Part = string | Ref;

/** `${name}`; `style` is `bare` where the script wrote `$name`. */
export interface Ref {
  readonly kind: "Ref";
  readonly name: string;
  readonly style?: "bare";
}

export interface Block {
  readonly kind: "Block";
  readonly chain: Chain;
  /** The same, in front of the word that ends it. */
  readonly stray?: string;
  readonly leading?: readonly Comment[];
  readonly position?: Position;
}

/** One `#` comment, without the `#` and the blank after it. */
export interface Comment {
  readonly kind: "Comment";
  readonly text: string;
  /** A blank line stood before it. */
  readonly spaced: boolean;
  /** It stood on the line of what comes before it. */
  readonly inline?: boolean;
  readonly position?: Position;
}
