import type { Chain } from "../ast/execline.ts";
import { literal } from "../parse/program-of.ts";
import type { Line, Read, Step } from "./line.ts";

/** Utilities that read no variable whose name is none in a shell, as `?`, and start no other program. */
const UTILITIES: ReadonlySet<string> = new Set(
  "basename cat chgrp chmod chown cp date dirname echo eltest exit expr false head id kill ln ls mkdir mkfifo mv printf pwd rm rmdir sleep sync tail tee test touch true tty uname wc".split(
    " ",
  ),
);

/** Whether anything in a line may see the variable `?` as it is in the environment at its beginning. */
export function seesStatus({ steps, end }: Line, read: Read): boolean {
  for (const step of steps) {
    // What runblock runs is not in the script.
    if (step.program.name === "runblock" || importsStatus(step)) return true;
    if (chainsOf(step).some((chain) => seesStatus(read(chain), read))) return true;
    if (hidesStatus(step)) return false;
  }
  const [program] = end;
  return program !== undefined && !UTILITIES.has(literal(program.argv[0]) ?? "");
}

/** What it may run or do before the rest of its chain, or in its place. */
function chainsOf({ given }: Step): readonly Chain[] {
  return given.operands.flatMap(({ operand, items: [item] }) => {
    if (operand.kind !== "block" || item?.kind !== "Block") return [];
    if (operand.holds === "cases" || operand.holds === "handlers") {
      const each = item.chain.links.flatMap(({ argv }) => argv);
      return each.filter((part) => part.kind === "Block").map(({ chain }) => chain);
    }
    return ["child", "exec", "directives"].includes(operand.holds) ? [item.chain] : [];
  });
}

const importsStatus = ({ link, program }: Step): boolean =>
  program.name === "importas" && link.argv.some((item) => (literal(item) ?? "?").includes("?"));

/** Whether what comes after it has another `?`, or none. */
function hidesStatus({ program, given }: Step): boolean {
  const [name] = given.operands.flatMap(({ items }) => items);
  switch (program.name) {
    case "foreground":
      return true;
    case "export":
    case "unexport":
      return literal(name) === "?";
    case "emptyenv":
      return given.options.every(({ letter }) => letter === "p");
    default:
      return false;
  }
}
