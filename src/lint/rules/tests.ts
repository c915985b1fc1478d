import type { Instruction, Item } from "../../ast/execline.ts";
import { textOf } from "../../emit/execline-quote.ts";
import { literal, nameOf } from "../../parse/program-of.ts";
import type { Report } from "../finding.ts";
import type { Subject } from "../subject.ts";

/** Tests of a file's type that cannot hold, because there is a directory at the path. */
export function tests({ sites }: Subject, isDirectory: (path: string) => boolean, report: Report): void {
  for (const { name, instruction } of sites) {
    if (name !== "eltest" && name !== "test" && name !== "s6-test") continue;
    instruction.argv.forEach((item, i) => {
      const path = pathOf(instruction.argv[i + 1]);
      if (!/^-[fhLpSbc]$/.test(literal(item) ?? "") || path === undefined || !isDirectory(path)) return;
      const what = `${name} ${literal(item)} is never true, because this is a directory`;
      report("EL1308", instruction.argv[i + 1]!, what, "test with -d or -e");
    });
  }
}

/** The directories a script makes. */
export function directoriesMadeBy({ sites }: Subject): readonly string[] {
  return sites.flatMap(({ instruction }) => madeBy(instruction));
}

function madeBy(instruction: Instruction): readonly string[] {
  const name = nameOf(instruction);
  if (name !== "mkdir" && name !== "s6-mkdir") return [];
  return instruction.argv
    .slice(1)
    .flatMap((item) => pathOf(item) ?? [])
    .filter((path) => !path.startsWith("-"));
}

function pathOf(item: Item | undefined): string | undefined {
  return item?.kind === "Word" ? textOf(item).replace(/(?<=.)\/+$/, "") : undefined;
}
