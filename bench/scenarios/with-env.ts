import type { Contender } from "../contender.ts";
import { interleave, Samples } from "../scenario.ts";
import type { Bench, Scenario } from "../scenario.ts";
import { runsCmd } from "./life.ts";

type RunsWithEnv = Contender & Required<Pick<Contender, "cmd" | "withEnv">>;

const CALLS = 20;

/** What it costs to run a program through `with-env`, seen by a CMD that runs one again and again, with it and without. */
export const withEnv: Scenario = {
  name: "with-env",
  async run({ containers, contenders, runs, progress }: Bench) {
    const samples = new Samples();
    const able = contenders.filter((c): c is RunsWithEnv => runsCmd(c) && c.withEnv !== undefined);
    await interleave(able, Math.ceil(runs / 4), async ({ cmd, withEnv, layer }, round) => {
      for (const [row, prefix] of [
        ["a program", []],
        ["with-env a program", [withEnv]],
      ] as const) {
        const argv = cmd(["/bench/probe", "calls", `${CALLS}`, ...prefix, "/bench/probe", "nothing"]);
        const { calls } = await containers.run({ argv, layers: layer ? [layer] : [], status: 0 });
        if (round !== undefined) for (const call of calls) samples.add(row, { "a call": call });
      }
      progress("with-env");
    });
    return [{ id: "with-env", title: "with-env", figures: samples.figures("ms", "a program") }];
  },
};
