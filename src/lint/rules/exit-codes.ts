import type { Item } from "../../ast/execline.ts";
import { literal } from "../../parse/program-of.ts";
import type { Report } from "../finding.ts";
import { hasOption, nextOf, refsOf, type Site, type Subject } from "../subject.ts";

/** Exit codes that get lost, and what ? is taken for. */
export function exitCodes(subject: Subject, report: Report): void {
  for (const site of subject.sites) {
    last(site, subject, report);
    status(site, subject, report);
  }
}

/** A foreground or an if that ends its chain. */
function last(site: Site, subject: Subject, report: Report): void {
  const { name, given } = site;
  if (nextOf(site) !== undefined || given === undefined || given.faults.length > 0) return;
  if (!isCodeRead(site, subject)) return;
  // What takes a service of s6-rc down goes on whatever fails.
  if (name === "foreground" && !/(?:^|\/)down$/.test(subject.file)) {
    const what = "nothing follows this foreground, so it succeeds whatever its block does";
    const hint = guards(site)
      ? "write what is in it without foreground; if -t succeeds where its test does not hold"
      : "write the program without foreground, or if { } to keep a failure";
    report("EL1301", site.instruction.argv[0]!, what, hint);
  } else if (name === "if" && !["n", "t", "x", "X"].some((letter) => hasOption(site, letter))) {
    const what = "nothing follows this if, so all it does is turn codes above 127 into 128";
    report("EL1304", site.instruction.argv[0]!, what, "write the program itself");
  }
}

/** Programs that go on, or exit, whatever the code of their block is; of foreground's, ? tells. */
const HEEDLESS = new Set(["foreground", "background", "pipeline"]);

/** Whether anything looks at the code that the chain of a site ends with. */
function isCodeRead({ chain, index, parent }: Site, { siteOf, words }: Subject): boolean {
  const isRepeated = chain.links.slice(0, index).some((link) => goesOn(siteOf.get(link)));
  if (isRepeated) return false;
  if (!HEEDLESS.has(parent?.name ?? "")) return true;
  return parent!.name === "foreground" && words.some(({ word }) => isStatus(word) || literal(word) === "?");
}

/** A loop that goes on whatever the code of a round is. */
const goesOn = (site: Site | undefined): boolean =>
  site?.program?.loops === true &&
  site.name !== "loopwhilex" &&
  !["o", "x"].some((letter) => hasOption(site, letter));

/** Whether what a block does depends on a test that is its own first instruction. */
function guards({ instruction }: Site): boolean {
  const block = instruction.argv.at(-1);
  return block?.kind === "Block" && literal(block.chain.links[0]?.argv[0]) === "if";
}

const isStatus = (item: Item | undefined): boolean =>
  item?.kind === "Word" && item.parts.length === 1 && refsOf(item).some(({ name }) => name === "?");

/** What ? holds: 0 to 255, or 256 and the number of the signal. */
function status(site: Site, subject: Subject, report: Report): void {
  const { name, instruction, scope } = site;
  const [, ...words] = instruction.argv;
  if (name === "exit" && isStatus(words[0]) && scope.find("?") && !subject.sites.some(tellsSignals)) {
    const what = "when a signal killed the program, ? is 256 and its number, and exit makes that 0 to 64";
    report("EL1302", words[0]!, what, "map it first: 256+n is what a shell calls 128+n");
  }
  if (name !== "eltest" && name !== "test" && name !== "s6-test") return;
  words.forEach((word, i) => {
    const against = literal(words[i + 2]);
    const signal = Number(against) - 128;
    if (!isStatus(word) || !/^-eq$|^=$/.test(literal(words[i + 1]) ?? "") || !(signal > 0 && signal < 65))
      return;
    const hint = `a program killed by signal ${signal} leaves ${256 + signal} in ?`;
    report("EL1303", words[i + 2]!, `? is ${against} only when the program itself exits so`, hint);
  });
}

/** A test of whether ? tells of a signal. */
function tellsSignals({ instruction: { argv } }: Site): boolean {
  return argv.some(isStatus) && argv.some((item) => ["255", "256"].includes(literal(item) ?? ""));
}
