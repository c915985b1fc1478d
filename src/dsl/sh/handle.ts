import type { Checked, Command, Fn, Prefix } from "./commands.ts";
import type { Parameter, Positionals, Var, VarName } from "./parameters.ts";
import type { Redirectable } from "./redirects.ts";
import type { Arm } from "./arms.ts";
import type { Split } from "./split.ts";
import type { Text, Word, Words } from "./words.ts";

/** What a block holds: the calls it makes on the handle it is given. At least one. */
export type Body<Handle> = (s: Handle) => void;

/** A command, or a block: one command is written as it is, several as `{ ...; }`. */
export type Operand<Handle> = Command | Body<Handle>;

/** A simple command that was recorded; redirections and values for it alone are added to it. */
export interface RecordedSimple extends Redirectable {
  /** `LC_ALL=C sort`: values for this command only. */
  with<const P extends Prefix>(prefix: Checked<P>): this;
}

/** An `if` that was recorded. */
export interface RecordedIf<Handle> extends Redirectable {
  /** `elif condition; then` */
  elif(condition: Command, then: Body<Handle>): RecordedIf<Handle>;
  /** `else` */
  else(otherwise: Body<Handle>): Redirectable;
}

export type Signal =
  | "ABRT"
  | "ALRM"
  | "CHLD"
  | "CONT"
  | "HUP"
  | "INT"
  | "PIPE"
  | "PWR"
  | "QUIT"
  | "TERM"
  | "TSTP"
  | "TTIN"
  | "TTOU"
  | "USR1"
  | "USR2"
  | "WINCH";

/** A letter of `set`: on with `-`, off with `+`. */
export type ShellOption = `${"-" | "+"}${"a" | "b" | "C" | "e" | "f" | "m" | "u" | "v" | "x"}`;

/**
 * Records the statements of a script, or of one block of it, in order.
 *
 * What a method and a value of the same name share (`s.run` and `run`, `s.or` and `or`) is the same command: the
 * method makes a statement of it, the value goes where a command is asked for.
 */
export interface Sh {
  /** A program or a builtin: `mkdir -p "$dir"`. */
  run(program: Words, ...args: readonly Words[]): RecordedSimple;
  /** `printf '%s\n' "$x"`, written `s.printf("%s\n", x)`. */
  printf(format: string, ...args: readonly Words[]): RecordedSimple;
  /** A call of a function: `warn "$x"`. */
  call(fn: Fn, ...args: readonly Words[]): RecordedSimple;
  /** A command made as a value. */
  do(command: Command): void;
  /** `exec program ...`: nothing can follow. */
  exec(program: Words, ...args: readonly Words[]): RecordedSimple;
  /** Redirections of the shell itself: `s.redirect().from(file, 3)` is `exec 3<file`. */
  redirect(): Redirectable;
  /** `exit 1`; without a code, with the one of the command before. */
  exit(code?: number | Text): void;

  /**
   * `x=value`. A name makes a variable and gives its token; a token sets that variable again.
   *
   *     const dir = s.set("dir", word`${run}/envs`);   // dir="$run/envs"
   *     s.set(dir, "/tmp");                            // dir=/tmp
   */
  set<const Name extends string>(variable: Var | VarName<Name>, value: Word): Var;
  /** Makes a variable that `read`, `getopts` or `set` gives its value later. Prints nothing. */
  var<const Name extends string>(name: VarName<Name>): Var;
  /** `export a b` */
  export(variable: Var, ...more: readonly Var[]): void;
  /** `unset a b` */
  unset(variable: Var, ...more: readonly Var[]): void;
  /** `read -r a b` */
  read(variable: Var, ...more: readonly Var[]): RecordedSimple;
  /** `set -- a b`: new positionals, which `argv` then is. */
  setArgs(...args: readonly Words[]): void;
  /** `set -f` */
  setOption(option: ShellOption): void;
  /** `shift`, or `shift 2`. */
  shift(count?: number | Text): void;

