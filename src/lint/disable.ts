import type { Instruction, Item } from "../ast/execline.ts";
import { CODES, type Code } from "./codes.ts";
import { finding, type Finding } from "./finding.ts";
import type { Subject } from "./subject.ts";

/** `# ignity-disable EL1201 EL1203: the reason`; the colon may be left out. */
const DISABLE = /^ignity-disable(-file)?\b((?:[\s,]*\bEL[0-9]+\b)*)\s*:?\s*(.*)$/;

interface Disabling {
  readonly codes: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly at: Finding["position"];
}

/**
 * Takes away what a comment disables: on its own line, in what follows it, where it stands alone (`-file`: in the
 * whole file). It needs a reason after the codes; one without, or one that disables nothing, is a finding itself.
 */
export function applyDisabling(subject: Subject, found: readonly Finding[]): readonly Finding[] {
  const about: Finding[] = [];
  const disablings = subject.comments.flatMap(({ comment, before }) => {
    const match = DISABLE.exec(comment.text);
    if (match === null) return [];
    const [, whole, list = "", reason = ""] = match;
    const codes = list.split(/[\s,]+/).filter((code) => code !== "");
    const at = comment.position!;
    if (reason === "" || codes.length === 0 || codes.some((code) => !(code in CODES))) {
      const hint = "write # ignity-disable EL1201: and why";
      about.push(finding("EL1901", comment, "this names no code of the linter, or no reason", hint));
      return [];
    }
    const [first, last] = whole
      ? [1, Infinity]
      : linesOf(comment.inline ? undefined : before, at.line, subject);
    return [{ codes, first, last, at }];
  });
  const used = new Set<string>();
  const kept = found.filter(({ code, position: { line } }) => {
    const by = disablings.filter(
      ({ codes, first, last }) => codes.includes(code) && first <= line && line <= last,
    );
    for (const each of by) used.add(keyOf(each, code));
    return by.length === 0;
  });
  for (const each of disablings) {
    for (const code of each.codes) {
      if (used.has(keyOf(each, code))) continue;
      about.push(
        finding("EL1902", { position: each.at }, `there is no ${code} to disable here`, "take it away"),
      );
    }
  }
  return [...kept, ...about];
}

const keyOf = ({ at }: Disabling, code: Code | string): string => `${at.offset} ${code}`;

function linesOf(node: Instruction | Item | undefined, line: number, { source }: Subject): [number, number] {
  const { offset, length } = node?.position ?? {};
  if (offset === undefined) return [line, line];
  const lines = source.slice(offset, offset + length!).split("\n").length;
  return [line, node!.position!.line + lines - 1];
}
