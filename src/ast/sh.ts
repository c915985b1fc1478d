import type { Position } from "./diagnostic.ts";
import type { Comment } from "./execline.ts";

/**
 * The tree of a POSIX sh script. The DSL builds it, one printer writes it.
 *
 * The names are those of the shell command language in POSIX. Every text is data: what the shell would read as
 * more than itself (an expansion, a live glob) is a node of its own, so that quoting is the printer's business alone.
 */
export interface ShScript {
  readonly kind: "ShScript";
  /** The interpreter line without `#!`, as `/bin/sh`. */
  readonly shebang: string;
  readonly body: ShBody;
}

/** What a block holds, in order. Never empty, but for an arm of a `case`. */
export interface ShBody {
  readonly kind: "ShBody";
  readonly statements: readonly Statement[];
  /** Comments after the last statement. */
  readonly trailing: readonly Comment[];
}

/** What carries the author's comments: the notes that stood before its call are printed before it. */
export interface Noted {
  readonly leading: readonly Comment[];
  /** A blank line stood right before it, after its comments. */
  readonly spaced?: boolean;
  /** Where the author called for it. */
  readonly position?: Position;
}

/** One command on lines of its own, `command &` when it is in the background. */
export interface Statement extends Noted {
  readonly kind: "Statement";
  readonly command: ShCommand;
  readonly background?: boolean;
}

export type ShCommand =
  | Simple
  | Test
  | Not
  | Pipeline
  | AndOr
  | If
  | While
  | For
  | Case
  | Group
  | Subshell
  | FunctionDefinition
  | Trap
  | Raw;

/** What every command may carry. */
interface Weighed {
  /** Whether it is true in most runs, where its author says so: for the exec budget. It is not printed. */
  readonly usual?: boolean;
}

/** Assignments, words and redirections: a program, a builtin, a call of a function, or only assignments. */
export interface Simple extends Weighed {
  readonly kind: "Simple";
  readonly assignments: readonly Assignment[];
  readonly words: readonly ShWord[];
  readonly redirects: readonly Redirect[];
}

export interface Assignment {
  readonly kind: "Assignment";
  readonly name: string;
  readonly value: ShWord;
}

/** `[ ... ]` */
export interface Test extends Weighed {
  readonly kind: "Test";
  readonly words: readonly ShWord[];
  readonly redirects: readonly Redirect[];
}

/** `! command` */
export interface Not extends Weighed {
  readonly kind: "Not";
  readonly command: ShCommand;
}

/** `a | b`, two commands or more. */
export interface Pipeline extends Weighed {
  readonly kind: "Pipeline";
  readonly commands: readonly ShCommand[];
}

/** `a && b` or `a || b`, two commands or more joined by one operator. */
export interface AndOr extends Weighed {
  readonly kind: "AndOr";
  readonly operator: "&&" | "||";
  readonly commands: readonly ShCommand[];
}

export interface If extends Weighed {
  readonly kind: "If";
  /** The `if` and each `elif`. */
  readonly branches: readonly Branch[];
  readonly otherwise?: Otherwise;
  readonly redirects: readonly Redirect[];
}

export interface Branch extends Noted {
  readonly kind: "Branch";
  readonly condition: ShCommand;
  readonly body: ShBody;
}

export interface Otherwise extends Noted {
  readonly kind: "Otherwise";
  readonly body: ShBody;
}

export interface While extends Weighed {
  readonly kind: "While";
  readonly keyword: "while" | "until";
  readonly condition: ShCommand;
  readonly body: ShBody;
  readonly redirects: readonly Redirect[];
}

export interface For extends Weighed {
  readonly kind: "For";
  readonly name: string;
  readonly words: readonly ShWord[];
  readonly body: ShBody;
  readonly redirects: readonly Redirect[];
}

export interface Case extends Weighed {
  readonly kind: "Case";
  readonly word: ShWord;
  readonly arms: readonly Arm[];
  readonly redirects: readonly Redirect[];
}

/** `a | b)` and what it does; nothing when its body is empty. */
export interface Arm extends Noted {
  readonly kind: "Arm";
  readonly patterns: readonly ShWord[];
  readonly body: ShBody;
}

/** `{ ...; }` */
export interface Group extends Weighed {
  readonly kind: "Group";
  readonly body: ShBody;
  readonly redirects: readonly Redirect[];
}

/** `( ... )` */
export interface Subshell extends Weighed {
  readonly kind: "Subshell";
  readonly body: ShBody;
  readonly redirects: readonly Redirect[];
}

export interface FunctionDefinition extends Weighed {
  readonly kind: "FunctionDefinition";
  readonly name: string;
  readonly body: ShBody;
  readonly redirects: readonly Redirect[];
}

/** `trap action signals`: a body, `''` to ignore them, `-` for what they do by default. */
export interface Trap extends Weighed {
  readonly kind: "Trap";
  readonly action: ShBody | "ignore" | "default";
  readonly signals: readonly string[];
}

/** One line of sh, printed as it is. */
export interface Raw extends Weighed {
  readonly kind: "Raw";
  readonly text: string;
}

export type Redirect = FileRedirect | DupRedirect | HereDocument;

export interface FileRedirect {
  readonly kind: "FileRedirect";
  readonly operator: "<" | ">" | ">>" | "<>";
  readonly fd: number;
  readonly target: ShWord;
}

/** `fd<&source` or `fd>&source`; the source `-` closes it. */
export interface DupRedirect {
  readonly kind: "DupRedirect";
  readonly operator: "<&" | ">&";
  readonly fd: number;
  readonly source: number | "-";
}

/** `<<EOF`. Its text ends in a newline. */
export interface HereDocument {
  readonly kind: "HereDocument";
  readonly fd: number;
  readonly text: ShWord;
}

/** One word of the script: one argument, unless a part of it is `split`, live glob text, or `$@`. */
export interface ShWord {
  readonly kind: "ShWord";
  readonly parts: readonly ShPart[];
}

/** Literal text as the program shall see it, or an expansion. */
export type ShPart = string | Live | Parameter | Arithmetic | Capture;

/** Characters of a pattern that are meant: `*`, `?`, or a whole `[...]`. */
export interface Live {
  readonly kind: "Live";
  readonly text: string;
}

/** `$name`, or `${name...}` with an operation. */
export interface Parameter {
  readonly kind: "Parameter";
  /** A variable, a number, or one of `@ * # ? $ !`. */
  readonly name: string;
  readonly operation?: Operation;
  /** Not quoted: its value becomes as many words as `IFS` makes of it. */
  readonly split?: boolean;
}

/** `${#name}`, or an operator and its word. The word of `#` and `%` is a pattern. */
export type Operation =
  | { readonly operator: "length" }
  | { readonly operator: "-" | ":-" | "+" | ":+" | "#" | "##" | "%" | "%%"; readonly word: ShWord };

/** `$((...))`. Its literal text is operators and numbers; a nested one is put in parentheses. */
export interface Arithmetic {
  readonly kind: "Arithmetic";
  readonly parts: readonly ShPart[];
}

/** `$(...)` */
export interface Capture {
  readonly kind: "Capture";
  readonly command: ShCommand;
  /** As for a parameter. */
  readonly split?: boolean;
}
