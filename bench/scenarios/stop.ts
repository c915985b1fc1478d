import { SIGTERM } from "../contender.ts";
import { interleave, Samples } from "../scenario.ts";
import type { Bench, Scenario } from "../scenario.ts";
import { runsCmd } from "./life.ts";

/** A container whose CMD runs until TERM: how long until the container is gone, with CMD's code as its own. */
export const stop: Scenario = {
  name: "stop",
  async run({ containers, contenders, runs, progress }: Bench) {
    const samples = new Samples();
    const able = contenders.filter(runsCmd).filter(({ deaf }) => !deaf);
    await interleave(able, Math.ceil(runs / 2), async ({ name, cmd, layer }, round) => {
      const { signal, exit } = await containers.run({
        argv: cmd(["/bench/probe", "serve"]),
        layers: layer ? [layer] : [],
        status: 128 + SIGTERM,
        stop: { expect: 1, signal: SIGTERM },
      });
      progress(`stop: ${name}`);
      if (round !== undefined) samples.add(name, { "TERM to exit": exit - signal });
    });
    return [{ id: "stop", title: "TERM to a container with a CMD", figures: samples.figures("ms", "tini") }];
  },
};
