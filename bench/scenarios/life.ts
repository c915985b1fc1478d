import type { Contender } from "../contender.ts";
import { interleave, Samples } from "../scenario.ts";
import type { Bench, Scenario } from "../scenario.ts";

type RunsCmd = Contender & Required<Pick<Contender, "cmd">>;
export const runsCmd = (contender: Contender): contender is RunsCmd => contender.cmd !== undefined;

/** A container whose CMD ends at once: how long until CMD runs, and how long until the container is gone. */
export const life: Scenario = {
  name: "life",
  async run({ containers, contenders, runs, progress }: Bench) {
    const samples = new Samples();
    await interleave(contenders.filter(runsCmd), runs, async ({ name, cmd, layer }, round) => {
      const { starts, ends, exit } = await containers.run({
        argv: cmd(["/bench/probe"]),
        layers: layer ? [layer] : [],
        status: 0,
      });
      progress(`life: ${name}`);
      const [start = NaN] = starts;
      const [end = NaN] = ends;
      if (round !== undefined)
        samples.add(name, { "boot to CMD": start, "CMD exit to exit": exit - end, "whole life": exit });
    });
    return [{ id: "life", title: "Life of a trivial CMD", figures: samples.figures("ms", "tini") }];
  },
};
