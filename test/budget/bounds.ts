import { loadStages } from "../../src/cli/stages.ts";
import { budgetOf } from "../../src/cost/stage.ts";
import type { Starts } from "../../src/cost/starts.ts";
import type { Process } from "./processes.ts";

/** What the links in s6-svscan's directory lead to. */
const HANDLERS: Readonly<Record<string, string>> = {
  ".s6-svscan/SIGTERM": "/usr/lib/ignity/stage3",
  ".s6-svscan/finish": "/usr/lib/ignity/finish",
};

/** No case has more of anything that a script goes through. */
const TURNS = 10;

/**
 * A line for each script that started fewer or more processes than the compiler says it may: in the usual case exactly
 * what it says is usual.
 */
export async function outOfBounds(first: Process, isUsual: boolean): Promise<readonly string[]> {
  const stages = await loadStages("src/stages");
  const budgets = new Map(stages.map(({ stage }) => [stage.path as string, budgetOf(stage)]));
  return runsOf(first).flatMap(({ program, forks }) => {
    const budget = budgets.get(HANDLERS[program] ?? program);
    if (!budget) return [];
    const [least, most] = isUsual ? [budget.usual, budget.usual] : [budget.least, mostOf(budget)];
    return forks >= least && forks <= most
      ? []
      : [`${program}: started ${forks}, and may start ${least} to ${most}`];
  });
}

const mostOf = ({ most, each }: Starts): number =>
  Object.values(each).reduce((sum, turn) => sum + TURNS * mostOf(turn), most);

interface Run {
  readonly program: string;
  forks: number;
}

/** Each program that ran, with what it forked. A process that only forks is a part of the one that forked it. */
function runsOf(process: Process, of?: Run): readonly Run[] {
  const runs: Run[] = [];
  let run = of;
  for (const event of process.events) {
    if (event.kind === "image") runs.push((run = { program: event.program, forks: 0 }));
    if (event.kind === "fork") {
      if (run) run.forks++;
      runs.push(...runsOf(event.child, run));
    }
  }
  return runs;
}
