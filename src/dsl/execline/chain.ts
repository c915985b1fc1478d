import type { Position } from "../../ast/diagnostic.ts";
import type { EnvName } from "../environment.ts";
import type { ExeclineMethods, Flags, S6Methods } from "./signature.ts";
import type { Var, Word, Words } from "./words.ts";

declare const END: unique symbol;

/** Proof that a chain was given its last program. Only {@link Chain.into}, {@link Chain.exit} and loops give one. */
export interface End {
  readonly [END]: true;
}

/** A program that ends a chain, with its arguments: what `run`, `eltest`, `exit` and `s6.*` make. */
export interface Command {
  readonly kind: "Command";
  readonly words: readonly Words[];
  readonly position?: Position;
}

/**
 * What goes into a `{ block }`: one command, or a chain of its own.
 *
 *     x.foreground(run("mkdir", "-p", dir));              // foreground { mkdir -p ${dir} }
 *     x.foreground((x) => {                               // foreground {
 *       x.redirfd(1, "/dev/null", { write: true });       //   redirfd -w 1 /dev/null
 *       return x.into(run("ls"));                         //   ls
 *     });                                                 // }
 *
 * Both end in a program, so an empty block cannot be written. Call the inner handle `x` too: it hides the outer one.
 */
export type Block = Command | ((x: Chain) => End);

/**
 * A chain being written. Every call adds one program, in order; what comes after it is what that program execs.
 *
 * There is a method for every program of execline that chains, and one in {@link Chain.s6} for every program of s6
 * that does. Operands come as the manual lists them, then the options by the manual's words:
 *
 *     x.if(eltest("-d", dir), { exit: 1 });               // if -x 1 { eltest -d ${dir} }
 *     x.redirfd(0, "/dev/null", { read: true });          // redirfd -r 0 /dev/null
 *     const pid = x.getpid("pid");                        // getpid -E pid
 *     const host = x.backtick("host", run("hostname"));   // backtick -E host { hostname }
 *     x.s6.setuidgid("nobody");                           // s6-setuidgid nobody
 *
 * Loops take the rest of the chain as a function, and end it:
 *
 *     return x.forx("dir", ["/a", "/b"], (x, dir) =>      // forx -E dir { /a /b }
 *       x.into(run("ls", dir)));                          //   ls ${dir}
 */
export interface Chain extends Omit<ExeclineMethods, keyof Substitutions>, Substitutions {
  /** The programs of s6 that chain. */
  readonly s6: S6Methods;

  /**
   * A program of neither execline nor s6 that execs the rest of its arguments.
   *
   *     x.chainload("nice", "-n", 5);                     // nice -n 5
   */
  chainload(program: Word, ...args: readonly Words[]): void;

  /**
   * Ends the chain with a program.
   *
   *     return x.into(run("nginx", "-g", "daemon off;")); // nginx -g "daemon off;"
   *     return x.into(argv.all);                          // $@
   */
  into(program: Command | Var<"many">): End;

  /** Ends the chain with `exit`. */
  exit(code: Word): End;
}

/** The programs that substitute; each gives the variable that stands for its value. */
export interface Substitutions {
  /**
   * The value of one of ignity's variables, or its default in `environment.ts`.
   *
   *     x.importas("wait", "IGNITY_CMD_WAIT_FOR_SERVICES")   // importas -D 0 wait IGNITY_CMD_WAIT_FOR_SERVICES
   */
  importas<const F extends ImportasFlags = {}>(key: string, envvar: EnvName, flags?: F): Var<CountOf<F>>;

  /**
   * The value of any other variable. Where it is not set, the whole word would vanish: so say what happens then.
   *
   *     x.importasOf("home", "HOME", { default: "/" })       // importas -D / home HOME
   *     x.importasOf("code", "?", { insist: true })          // importas -i code ?
   */
  importasOf<const N extends string, const F extends ImportasFlags>(
    key: string,
    envvar: Other<N>,
    flags: F & Unset,
  ): Var<CountOf<F>>;

