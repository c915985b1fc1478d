import type { Item } from "../../ast/execline.ts";
import { textOf } from "../../emit/execline-quote.ts";
import { literal } from "../../parse/program-of.ts";
import type { Report } from "../finding.ts";
import { hasOption, operandOf, type Site, type Subject } from "../subject.ts";

/** Lines that are dropped, descriptors that are closed, waits that never end. */
export function flow(subject: Subject, report: Report): void {
  for (const site of subject.sites) {
    dropped(site, report);
    descriptors(site, subject, report);
    if (/(?:^|\/)finish$/.test(subject.file)) unbounded(site, report);
  }
}

/** forstdin and forbacktickx pass over a last line that no newline ends. */
function dropped(site: Site, report: Report): void {
  const { name, chain, index } = site;
  if (
    (name !== "forstdin" && name !== "forbacktickx") ||
    ["N", "0", "d"].some((letter) => hasOption(site, letter))
  )
    return;
  const source = name === "forbacktickx" ? operandOf(site, "gen")[0] : sourceOf(chain.links[index - 1]);
  const unended = source && unendedText(source);
  if (unended === undefined) return;
  report(
    "EL1306",
    site.instruction.argv[0]!,
    `${name} drops the last line, because ${unended} does not end it`,
    "end it with a newline",
  );
}

/** What stands before forstdin and feeds it: the block of pipeline, or the text of heredoc. */
function sourceOf(before: { readonly argv: readonly Item[] } | undefined): Item | undefined {
  const name = literal(before?.argv[0]);
  if (name === "pipeline") return before!.argv.find(({ kind }) => kind === "Block");
  return name === "heredoc" && literal(before!.argv.at(-2)) === "0" ? before!.argv.at(-1) : undefined;
}

function unendedText(item: Item): string | undefined {
  if (item.kind === "Word") {
    const text = textOf(item);
    return text === "" || text.endsWith("\n") || typeof item.parts.at(-1) !== "string"
      ? undefined
      : "the text";
  }
  const { links } = item.chain;
  const [program, first, ...more] = links.at(-1)?.argv ?? [];
  const name = literal(program);
  if (links.length !== 1 || first?.kind !== "Word") return undefined;
  if (name === "echo" || name === "s6-echo") return literal(first) === "-n" ? `${name} -n` : undefined;
  const format = literal(first);
  const isPrintf = name === "printf" && format !== undefined && more.every(({ kind }) => kind === "Word");
  return isPrintf && !/(?:\n|\\n)$/.test(format) ? "printf" : undefined;
}

function descriptors(site: Site, { siteOf }: Subject, report: Report): void {
  if (site.name !== "fdmove" || hasOption(site, "c")) return;
  const [to, from] = [literal(operandOf(site, "to")[0]), literal(operandOf(site, "from")[0])];
  if (!(to === "2" && from === "1") && !(to === "1" && from === "2")) return;
  if (site.chain.links.slice(site.index + 1).some((link) => opens(from!, siteOf.get(link)))) return;
  report(
    "EL1307",
    site.instruction,
    `this closes descriptor ${from}`,
    `write fdmove -c ${to} ${from} to have both`,
  );
}

/** Whether an instruction puts something into a descriptor. */
function opens(fd: string, site: Site | undefined): boolean {
  if (site?.name !== "fdmove" && site?.name !== "redirfd") return false;
  return [...operandOf(site, "to"), ...operandOf(site, "fd")].some((item) => literal(item) === fd);
}

/** Programs that wait, and the options that keep the wait short. */
const WAITS: Readonly<Record<string, string>> = {
  "s6-svwait": "t",
  "s6-svlisten": "t",
  "s6-svlisten1": "t",
  "s6-ftrig-wait": "t",
  "s6-ftrig-listen": "t",
  "s6-ftrig-listen1": "t",
  "s6-setlock": "nt",
  "s6-svc": "T",
  wait: "rt",
};

function unbounded(site: Site, report: Report): void {
  const { name = "", instruction } = site;
  if (Object.hasOwn(WAITS, name)) {
    if ([...WAITS[name]!].some((letter) => hasOption(site, letter))) return;
    // s6-svc waits only when it is asked to.
    if (name === "s6-svc" && !hasOption(site, "w")) return;
    const what = `${name} may wait for ever, and the service is not restarted meanwhile`;
    report("EL1305", instruction, what, `give it -${WAITS[name]!.at(-1)} and milliseconds`);
  } else if (name === "sleep" && ["infinity", "inf"].includes(literal(instruction.argv[1]) ?? "")) {
    const what = "this never ends, and the service is not restarted meanwhile";
    report("EL1305", instruction, what, "wait for so many seconds");
  }
}
