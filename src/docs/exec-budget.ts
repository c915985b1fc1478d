import type { Budget } from "../cost/stage.ts";
import type { Starts } from "../cost/starts.ts";
import { stepsOfSh } from "../cost/sh.ts";
import type { Sourced, Stage } from "../emit/tree.ts";
import { table } from "./table.ts";

/** `docs/exec-budget.md`: how many processes each script of the root file system starts, and which steps do. */
export function execBudgetPage(
  stages: readonly Sourced[],
  budgets: ReadonlyMap<string, Budget | undefined>,
): string {
  const scripts = stages
    .map(({ stage }) => ({ stage, budget: budgets.get(stage.path) }))
    .filter((script): script is Script => script.budget !== undefined)
    .toSorted((a, b) => (a.stage.path < b.stage.path ? -1 : 1));
  const totals = scripts.map(({ stage, budget }) => [`\`${stage.path}\``, ...numbers(budget)]);
  return `# Exec budget

Code generated from src/stages; DO NOT EDIT.

How many processes a script starts, as the compiler reads it from what it emits. A fork is one; a program that takes the
place of the one before is none. The same figures are in the manifest, \`generated.json\`. \`test/budget\` holds what strace
sees of them in real containers: the tests fail when that is outside of these bounds, or is not what is usual.

- **best** and **worst** are of runs that succeed, with every branch thought possible. A branch that rules another out is
  not known to, so the worst may be more than any run needs.
- **usual** is the run that takes no \`if\`, no \`&&\` after a test and no turn of a loop, and never needs what is after
  \`||\`, but where the author of a stage says otherwise. With that it is what a container does that runs a CMD as root,
  with its own PID 1, every parameter at its default and nothing in \`/etc/ignity\`, until that CMD ends: there strace
  counts the same for each script, with dash.
- A turn of a loop is on top, for each turn.
- What a program starts that a script only names is that program's affair.
- The counts are dash's. A busybox that has a utility built in may run it without starting anything.

Below the table are the functions, and the steps outside of them, that do not start the same number in every run.

${table(["script", "best", "usual", "worst", "and for each turn of"], totals)}${scripts.map(section).join("")}`;
}

interface Script {
  readonly stage: Stage;
  readonly budget: Budget;
}

/** Its steps that are not the same in every run; nothing where there are none. */
function section({ stage }: Script): string {
  const steps = stage.language === "sh" ? stepsOfSh(stage.tree) : [];
  if (steps.length === 0) return "";
  const rows = steps.map((step) => [code(step.text), ...numbers({ ...step.starts, usual: step.usual })]);
  return `\n## ${stage.path}\n\n${table(["step", "best", "usual", "worst", "and for each turn of"], rows)}`;
}

function numbers({ least, usual, most, each }: Budget): string[] {
  return [`${least}`, `${usual}`, `${most}`, Object.entries(each).map(turn).join("; ")];
}

function turn([loop, { least, most, each }]: [string, Starts]): string {
  const inner = Object.entries(each).map(turn);
  const own = least === most ? `${most}` : `${least} to ${most}`;
  return `${code(loop)}: ${[own, ...inner].join(", with ")}`;
}

const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``;
