import type { Entry } from "./notation.ts";

const AUTOIMPORT = {
  autoimport: "E: substitute the variable in the rest of the chain and take it out of the environment",
  noAutoimport: "e: only set the variable (the default)",
} as const;

const TRANSFORM = {
  split: "s: split the value into words",
  noChomp: "N: keep a trailing delimiter (the default)",
  chomp: "n: remove one trailing delimiter",
  crunch: "C: a run of delimiters counts as one",
  noCrunch: "c: every delimiter counts (the default)",
  delim: "d delims: the characters that delimit words; with -s, empty: netstrings",
} as const;

const TRANSFORM_EXCLUSIVE = [
  ["chomp", "noChomp"],
  ["crunch", "noCrunch"],
] as const;

const NEWLINE = {
  noChomp: "N: keep the last newline",
  chomp: "n: remove one trailing newline (the default)",
} as const;

/** Programs that put values into the rest of the chain. */
export const SUBSTITUTION = {
  define: {
    purpose: "substitute a literal value",
    synopsis: "key:key value:string [...]",
    options: TRANSFORM,
    exclusive: TRANSFORM_EXCLUSIVE,
    substitutes: ["key"],
  },
  importas: {
    purpose: "substitute the value of an environment variable",
    synopsis: "key:key envvar:envname/S [...]",
    options: {
      insist: "i: die when the variable is not set",
      default: "D string: value when it is not set",
      unexport: "u: also take the variable out of the environment",
      same: "S @2.9.6.0: the variable has the key's name",
      ...TRANSFORM,
    },
    exclusive: [["insist", "default"], ...TRANSFORM_EXCLUSIVE],
    substitutes: ["key"],
  },
  elglob: {
    purpose: "substitute the paths that match a pattern",
    synopsis: "key:key pattern:glob [...]",
    options: {
      verbose: "v: warn about what cannot be read",
      strict: "w: die on what cannot be read",
      sort: "s: sort the matches",
      mark: "m: end directories with a slash",
      noEscape: "e: a backslash in the pattern is an ordinary character",
      null: "0: no word at all when nothing matches, instead of the pattern itself",
      chomp: "n @2.9.6.0: with -d, no delimiter after the last match",
      delim: "d char @2.9.6.0: one word, with this character after each match; empty: netstrings",
    },
    exclusive: [["verbose", "strict"]],
    substitutes: ["key"],
  },
  elgetpositionals: {
    purpose: "substitute the positional parameters found in the environment",
    synopsis: "[...]",
    options: { minimum: "P uint: substitute at least this many, missing ones by empty words" },
  },
  multidefine: {
    purpose: "split a value over several keys",
    synopsis: "value:string {keys:keys} [...]",
    options: {
      null: "0: a key too many gives no word, instead of an empty one",
      rest: "r: the last key takes all words left",
      noChomp: TRANSFORM.noChomp,
      chomp: TRANSFORM.chomp,
      crunch: TRANSFORM.crunch,
      noCrunch: TRANSFORM.noCrunch,
      delim: "d delims: the characters that delimit words; empty: netstrings",
    },
    exclusive: TRANSFORM_EXCLUSIVE,
    substitutes: ["keys"],
  },
  multisubstitute: {
    purpose: "do several substitutions at once, none of which sees another's value",
    synopsis: "{directives:directives*} ...",
    substitutes: ["directives"],
  },
  backtick: {
    purpose: "run a block and keep what it prints in a variable",
    synopsis: "variable:envname {prog1:child} [...]",
    options: {
      insist: "i: die when the block fails or prints a null character (the default)",
      noInsist: "I: on failure, keep what was printed",
      unset: "x: on failure, unset the variable",
      default: "D string: value on failure",
      ...NEWLINE,
      ...AUTOIMPORT,
    },
    exclusive: [
      ["insist", "noInsist", "unset", "default"],
      ["chomp", "noChomp"],
      ["autoimport", "noAutoimport"],
    ],
    substitutes: ["variable", "E"],
  },
  withstdinas: {
    purpose: "keep all of standard input in a variable",
    synopsis: "variable:envname [...]",
    options: {
      insist: "i: die when it holds a null character",
      noInsist: "I: unset the variable when it holds a null character",
      default: "D string: value when it holds a null character",
      ...NEWLINE,
      ...AUTOIMPORT,
    },
    exclusive: [
      ["insist", "noInsist", "default"],
      ["chomp", "noChomp"],
      ["autoimport", "noAutoimport"],
    ],
    substitutes: ["variable", "E"],
  },
  getcwd: {
    purpose: "keep the working directory in a variable",
    synopsis: "variable:envname ...",
    options: AUTOIMPORT,
    exclusive: [["autoimport", "noAutoimport"]],
    substitutes: ["variable", "E"],
  },
  getpid: {
    purpose: "keep the process id in a variable",
    synopsis: "variable:envname ...",
    options: { ...AUTOIMPORT, parent: "P: the parent's", own: "p: its own (the default)" },
    exclusive: [
      ["autoimport", "noAutoimport"],
      ["parent", "own"],
    ],
    substitutes: ["variable", "E"],
  },
} as const satisfies Record<string, Entry>;
