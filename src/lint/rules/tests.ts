import type { Instruction, Item } from "../../ast/execline.ts";
import { textOf } from "../../emit/execline-quote.ts";
import { literal, nameOf } from "../../parse/program-of.ts";
import type { Report } from "../finding.ts";
import type { Subject } from "../subject.ts";

/** Tests of a file's type that cannot hold, because the script itself made a directory there. */
export function tests({ sites }: Subject, report: Report): void {
  const directories = new Set(sites.flatMap(({ instruction }) => madeBy(instruction)));
  if (directories.size === 0) return;
  for (const { name, instruction } of sites) {
    if (name !== "eltest" && name !== "test" && name !== "s6-test") continue;
    instruction.argv.forEach((item, i) => {
      const path = pathOf(instruction.argv[i + 1]);
      if (!/^-[fhLpSbc]$/.test(literal(item) ?? "") || path === undefined || !directories.has(path)) return;
      const what = `${name} ${literal(item)} is never true, because this script makes a directory there`;
      report("EL1308", instruction.argv[i + 1]!, what, "test with -d or -e");
    });
  }
}

function madeBy(instruction: Instruction): string[] {
  const name = nameOf(instruction);
  if (name !== "mkdir" && name !== "s6-mkdir") return [];
  const paths = instruction.argv.slice(1).map(pathOf);
  return paths.filter((path) => path !== undefined && !path.startsWith("-")) as string[];
}

function pathOf(item: Item | undefined): string | undefined {
  return item?.kind === "Word" ? textOf(item).replace(/(?<=.)\/+$/, "") : undefined;
}
