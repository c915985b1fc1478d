import { howMany } from "../contender.ts";
import type { Contender } from "../contender.ts";
import { interleave, Samples } from "../scenario.ts";
import type { Bench, Outcome, Scenario } from "../scenario.ts";

type Supervises = Contender & Required<Pick<Contender, "services">>;
/** The contenders that are asked for so many services. */
export const supervisors = (contenders: readonly Contender[], n: number): Supervises[] =>
  contenders.filter((c): c is Supervises => c.services !== undefined && n <= (c.services.most ?? n));

/** Services that run until they are told to end: how long until the last has started, and until all are gone again. */
export const services: Scenario = {
  name: "services",
  async run({ containers, contenders, runs, services: counts, progress }: Bench) {
    const outcomes: Outcome[] = [];
    for (const n of counts) {
      const samples = new Samples();
      const rounds = Math.max(5, Math.ceil(runs / (n < 100 ? 2 : 4)));
      await interleave(supervisors(contenders, n), rounds, async ({ name, services, layer }, round) => {
        const { starts, signal, exit } = await containers.run({
          argv: services.argv(n),
          layers: layer ? [layer] : [],
          files: services.files(n),
          stop: { expect: n, signal: services.stop },
        });
        progress(`${howMany(n)}: ${name}`);
        if (round !== undefined)
          samples.add(name, { "all up": Math.max(...starts), "TERM to exit": exit - signal });
      });
      outcomes.push({
        id: `services-${n}`,
        title: howMany(n),
        figures: samples.figures("ms", "s6-svscan"),
      });
    }
    return outcomes;
  },
};
