import type { Instruction, Word } from "../../ast/execline.ts";
import { literal } from "../../parse/program-of.ts";

/** Programs one of whose arguments is a program text or a template, in which `$` has its own meaning. */
const INTERPRETERS =
  /^(?:.*\/)?(?:(?:ba|da|a|z|k|mk|fi)?sh|busybox|[gmn]?awk|perl|python[0-9.]*|ruby|node|php|sed|jq|make|envsubst|expect|su|tclsh|lua|find|xargs|printf)$/;

/** Index of the first argument that may be such a text; undefined where none is. */
export function codeFrom({ argv }: Instruction): number | undefined {
  const at = argv.findIndex((item) => INTERPRETERS.test(literal(item) ?? ""));
  return at === -1 ? undefined : at + 1;
}

const SHELL = /^(?:.*\/)?(?:ba|da|a|z|k|mk)?sh$/;

/** The script of a `sh -c SCRIPT` among the arguments of an instruction. */
export function shellScript({ argv }: Instruction): Word | undefined {
  const at = argv.findIndex((item) => SHELL.test(literal(item) ?? ""));
  if (at === -1) return undefined;
  const option = argv.findIndex((item, i) => i > at && /^-[a-z]*c$/.test(literal(item) ?? ""));
  const script = option === -1 ? undefined : argv[option + 1];
  return script?.kind === "Word" ? script : undefined;
}
