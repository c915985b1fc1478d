import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Life } from "../container.ts";
import { howMany } from "../contender.ts";
import { interleave, Samples } from "../scenario.ts";
import type { Bench, Outcome, Scenario } from "../scenario.ts";
import { readTrace } from "../trace.ts";
import type { Trace } from "../trace.ts";
import { runsCmd } from "./life.ts";
import { supervisors } from "./services.ts";

/** With more services nothing is new, and strace takes long. */
const MOST = 100;

/** What an init starts, counted by strace in lives of their own: nothing is timed here. */
export const images: Scenario = {
  name: "images",
  async run(bench: Bench) {
    const outcomes = [await ofCmd(bench)];
    for (const n of bench.services.filter((n) => n <= MOST)) outcomes.push(await ofServices(bench, n));
    return outcomes;
  },
};

async function ofCmd({ containers, contenders, scratch, progress }: Bench): Promise<Outcome> {
  const samples = new Samples();
  const remarks: string[] = [];
  for (const { name, cmd, layer } of contenders.filter(runsCmd)) {
    const life = { argv: cmd(["/bench/probe"]), layers: layer ? [layer] : [], status: 0 };
    const { images, failed, forks } = await traced(containers, scratch, life);
    progress(`images: ${name}`);
    const toCmd = images.slice(0, images.indexOf("/bench/probe") + 1);
    samples.add(name, {
      "images to CMD": toCmd.length,
      "images in all": images.length,
      forks,
      "failed execs": failed.length,
    });
    if (layer)
      remarks.push(
        `${name} starts up to CMD: ${listed(toCmd)}. After it: ${listed(images.slice(toCmd.length))}. ` +
          `Failed: ${listed(failed)}.`,
      );
  }
  const title = "Process images in the life of a trivial CMD";
  return { id: "images", title, figures: samples.figures(""), remarks };
}

const listed = (programs: readonly string[]): string => programs.map((p) => `\`${p}\``).join(", ") || "none";

async function ofServices({ containers, contenders, scratch, progress }: Bench, n: number): Promise<Outcome> {
  const samples = new Samples();
  await interleave(supervisors(contenders, n), 1, async ({ name, services, layer }, round) => {
    if (round === undefined) return;
    const { images, failed, forks } = await traced(containers, scratch, {
      argv: services.argv(n),
      layers: layer ? [layer] : [],
      files: services.files(n),
      stop: { expect: n, signal: services.stop },
    });
    progress(`images of ${howMany(n)}: ${name}`);
    samples.add(name, { "images in all": images.length, forks, "failed execs": failed.length });
  });
  return {
    id: `images-${n}`,
    title: `Process images in the life of ${howMany(n)}`,
    figures: samples.figures(""),
  };
}

async function traced(containers: Bench["containers"], scratch: string, life: Life): Promise<Trace> {
  const trace = join(scratch, "trace");
  await containers.run({ ...life, trace });
  return readTrace(await readFile(trace, "utf8"));
}
