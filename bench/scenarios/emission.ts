import { run, script } from "../../src/dsl/execline.ts";
import { sh } from "../../src/dsl/sh.ts";
import { Notes } from "../../src/emit/notes.ts";
import { emitTree } from "../../src/emit/tree.ts";
import type { Stage } from "../../src/emit/tree.ts";
import { optimised } from "../../src/passes/index.ts";
import { Samples } from "../scenario.ts";
import type { Bench, Scenario } from "../scenario.ts";

const STEPS = [10, 100, 1000];

/** How long the compiler takes for a script, by its steps: to record and print it, and what the passes take. */
export const emission: Scenario = {
  name: "emission",
  async run({ runs, progress }: Bench) {
    const samples = new Samples();
    // What compiles must itself have been compiled before.
    timesOf(STEPS[1]!);
    for (let round = 0; round < Math.ceil(runs / 16); round++)
      for (const n of STEPS) {
        samples.add(`${n} steps`, timesOf(n));
        progress(`emission: ${n} steps`);
      }
    return [{ id: "emission", title: "Compiling a script", figures: samples.figures("ms") }];
  },
};

function timesOf(n: number): Record<"execline" | "passes" | "sh", number> {
  const [stage, recorded] = timed(() => execlineOf(n));
  const [, printed] = timed(() => print(stage));
  const [, passes] = timed(() => optimised(stage));
  const [, inSh] = timed(() => print(shOf(n)));
  return { execline: recorded + printed, passes, sh: inSh };
}

const execlineOf = (n: number): Stage =>
  script("/bench", "-P", (x) => {
    for (let i = 0; i < n; i++) x.foreground(run("echo", `step ${i}`));
    return x.into(run("true"));
  });

const shOf = (n: number): Stage =>
  sh("/bench", (s) => {
    for (let i = 0; i < n; i++) s.run("echo", `step ${i}`);
  });

const print = (stage: Stage) => emitTree([{ stage, source: import.meta.filename }], new Notes());

function timed<T>(work: () => T): [result: T, ms: number] {
  const begin = performance.now();
  return [work(), performance.now() - begin];
}
