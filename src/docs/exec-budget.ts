import type { Starts } from "../cost/starts.ts";
import { startsOf } from "../cost/stage.ts";
import { stepsOfSh } from "../cost/sh.ts";
import type { Sourced, Stage } from "../emit/tree.ts";
import { table } from "./table.ts";

/** `docs/exec-budget.md`: how many processes each script of the root file system starts, and which steps do. */
export function execBudgetPage(stages: readonly Sourced[]): string {
  const scripts = stages
    .map(({ stage }) => ({ stage, starts: startsOf(stage) }))
    .filter((script): script is Script => script.starts !== undefined)
    .toSorted((a, b) => (a.stage.path < b.stage.path ? -1 : 1));
  const totals = scripts.map(({ stage, starts }) => [`\`${stage.path}\``, ...numbers(starts)]);
  return `# Exec budget

Code generated from src/stages; DO NOT EDIT.

How many processes a script starts, as the compiler reads it from what it emits. A fork is one; a program that takes the
place of the one before is none. \`test/budget\` holds what strace sees of them in real containers, which is what is
usual, and the tests fail when that is outside of these bounds.

- **best** and **worst** are of runs that succeed, with every branch thought possible. A branch that rules another out is
  not known to, so the worst may be more than any run needs.
- A turn of a loop is on top, for each turn.
- What a program starts that a script only names is that program's affair.
- The counts are dash's. A busybox that has a utility built in may run it without starting anything.

Below the table are the functions, and the steps outside of them, that do not start the same number in every run.

${table(["script", "best", "worst", "and for each turn of"], totals)}${scripts.map(section).join("")}`;
}

interface Script {
  readonly stage: Stage;
  readonly starts: Starts;
}

/** Its steps that are not the same in every run; nothing where there are none. */
function section({ stage }: Script): string {
  const steps = stage.language === "sh" ? stepsOfSh(stage.tree) : [];
  if (steps.length === 0) return "";
  const rows = steps.map((step) => [code(step.text), ...numbers(step.starts)]);
  return `\n## ${stage.path}\n\n${table(["step", "best", "worst", "and for each turn of"], rows)}`;
}

function numbers({ least, most, each }: Starts): string[] {
  return [`${least}`, `${most}`, Object.entries(each).map(turn).join("; ")];
}

function turn([loop, { least, most, each }]: [string, Starts]): string {
  const inner = Object.entries(each).map(turn);
  const own = least === most ? `${most}` : `${least} to ${most}`;
  return `${code(loop)}: ${[own, ...inner].join(", with ")}`;
}

const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``;
