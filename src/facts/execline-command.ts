import type { Entry } from "./notation.ts";

/** Programs that end a chain. */
export const COMMAND = {
  eltest: {
    purpose: "evaluate a test",
    synopsis: "expression:expression*",
  },
  exit: {
    purpose: "exit with a code",
    synopsis: "code:uint?",
  },
  homeof: {
    purpose: "print a user's home directory",
    synopsis: "user:account",
  },
  dollarat: {
    purpose: "print the positional parameters found in the environment",
    synopsis: "",
    options: {
      noNewline: "n: no delimiter after the last one",
      null: "0: end each with a null character",
      delim: "d char: end each with this character; empty: netstrings",
    },
    exclusive: [["null", "delim"]],
  },
  execlineb: {
    purpose: "run an execline script",
    synopsis: "file:path/c args:string*",
    options: {
      ignore: "P: leave the arguments alone",
      set: "p: set # 0 1... without pushing those already there",
      substitute: "S uint: substitute $# $0 $1... $@, this many at least",
      shift: "s uint: the same, but $@ lacks this many first arguments",
      lax: "q: unset EXECLINE_STRICT",
      warn: "w: EXECLINE_STRICT=1, warn about odd blocks",
      strict: "W: EXECLINE_STRICT=2, die on odd blocks",
      nothing: "e @2.9.4.0: ignored",
      command: "c script: the script itself",
    },
    exclusive: [
      ["ignore", "set", "substitute", "shift"],
      ["lax", "warn", "strict"],
    ],
  },
  execline: {
    purpose: "run an execline program by its name, where execline is built as one binary",
    synopsis: "program:string args:string*",
  },
} as const satisfies Record<string, Entry>;
