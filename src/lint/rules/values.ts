import type { Item, Part } from "../../ast/execline.ts";
import type { Holds } from "../../facts/index.ts";
import { literal } from "../../parse/program-of.ts";
import type { Located, Report } from "../finding.ts";
import { isSignal } from "../signals.ts";
import { operandOf, type Site, type Subject } from "../subject.ts";

const NUMBER = /^[0-9]+$/;

/** What literal arguments of these kinds must look like, and how that is told. */
const KINDS: Partial<Record<Holds, readonly [test: (text: string) => boolean, allowed: string]>> = {
  uint: [(text) => NUMBER.test(text), "a plain decimal number"],
  ms: [(text) => NUMBER.test(text), "a number of milliseconds"],
  fd: [(text) => NUMBER.test(text), "the number of a descriptor"],
  octal: [(text) => /^[0-7]+$/.test(text), "an octal number"],
  codes: [(text) => /^[0-9]+(?:[,:; ]+[0-9]+)*$/.test(text), "exit codes with commas between them"],
  signal: [isSignal, "a signal's name or number"],
  envname: [(text) => text !== "" && !text.includes("="), "a variable's name: not empty, no = in it"],
  key: [(text) => text !== "" && !/[\\${}]/.test(text), "a name: not empty, none of $ { } \\ in it"],
};

/** Arguments against what the table says they hold, and what blocks of directives hold. */
export function values(subject: Subject, report: Report): void {
  for (const site of subject.sites) {
    if (site.program === undefined) continue;
    for (const { option, value, word } of site.given!.options) {
      const text = textIn(value);
      if (option?.takes !== undefined && text !== undefined) check(option.takes, text, word, site, report);
    }
    for (const { operand, items } of site.given!.operands) {
      if (operand.kind !== "positional") continue;
      for (const item of items) {
        const text = literal(item);
        if (text !== undefined) check(operand.holds, text, item, site, report);
      }
    }
    if (site.name === "exit") exitCode(site, report);
    if (site.holds !== "directives") directives(site, report);
  }
  for (const site of subject.sites) if (site.holds === "directives") directive(site, report);
}

function textIn(value: readonly Part[] | undefined): string | undefined {
  if (value === undefined || value.length > 1) return undefined;
  const [part = ""] = value;
  return typeof part === "string" ? part : undefined;
}

function check(holds: Holds, text: string, at: Located, { program }: Site, report: Report): void {
  const kind = KINDS[holds];
  if (kind === undefined || kind[0](text)) return;
  report("EL1112", at, `${program!.name} cannot use ${JSON.stringify(text)} here`, `it takes ${kind[1]}`);
}

function exitCode(site: Site, report: Report): void {
  const [item] = operandOf(site, "code");
  const code = Number(literal(item));
  if (code > 255) report("EL1112", item!, `exit ${code} exits with ${code % 256}`, "a code is 0 to 255");
}

const DIRECTIVES = ["define", "importas", "elglob", "elgetpositionals", "multidefine"];
const UNTRAPPABLE = /^(?:SIG)?(?:KILL|STOP|CHLD)$/i;

function directive({ name, instruction }: Site, report: Report): void {
  if (name !== undefined && DIRECTIVES.includes(name)) return;
  const what = `${name ?? "this"} is no directive of multisubstitute`;
  report("EL1116", instruction, what, `it takes ${DIRECTIVES.join(", ")}`);
}

/** Blocks of pairs: patterns of case, signals of trap. */
function directives(site: Site, report: Report): void {
  for (const { operand, items } of site.given!.operands) {
    const [block] = items;
    if (operand.kind !== "block" || block?.kind !== "Block") continue;
    if (operand.holds !== "cases" && operand.holds !== "handlers") continue;
    const first = operand.holds === "cases" ? "a pattern" : "a signal";
    for (const { argv, position } of block.chain.links) {
      const [word, body, ...more] = argv;
      const isPair = word?.kind === "Word" && body?.kind === "Block" && more.length === 0;
      if (!isPair) {
        const hint = `${site.program!.name} takes ${first} and a block, again and again`;
        report("EL1116", { position: position! }, `this is not ${first} and its block`, hint);
      } else if (operand.holds === "handlers") signal(word, report);
    }
  }
}

function signal(word: Item, report: Report): void {
  const name = literal(word);
  if (name === undefined || name === "default") return;
  if (!isSignal(name))
    report("EL1116", word, `trap knows no signal ${name}`, "use a name such as TERM, or default");
  else if (UNTRAPPABLE.test(name)) report("EL1116", word, `${name} cannot be trapped`, "leave it out");
}
