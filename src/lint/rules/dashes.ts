import { literal } from "../../parse/program-of.ts";
import type { Report } from "../finding.ts";
import type { Subject } from "../subject.ts";
import { mayBeginWithDash } from "./substitution.ts";
import { quoted } from "./words.ts";

/** A value at the place of an option: the program takes one that begins with a dash for options. */
export function dashes({ sites }: Subject, report: Report): void {
  for (const { program, given, instruction, scope } of sites) {
    if (!program?.getopt || program.options.length === 0) continue;
    const { operand, items } = given!.operands[0] ?? {};
    const [word] = items ?? [];
    if (operand?.kind !== "positional" || word?.kind !== "Word" || typeof word.parts[0] === "string")
      continue;
    const [ref, text] = word.parts;
    // All arguments are passed on, options among them; or a directory's path goes on.
    if (ref?.name === "@" || (typeof text === "string" && text.startsWith("/"))) continue;
    const at = instruction.argv.indexOf(word);
    if (literal(instruction.argv[at - 1]) === "--" || !mayBeginWithDash(ref, scope)) continue;
    const { offset } = word.position!;
    const fix = [{ offset: offset!, length: 0, text: "-- " }];
    report(
      "EL1115",
      word,
      `${program.name} reads options from ${quoted(word)} when it begins with a dash`,
      "write -- before it",
      fix,
    );
  }
}
