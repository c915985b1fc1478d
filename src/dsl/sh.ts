/** Authoring of POSIX sh scripts: see {@link sh} for a script, {@link Sh} for what it is written with. */
export { when } from "./sh/arms.ts";
export type { Arm } from "./sh/arms.ts";
export { arith } from "./sh/arith.ts";
export {
  and,
  call,
  capture,
  getopts,
  group,
  not,
  or,
  pipe,
  raw,
  read,
  run,
  set,
  subshell,
} from "./sh/commands.ts";
export type { Command, Fn } from "./sh/commands.ts";
export type { Body, InFunction, InLoop, Sh } from "./sh/handle.ts";
export { env, envOf, optarg, optind, pid, status } from "./sh/parameters.ts";
export type { Parameter, Positionals, Var } from "./sh/parameters.ts";
export { any, glob, pattern } from "./sh/patterns.ts";
export type { PatternLike } from "./sh/patterns.ts";
export { fd, stderr, stdin, stdout } from "./sh/redirects.ts";
export { sh } from "./sh/script.ts";
export type { ShFile, ShOptions, ShProgram } from "./sh/script.ts";
export { split } from "./sh/split.ts";
export { test } from "./sh/test.ts";
export { seldom, usually } from "./sh/usually.ts";
export { word } from "./sh/words.ts";
export type { Text, Word, Words } from "./sh/words.ts";
