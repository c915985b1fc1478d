import { IgnityError } from "../../ast/diagnostic.ts";
import type {
  AndOr,
  Assignment,
  Group,
  Redirect,
  ShBody,
  ShCommand,
  ShWord,
  Simple,
  Subshell,
} from "../../ast/sh.ts";
import { callSite } from "../call-site.ts";
import type { Var, VarName } from "./parameters.ts";
import { Redirectable } from "./redirects.ts";
import { checkName, type Unit } from "./scope.ts";
import { shWord, Text, type Word, type Words } from "./words.ts";

/** A command as a value: a condition, or a part of a list, a pipeline or a capture. */
export interface Command {
  readonly node: ShCommand;
}

/** Values that are set for one command only, by name: `LC_ALL=C sort`. */
export type Prefix = Readonly<Record<string, Word>>;

/** A prefix whose names are those of variables. */
export type Checked<P extends Prefix> = {
  readonly [Name in keyof P]: Name extends VarName<Name & string> ? P[Name] : never;
};

export class CommandValue<Node extends ShCommand & Redirected> extends Redirectable implements Command {
  readonly node: Node;
  constructor(node: Node) {
    super();
    this.node = node;
  }
  protected redirect(redirect: Redirect): this {
    return this.copy(redirected(this.node, redirect));
  }
  protected copy(node: Node): this {
    return new (this.constructor as new (node: Node) => this)(node);
  }
}

export class SimpleValue extends CommandValue<Simple> {
  /** `IFS="" read -r line`: values for this command only. */
  with<const P extends Prefix>(prefix: Checked<P>): this {
    return this.copy(prefixed(this.node, prefix));
  }
}

export interface Redirected {
  readonly redirects: readonly Redirect[];
}

export const redirected = <Node extends Redirected>(node: Node, redirect: Redirect): Node => ({
  ...node,
  redirects: [...node.redirects, redirect],
});

export const prefixed = (node: Simple, prefix: Prefix): Simple => ({
  ...node,
  assignments: [
    ...node.assignments,
    ...Object.entries(prefix).map(([name, value]) => assignment(name, value)),
  ],
});

export function assignment(name: string, value: Word): Assignment {
  checkName(name, "variable");
  return { kind: "Assignment", name, value: shWord(value) };
}

export const simple = (words: readonly Words[], assignments: readonly Assignment[] = []): Simple => ({
  kind: "Simple",
  assignments,
  words: words.map(shWord),
  redirects: [],
});

/** A function of the script, made by `s.fn`. */
export class Fn {
  readonly name: string;
  readonly unit: Unit;
  constructor(name: string, unit: Unit) {
    this.name = name;
    this.unit = unit;
  }
}

/** A program or a builtin with its arguments: `grep -q "$x" file`. */
export function run(program: Words, ...args: readonly Words[]): SimpleValue {
  return new SimpleValue(simple([program, ...args]));
}

/** `printf '%s\n' "$x"`: control characters and backslashes of the format are written as printf's own escapes. */
export function printf(format: string, ...args: readonly Words[]): SimpleValue {
  return run(
    "printf",
    format.replace(/[\\\n\t\r]/g, (character) => ESCAPES[character]!),
    ...args,
  );
}
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };

/** A call of a function of the script: `warn "$x"`. */
export function call(fn: Fn, ...args: readonly Words[]): SimpleValue {
  const node = simple([fn.name, ...args]);
  callees.set(node.words[0]!, fn.unit);
  return new SimpleValue(node);
}

/** `x=value`, for where a command is meant: `s.or(set(x, capture(...)), ...)`. */
export function set(variable: Var, value: Word): Command {
  return { node: simple([], [assignment(variable.name, value)]) };
}

/** `read -r line`. False at the end of the file; a last line without its newline is read, and false. */
export function read(variable: Var, ...more: readonly Var[]): SimpleValue {
  return run("read", "-r", ...[variable, ...more].map(({ name }) => name));
}

/** `getopts n:t: option`: true while there are options. */
export function getopts(letters: string, option: Var): SimpleValue {
  return run("getopts", letters, option.name);
}

/** `! command` */
export function not(command: Command): Command {
  return { node: { kind: "Not", command: command.node } };
}

/** `a && b` */
export function and(first: Command, second: Command, ...more: readonly Command[]): Command {
  return andOr("&&", [first, second, ...more]);
}

/** `a || b` */
export function or(first: Command, second: Command, ...more: readonly Command[]): Command {
  return andOr("||", [first, second, ...more]);
}

/** `a | b` */
export function pipe(first: Command, second: Command, ...more: readonly Command[]): Command {
  return { node: { kind: "Pipeline", commands: [first, second, ...more].map(({ node }) => node) } };
}

/** `{ a; b; }`, so that a redirection is for all of them. */
export function group(first: Command, ...more: readonly Command[]): CommandValue<Group> {
  return new CommandValue({ kind: "Group", body: bodyOf([first, ...more]), redirects: [] });
}

/** `(a; b)`: what they set, and where they `cd`, ends with them. */
export function subshell(first: Command, ...more: readonly Command[]): CommandValue<Subshell> {
  return new CommandValue({ kind: "Subshell", body: bodyOf([first, ...more]), redirects: [] });
}

/** `"$(command)"`: what it prints, less the newlines at its end. */
export function capture(command: Command): Text {
  return new Text([{ kind: "Capture", command: command.node }]);
}

/** One line of sh as it stands, for what the DSL has no words for. Nothing in it is quoted or checked. */
export function raw(text: string): Command {
  if (!text.includes("\n")) return { node: { kind: "Raw", text } };
  throw new IgnityError("IG031", "raw sh holds a newline", "write one raw line for each", callSite());
}

const andOr = (operator: AndOr["operator"], commands: readonly Command[]): Command => ({
  node: { kind: "AndOr", operator, commands: commands.map(({ node }) => node) },
});

const bodyOf = (commands: readonly Command[]): ShBody => ({
  kind: "ShBody",
  statements: commands.map(({ node }) => ({ kind: "Statement", command: node, leading: [] })),
  trailing: [],
});

const callees = new WeakMap<ShWord, Unit>();

/** The function that a command calls. */
export const calleeOf = ({ words: [name] }: Simple): Unit | undefined => name && callees.get(name);