  /**
   * `a && b`. A block may stand for any but the first: `a && { ...; }`, or without braces when it holds one command.
   *
   *     s.and(test("-e", file), (s) => s.continue());   // [ -e "$file" ] && continue
   */
  and(first: Command, second: Operand<this>, ...more: readonly Operand<this>[]): void;
  /** `a || b`, as for `and`. */
  or(first: Command, second: Operand<this>, ...more: readonly Operand<this>[]): void;
  /** `a | b`. What a block of it sets ends with it. */
  pipe(first: Operand<Sh>, second: Operand<Sh>, ...more: readonly Operand<Sh>[]): void;
  /** `command &`. Gives its process, `"$!"`, which is good until the next one: `s.set("child", s.background(...))`. */
  background(command: Operand<Sh>): Parameter;

  /**
   * `if condition; then`, and `.elif(...)`, `.else(...)`.
   *
   *     s.if(test("-d", dir), (s) => {...}).else((s) => {...});   // if [ -d "$dir" ]; then ... else ... fi
   */
  if(condition: Command, then: Body<this>): RecordedIf<this>;
  /**
   * `while condition; do`. To read a file line by line, as it is:
   *
   *     const line = s.var("line");
   *     s.while(read(line).with({ IFS: "" }), (s) => {...}).from(file);
   *     // while IFS="" read -r line; do ... done <"$file"
   */
  while(condition: Command, body: Body<this & InLoop>): Redirectable;
  /** `until condition; do` */
  until(condition: Command, body: Body<this & InLoop>): Redirectable;
  /**
   * `for name in words; do`. Its variable is known in the body only.
   *
   *     s.for("file", [glob`${dir}/*`], (s, file) => {...});   // for file in "$dir"/*; do ... done
   */
  for<const Name extends string>(
    name: VarName<Name>,
    words: readonly [Words | Split, ...(Words | Split)[]],
    body: (s: this & InLoop, item: Var) => void,
  ): Redirectable;
  /**
   * `case word in`; each arm by `when`.
   *
   *     s.case(
   *       argv[1],
   *       when(["start", "restart"], (s) => s.run("up")),   // start | restart) ...
   *       when(pattern`-*`, (s) => s.exit(100)),            // -*) ...
   *       when("stop"),                                     // stop) ;;
   *     );
   */
  case(word: Word, ...arms: readonly [Arm<this>, ...Arm<this>[]]): Redirectable;
  /** `{ ...; }`, so that a redirection is for all of it. */
  group(body: Body<this>): Redirectable;
  /** `( ... )`: what it sets, and where it goes by `cd`, ends with it. */
  subshell(body: Body<Sh>): Redirectable;
  /**
   * `name() { ... }`. Whether a call of it can come back is seen from its body: what follows one that cannot is refused.
   *
   *     const warn = s.fn("warn", (s, argv) => s.printf("hello: %s\n", argv.joined).to(stderr));
   *     s.call(warn, "no", file);   // warn no "$file"
   */
  fn(name: string, body: (s: Sh & InFunction, argv: Positionals) => void): Fn;

  /** `trap '...' TERM INT`. The variables in it have the values of when the signal comes. */
  trap(signals: readonly [TrapSignal, ...TrapSignal[]], action: Body<Sh>): void;
  /** `trap "" HUP`: they do nothing, to the programs it starts neither. */
  ignore(signal: Signal, ...more: readonly Signal[]): void;
  /** `trap - TERM`: they do again what they do by default. */
  untrap(signal: TrapSignal, ...more: readonly TrapSignal[]): void;

  /** One line of sh as it stands, for what there are no words for here. Nothing in it is quoted or checked. */
  raw(text: string): void;
}

export type TrapSignal = Signal | "EXIT";

/** What only a loop has. */
export interface InLoop {
  /** `break`, out of as many loops as said. */
  break(loops?: number): void;
  /** `continue`, with the next turn of as many loops out as said. */
  continue(loops?: number): void;
}

/** What only a function has. */
export interface InFunction {
  /** `return 1`; without a code, with the one of the command before. */
  return(code?: number | Text): void;
}
