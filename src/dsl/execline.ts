/** The authoring surface for execline scripts. See {@link script} and {@link Chain}. */
export { dollarat, eltest, execlineb, exit, homeof, run, s6 } from "./execline/commands.ts";
export { script } from "./execline/script.ts";
export { data, raw, word } from "./execline/words.ts";
export type { Block, Chain, Command, Directives, End, Positionals } from "./execline/chain.ts";
export type { ExeclineScript, Options, Program } from "./execline/script.ts";
export type { Cases, Handlers, Pairs } from "./execline/signature.ts";
export type { Raw, Text, Var, Word, Words } from "./execline/words.ts";
