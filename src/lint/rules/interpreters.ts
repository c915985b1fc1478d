import type { Instruction, Item, Word } from "../../ast/execline.ts";
import { literal } from "../../parse/program-of.ts";

/** Programs one of whose arguments is a program text or a template, in which `$` has its own meaning. */
const INTERPRETERS =
  /^(?:.*[/-])?(?:(?:ba|da|a|z|k|mk|fi)?sh|busybox|[gmn]?awk|perl|python[0-9.]*|ruby|node|php|sed|jq|make|envsubst|expect|su|tclsh|lua|find|xargs|printf)$/;

/** Index of the first argument that may be such a text; undefined where none is. */
export function codeFrom({ argv }: Instruction): number | undefined {
  const at = argv.findIndex((item) => INTERPRETERS.test(literal(item) ?? ""));
  return at === -1 ? undefined : at + 1;
}

/** Shells, and others with the option that is followed by a program text; awk's has none. */
const TEXTS: readonly (readonly [name: RegExp, option: RegExp | undefined])[] = [
  [/^(?:.*\/)?(?:ba|da|a|z|k|mk)?sh$/, /^-[a-z]*c$/],
  [/^(?:.*\/)?(?:perl|ruby|node|lua)$/, /^-[a-z]*e$/],
  [/^(?:.*\/)?python[0-9.]*$/, /^-c$/],
  [/^(?:.*[/-])?[gmn]?awk$/, undefined],
];

/** The program text that is written out among the arguments of an instruction, as in `sh -c TEXT`. */
export function codeIn({ argv }: Instruction): Word | undefined {
  for (const [name, option] of TEXTS) {
    const at = argv.findIndex((item) => name.test(literal(item) ?? ""));
    if (at === -1) continue;
    const rest = argv.slice(at + 1);
    const text = option === undefined ? rest.find(isBraced) : rest[after(rest, option)];
    return text?.kind === "Word" ? text : undefined;
  }
  return undefined;
}

/** Index of what follows an option; -1, of nothing, where it is not given. */
function after(items: readonly Item[], option: RegExp): number {
  const at = items.findIndex((item) => option.test(literal(item) ?? ""));
  return at === -1 ? -1 : at + 1;
}

const isBraced = (item: Item): boolean => item.kind === "Word" && /\{.*\}/s.test(item.spelling ?? "");
