import type { Entry } from "./notation.ts";

const AUTOIMPORT = {
  autoimport: "E: substitute the variable in the rest of the chain and take it out of the environment",
  noAutoimport: "e: only set the variable (the default)",
} as const;

const ITERATION = {
  parallel: "p: start all iterations at once",
  maximum: "P uint @2.9.7.0: at most this many iterations at once",
  ok: "o codes: go on after these exit codes, stop after any other",
  break: "x codes: stop after these exit codes",
} as const;

const LINES = {
  noChomp: "N: keep the delimiter in the value",
  chomp: "n: strip the delimiter (the default)",
  crunch: "C: skip empty elements",
  noCrunch: "c: keep empty elements (the default)",
  null: "0: elements end with a null character",
  delim: "d delims: any of these characters ends an element; empty: netstrings",
} as const;

const TRUTH = {
  not: "n: negate the test",
  crash: "X: a test killed by a signal counts as false",
} as const;

/** Programs that run blocks: conditions, loops, children. */
export const CONTROL = {
  foreground: {
    purpose: "run a block and wait for it, then exec the rest whatever happened",
    synopsis: "{prog1:child} [...]",
  },
  background: {
    purpose: "start a block without waiting, then exec the rest",
    synopsis: "{prog1:child} [...]",
    options: { doublefork: "d: start it as a grandchild, so that the rest inherits no zombie" },
  },
  if: {
    purpose: "run a block, exec the rest only if it succeeded",
    synopsis: "{test:child} [...]",
    options: {
      ...TRUTH,
      succeed: "t: exit 0 when the test is false",
      exit: "x uint: exit with this code when the test is false",
    },
    exclusive: [["succeed", "exit"]],
  },
  ifelse: {
    purpose: "exec a block if the test succeeds, else the rest",
    synopsis: "{test:child} {then:exec} [...]",
    options: TRUTH,
  },
  ifte: {
    purpose: "exec one of two blocks as the rest, the test, decides",
    synopsis: "{then:exec} {else:exec} ...:child",
    options: TRUTH,
  },
  ifthenelse: {
    purpose: "run one of two blocks as the test decides, then exec the rest",
    synopsis: "{test:child} {then:child} {else:child} [...]",
    options: {
      crash: TRUTH.crash,
      sequence: "s: exec the chosen block with the rest appended",
    },
  },
  case: {
    purpose: "exec the block of the first pattern that matches, else the rest",
    synopsis: "value:string {cases:cases*} [...]",
    options: {
      shell: "s: shell patterns",
      regex: "S: regular expressions (the default)",
      basic: "e: basic regular expressions; with -s a backslash is an ordinary character",
      extended: "E: extended regular expressions (the default); with -s a backslash escapes",
      noSubmatches: "n: export no submatches (the default); with -s a wildcard matches a slash",
      submatches: "N: export the submatches as positional parameters; with -s a wildcard matches no slash",
      caseless: "i: ignore case; with -s a wildcard matches no leading dot",
    },
    exclusive: [
      ["shell", "regex"],
      ["basic", "extended"],
      ["noSubmatches", "submatches"],
    ],
  },
  forx: {
    purpose: "run the rest once for each word of a block",
    synopsis: "variable:envname {values:words*} [...:child]",
    options: { ...ITERATION, ...AUTOIMPORT },
    exclusive: [
      ["ok", "break"],
      ["autoimport", "noAutoimport"],
    ],
    substitutes: ["variable", "E"],
    loops: true,
  },
  forstdin: {
    purpose: "run the rest once for each line of standard input",
    synopsis: "variable:envname ...:child",
    options: { ...ITERATION, ...AUTOIMPORT, ...LINES },
    exclusive: [
      ["ok", "break"],
      ["autoimport", "noAutoimport"],
      ["chomp", "noChomp"],
      ["crunch", "noCrunch"],
      ["null", "delim"],
    ],
    substitutes: ["variable", "E"],
    loops: true,
  },
  forbacktickx: {
    purpose: "run the rest once for each line a block prints",
    synopsis: "variable:envname {gen:child} [...:child]",
    options: { ...ITERATION, ...AUTOIMPORT, ...LINES },
    exclusive: [
      ["ok", "break"],
      ["autoimport", "noAutoimport"],
      ["chomp", "noChomp"],
      ["crunch", "noCrunch"],
      ["null", "delim"],
    ],
    substitutes: ["variable", "E"],
    loops: true,
  },
  loopwhilex: {
    purpose: "run the rest again while it succeeds",
    synopsis: "...:child",
    options: {
      not: "n: run it again while it fails",
      ok: "o codes: run it again after these exit codes (0 by default)",
      break: "x codes: run it again until one of these exit codes",
    },
    exclusive: [["ok", "break"]],
    loops: true,
  },
  pipeline: {
    purpose: "start a block and pipe its output into the rest",
    synopsis: "{prog1:child} ...",
    options: {
      doublefork: "d: start it as a grandchild, so that the rest inherits no zombie",
      read: "r: the block writes and the rest reads (the default)",
      write: "w: the rest writes and the block reads",
    },
    exclusive: [["read", "write"]],
  },
  wait: {
    purpose: "wait for children of this process",
    synopsis: "{pids:words*}? [...]",
    options: {
      noInsist: "I: go on when the time is over (the default)",
      insist: "i: exit 99 when the time is over",
      all: "a: wait for all of them (the default)",
      one: "o: wait for one of them and set ! and ?",
      reap: "r: only reap those that are already dead",
      timeout: "t ms: how long to wait, in milliseconds",
    },
    exclusive: [
      ["insist", "noInsist"],
      ["all", "one"],
      ["reap", "timeout"],
    ],
    long: "2.9.9.0",
  },
  trap: {
    purpose: "run the rest as a child, and a block when a signal comes",
    synopsis: "{handlers:handlers} ...:child",
    options: { transfer: "x: send every other signal on to the child" },
  },
  tryexec: {
    purpose: "exec a block, or the rest where that cannot be done",
    synopsis: "{prog1:exec} [...]",
    options: {
      not: "n: try the rest first",
      clear: "c: empty environment for the first try",
      login: "l: put a dash before its argv[0]",
      argv0: "a string: its argv[0]",
    },
  },
} as const satisfies Record<string, Entry>;
