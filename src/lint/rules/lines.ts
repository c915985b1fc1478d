import type { Report } from "../finding.ts";
import { nameOf, programOf } from "../../parse/program-of.ts";
import { nextOf, type Site, type Subject } from "../subject.ts";
import { usageOf } from "./usage.ts";
import { startsLine } from "./words.ts";

/** Utilities that start no other program: what follows them in their chain is only more arguments. */
const ENDS = new Set(
  "basename cat chgrp chmod chown cp cut date df dirname du echo false grep head hostname id install kill ln ls mkdir mkfifo mount mv printf pwd readlink rm rmdir sed sleep sort sync tail tar test touch tr true umount uname uniq wc s6-cat s6-chmod s6-chown s6-echo s6-hiercopy s6-ln s6-ls s6-mkdir s6-mkfifo s6-mount s6-printenv s6-rmrf s6-sleep s6-sync s6-test s6-touch s6-true s6-umount".split(
    " ",
  ),
);

/** Lines that are read as something else than they look like: line ends mean nothing to execline. */
export function lines(subject: Subject, report: Report): void {
  for (const site of subject.sites) {
    if (site.program === undefined) utility(site, subject, report);
    else if (site.program.loops) loop(site, report);
    else end(subject, site, report);
  }
}

function utility(site: Site, { siteOf }: Subject, report: Report): void {
  const next = nextOf(site);
  const before = siteOf.get(site.chain.links[site.index - 1]!);
  const isBlock = before?.given?.faults.some(({ kind }) => kind === "missing-block");
  if (next === undefined || isBlock || !ENDS.has(site.name ?? "")) return;
  // Anything else may be an argument that begins a line.
  if (programOf(next.argv[0]) === undefined && !ENDS.has(nameOf(next) ?? "")) return;
  report("EL1111", next, ...moreArguments(site.name!));
}

/** Words after a program of the table that ends its chain. */
function end({ source }: Subject, { name, program, given, instruction }: Site, report: Report): void {
  if (program!.sequence.some(({ kind }) => kind === "chain")) return;
  const surplus = given!.faults.flatMap((fault) => (fault.kind === "surplus" ? fault.items : []));
  const { col } = instruction.position!;
  const isStart = (item: (typeof instruction.argv)[number]): boolean =>
    surplus.length > 0 || (item.position!.col <= col && programOf(item) !== undefined);
  const items = surplus.length > 0 ? surplus : instruction.argv.slice(1);
  const line = items.find((item) => startsLine(source, item) && isStart(item));
  if (line !== undefined) report("EL1111", line, ...moreArguments(name!));
  else if (surplus.length > 0)
    report("EL1109", surplus[0]!, `${name} takes no such argument`, usageOf({ program }));
}

const moreArguments = (name: string): [what: string, hint: string] => [
  `this line is only more arguments of ${name}`,
  `${name} ends its chain; put what must run before it into a foreground block`,
];

/** Everything to the end of the block is the body of a loop, however it is indented. */
function loop({ name, instruction, chain, index }: Site, report: Report): void {
  const { col } = instruction.position!;
  const [first, ...rest] = chain.links.slice(index + 1);
  if (first === undefined || first.position!.col <= col) return;
  const outside = rest.find(({ position }) => position!.col <= col);
  if (outside === undefined) return;
  const hint = `put ${name} and what it runs into a foreground block`;
  report("EL1120", outside, `this line too is run in each round of ${name}`, hint);
}
