import { existsIn } from "../../facts/index.ts";
import { shortSynopsisOf } from "../../facts/synopsis.ts";
import type { GivenOperand } from "../../parse/match.ts";
import { programOf } from "../../parse/program-of.ts";
import type { Report } from "../finding.ts";
import { nextOf, type Site, type Subject } from "../subject.ts";
import { quoted } from "./words.ts";

/** Programs against the table: what they are called, the options and arguments they take, what must follow them. */
export function usage(subject: Subject, report: Report): void {
  for (const site of subject.sites) {
    if (site.instruction.argv[0]!.kind === "Block") strayBlock(site, subject, report);
    if (site.program === undefined) continue;
    existence(subject, site, report);
    options(subject, site, report);
    operands(site, report);
    rest(site, report);
  }
}

function strayBlock({ chain, index, instruction }: Site, { siteOf }: Subject, report: Report): void {
  const before = siteOf.get(chain.links[index - 1]!);
  if (before !== undefined && fromNextLine(before).length > 0) return;
  const count = before?.program?.sequence.filter(({ kind }) => kind === "block").length ?? 0;
  const hint =
    count === 0
      ? "a chain begins with the name of a program"
      : `${before!.name} takes ${count === 1 ? "one block" : `${count} blocks`}; what comes next must be a program`;
  report("EL1108", instruction.argv[0]!, "this block is where a program is expected", hint);
}

/** Operands for which a program took what was to be the next instruction. */
export function fromNextLine({ given }: Site): readonly GivenOperand[] {
  const operands = given?.operands ?? [];
  return operands.filter(({ operand, items: [item] }) => {
    const isOne = operand.kind === "positional" && operand.count === "one";
    return isOne && item?.kind === "Word" && item.newline === true && programOf(item) !== undefined;
  });
}

function existence({ versions }: Subject, { program, instruction }: Site, report: Report): void {
  const { name, package: from, since, until } = program!;
  if (existsIn(versions, from, program!)) return;
  const [what, hint] = since
    ? [`${from} ${versions[from]} has no ${name}`, `it came with ${from} ${since}`]
    : [`${from} ${versions[from]} has no ${name} any more`, `it went with ${from} ${until}`];
  report("EL1102", instruction.argv[0]!, what, hint);
}

function options({ versions }: Subject, site: Site, report: Report): void {
  const { name, options: known, exclusive, required, package: from } = site.program!;
  const { options: given, faults } = site.given!;
  for (const { letter, option, word } of given) {
    if (option === undefined) {
      const list = known
        .filter((each) => existsIn(versions, from, each))
        .map((each) => `-${each.letter}`)
        .join(" ");
      const flag = letter.startsWith("-") ? letter : `-${letter}`;
      report("EL1103", word, `${name} has no option ${flag}`, list === "" ? "it has none" : `it has ${list}`);
    } else if (!existsIn(versions, from, option)) {
      const when = option.since
        ? `it came with ${from} ${option.since}`
        : `it went with ${from} ${option.until}`;
      report("EL1104", word, `${name} -${letter} does not exist in ${from} ${versions[from]}`, when);
    }
  }
  for (const fault of faults) {
    if (fault.kind !== "missing-argument") continue;
    const { letter, takes, meaning } = fault.option;
    report("EL1105", fault.word, `${name} -${letter} lacks its argument`, `give it a ${takes}: ${meaning}`);
  }
  for (const words of exclusive) {
    const rivals = given.filter(({ option }) => option !== undefined && words.includes(option.word));
    const other = rivals.find(({ letter }) => letter !== rivals[0]!.letter);
    if (other === undefined) continue;
    const [one, two] = [rivals[0]!.letter, other.letter];
    report(
      "EL1114",
      other.word,
      `${name} is given -${one} and -${two}`,
      `only the last one counts; leave one out`,
    );
  }
  const isDynamic = site.instruction.argv.some(
    (item) => item.kind === "Word" && typeof item.parts[0] === "object",
  );
  if (
    required.length > 0 &&
    !isDynamic &&
    !given.some(({ option }) => option && required.includes(option.word))
  ) {
    const letters = known.filter(({ word }) => required.includes(word)).map(({ letter }) => `-${letter}`);
    report(
      "EL1119",
      site.instruction.argv[0]!,
      `${name} is not told how`,
      `give one of ${letters.join(" ")}`,
    );
  }
}

function operands(site: Site, report: Report): void {
  const { name, getopt, sequence } = site.program!;
  const start = site.instruction.argv[0]!;
  const [, first] = site.instruction.argv;
  const takesOptions =
    getopt || sequence.some((each) => each.kind === "positional" && each.holds === "expression");
  const flag = first?.kind === "Word" ? first.parts[0] : undefined;
  if (!takesOptions && typeof flag === "string" && /^-(?:[a-zA-Z]|-$)/.test(flag)) {
    report("EL1117", first!, `${name} takes ${flag} as a plain argument`, "it reads no options");
  }
  for (const { operand, items } of fromNextLine(site)) {
    const what = `${name} takes this for its ${operand.name}`;
    report("EL1106", items[0]!, what, usageOf(site));
  }
  for (const fault of site.given!.faults) {
    if (fault.kind === "missing-word") {
      const before = fault.at === undefined ? "" : " before the block";
      report("EL1106", fault.at ?? start, `${name} lacks its ${fault.operand.name}${before}`, usageOf(site));
    } else if (fault.kind === "missing-block") {
      const at = fault.at ?? start;
      const instead = fault.at?.kind === "Word" ? `, not the word ${quoted(fault.at)}` : "";
      report("EL1107", at, `${name} needs the block { ${fault.operand.name} } here${instead}`, usageOf(site));
    }
  }
  for (const { operand, items } of site.given!.operands) {
    const [item] = items;
    if (operand.kind !== "block" || operand.mayBeEmpty || item?.kind !== "Block") continue;
    if (item.chain.links.length > 0) continue;
    report("EL1113", item, `${name}'s block { ${operand.name} } is empty`, "put a program into it");
  }
}

function rest(site: Site, report: Report): void {
  const { name, substitutes, loops } = site.program!;
  const { chain, faults } = site.given!;
  if (nextOf(site) !== undefined || site.holds === "directives" || chain === undefined) return;
  if (faults.some(({ kind }) => kind === "missing-block")) return;
  const start = site.instruction.argv[0]!;
  if (!chain.mayBeEmpty) {
    report("EL1110", start, `${name} has no program after it`, `it must end with one: ${usageOf(site)}`);
  } else if (substitutes !== undefined || loops) {
    report(
      "EL1118",
      start,
      `${name} has no program after it`,
      "so it does nothing; add the program, or take it away",
    );
  }
}

/** What a program would have taken. */
export const usageOf = ({ program }: Pick<Site, "program">): string => `it is ${shortSynopsisOf(program!)}`;