  /** A value of one's own: `define dir /run/x`. With `split`, any number of words. */
  define<const F extends Flags<"define"> = {}>(key: string, value: Word, flags?: F): Var<CountOf<F>>;

  /** The paths that match: `elglob -0 files /etc/x/*`. */
  elglob(key: string, pattern: Word, flags?: Flags<"elglob">): Var<"many">;

  /**
   * The words of a value, each under a key of its own.
   *
   *     const { uid, gid } = x.multidefine("1:2", ["uid", "gid"], { delim: ":" });   // multidefine -d : 1:2 { uid gid }
   */
  multidefine<const Keys extends readonly string[], const F extends MultidefineFlags = {}>(
    value: Word,
    keys: Keys,
    flags?: F,
  ): Fields<Keys, F>;

  /**
   * Several substitutions at once, none of which sees another's value. The names of the record are the keys.
   *
   *     const { wait, files } = x.multisubstitute((m) => ({  // multisubstitute {
   *       wait: m.importas("IGNITY_CMD_WAIT_FOR_SERVICES"),  //   importas -D 0 wait IGNITY_CMD_WAIT_FOR_SERVICES
   *       files: m.elglob("/etc/x/*", { null: true }),       //   elglob -0 files /etc/x/*
   *     }));                                                 // }
   */
  multisubstitute<const Bound extends Record<string, Var<"one" | "many"> | Positionals<number>>>(
    directives: (m: Directives) => Bound,
  ): Bound;

  /** The arguments of a script that keeps them in its environment (options "" and "-p"): `elgetpositionals -P 2`. */
  elgetpositionals(flags?: Flags<"elgetpositionals">): Positionals<number>;
}

/** The substitutions inside a `multisubstitute`: as those of a chain, without the key. */
export interface Directives {
  importas<const F extends ImportasFlags = {}>(envvar: EnvName, flags?: F): Var<CountOf<F>>;
  importasOf<const N extends string, const F extends ImportasFlags>(
    envvar: Other<N>,
    flags: F & Unset,
  ): Var<CountOf<F>>;
  define<const F extends Flags<"define"> = {}>(value: Word, flags?: F): Var<CountOf<F>>;
  elglob(pattern: Word, flags?: Flags<"elglob">): Var<"many">;
  /** Its variables keep their names: spread them into the record. */
  multidefine<const Keys extends readonly string[], const F extends MultidefineFlags = {}>(
    value: Word,
    keys: Keys,
    flags?: F,
  ): Fields<Keys, F>;
  /** The arguments, under any name: `argv: m.elgetpositionals()`. */
  elgetpositionals(flags?: Flags<"elgetpositionals">): Positionals<number>;
}

type ImportasFlags = Flags<"importas">;
type MultidefineFlags = Flags<"multidefine">;
/** What the value is when the variable is not set. */
type Unset = { readonly insist: true } | { readonly default: Word };
type CountOf<F> = F extends { split: true } ? "many" : "one";

/** A name that is not ignity's. One that begins with `IGNITY_` must be one of the table. */
type Other<N extends string> = N extends `IGNITY_${string}` ? EnvName : N;

/** The variables of a multidefine; an empty key skips a word. */
type Fields<Keys extends readonly string[], F> = {
  readonly [Key in Exclude<Keys[number], "">]: Var<
    F extends { null: true }
      ? "many"
      : F extends { rest: true }
        ? Keys extends readonly [...string[], Key]
          ? "many"
          : "one"
        : "one"
  >;
};

/** The script's arguments. */
export type Positionals<Known extends number> = {
  /** `$@`: all of them. */
  readonly all: Var<"many">;
  /** `$#`: how many there are. */
  readonly count: Var<"one">;
} & {
  /** `$0`, the script itself, and `$1`... as many as the script's options say there are. */
  readonly [Index in Known]: Var<"one">;
};
