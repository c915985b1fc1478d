import type { Entry } from "./notation.ts";

/** Programs that change what the rest of the chain inherits: directory, environment, descriptors, parameters. */
export const STATE = {
  cd: {
    purpose: "change the working directory",
    synopsis: "path:path ...",
    aliases: ["execline-cd"],
  },
  umask: {
    purpose: "set the file mode creation mask",
    synopsis: "mask:octal ...",
    aliases: ["execline-umask"],
  },
  "posix-cd": {
    purpose: "change the working directory as POSIX says",
    synopsis: "path:path? [...]",
    options: {
      logical: "L: keep symbolic links in PWD (the default)",
      physical: "P: resolve symbolic links",
    },
    exclusive: [["logical", "physical"]],
  },
  "posix-umask": {
    purpose: "set or print the file mode creation mask as POSIX says",
    synopsis: "mask:mode? [...]",
    options: { symbolic: "S: print it in symbolic form" },
  },
  export: {
    purpose: "set an environment variable",
    synopsis: "variable:envname value:string ...",
  },
  unexport: {
    purpose: "unset an environment variable",
    synopsis: "variable:envname ...",
  },
  "export-array": {
    purpose: "set an environment variable to a list of words",
    synopsis: "variable:envname {values:words} ...",
    options: { delim: "d char @2.9.8.0: put this character after each word, instead of netstrings" },
    since: "2.9.7.0",
  },
  emptyenv: {
    purpose: "empty the environment, or clean it",
    synopsis: "...",
    options: {
      keepPath: "p: keep PATH",
      keepLdLibraryPath: "l @2.9.8.0: keep LD_LIBRARY_PATH",
      cleanup: "c: only unset what execline itself uses",
      popElgetopt: "o: pop the ELGETOPT_ variables",
      popExecline: "P: pop the positional parameters",
    },
    long: "2.9.8.0",
  },
  envfile: {
    purpose: "load lines of KEY=VALUE from a file into the environment",
    synopsis: "file:path ...",
    options: {
      insist: "i: a missing file is an error (the default)",
      noInsist: "I: a missing file is no error",
    },
    exclusive: [["insist", "noInsist"]],
  },
  exec: {
    purpose: "exec the rest under another argv[0], or without an environment",
    synopsis: "...",
    options: {
      clear: "c: empty environment",
      login: "l: put a dash before argv[0]",
      argv0: "a string: argv[0]",
    },
  },
  redirfd: {
    purpose: "open a file on a descriptor",
    synopsis: "fd:fd file:path ...",
    options: {
      read: "r: for reading",
      write: "w: for writing; create it, or empty it",
      update: "u: for reading and writing; it must exist",
      append: "a: for writing at its end; create it",
      exclusive: "x: for writing; create it, it must not exist",
      nonblock: "n: open it without blocking",
      block: "N @2.9.9.0: open it blocking",
      switchBlock: "b: flip the blocking mode after opening",
      open: "f @2.9.9.0: the first operand is the variable that gets the descriptor",
      autoimport: "E @2.9.9.0: with -f, substitute the variable in the rest of the chain",
      noAutoimport: "e @2.9.9.0: with -f, only set the variable",
    },
    exclusive: [
      ["read", "write", "update", "append", "exclusive"],
      ["autoimport", "noAutoimport"],
    ],
    required: ["read", "write", "update", "append", "exclusive"],
    substitutes: ["fd", "E"],
    long: "2.9.9.0",
  },
  fdmove: {
    purpose: "move a descriptor onto another number",
    synopsis: "to:fd from:fd ...",
    options: { copy: "c: copy it" },
  },
  fdclose: {
    purpose: "close a descriptor",
    synopsis: "fd:fd ...",
  },
  fdblock: {
    purpose: "make a descriptor blocking",
    synopsis: "fd:fd ...",
    options: { nonblock: "n: make it non-blocking" },
  },
  fdreserve: {
    purpose: "find unused descriptor numbers and set FD0, FD1...",
    synopsis: "n:uint ...",
  },
  fdswap: {
    purpose: "swap two descriptors",
    synopsis: "fd1:fd fd2:fd ...",
  },
  piperw: {
    purpose: "make a pipe on two descriptors",
    synopsis: "fdr:fd fdw:fd ...",
  },
  heredoc: {
    purpose: "give a text to read on a descriptor",
    synopsis: "fd:fd string:string ...",
    options: { doublefork: "d: write it from a grandchild, so that the rest inherits no zombie" },
  },
  elgetopt: {
    purpose: "read the options of the script's arguments into ELGETOPT_ variables",
    synopsis: "optstring:optstring ...",
    options: { default: "D string: value of an option without an argument" },
  },
  shift: {
    purpose: "drop the first positional parameters",
    synopsis: "...",
    options: {
      words: "n uint: how many words",
      blocks: "b uint: how many blocks",
    },
  },
  runblock: {
    purpose: "exec a block the script was given as arguments",
    synopsis: "n:uint [...]",
    options: {
      keep: "P: leave the positional parameters in the environment",
      skip: "n uint: skip this many words first",
      rest: "r: skip n blocks and exec the arguments left",
    },
  },
} as const satisfies Record<string, Entry>;
