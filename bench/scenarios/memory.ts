import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { interleave, Samples } from "../scenario.ts";
import type { Bench, Outcome, Scenario } from "../scenario.ts";
import { supervises } from "./services.ts";

const IDLE_MS = 500;

/** What the init itself holds while its services idle: not the services, and no CMD. */
export const memory: Scenario = {
  name: "memory",
  async run({ containers, contenders, runs, services: counts, progress }: Bench) {
    const outcomes: Outcome[] = [];
    for (const n of counts) {
      const samples = new Samples();
      await interleave(contenders.filter(supervises), Math.ceil(runs / 10), async (contender, round) => {
        const { name, services, layer } = contender;
        const whenUp = async (pid: number) => {
          await setTimeout(IDLE_MS);
          if (round !== undefined) samples.add(name, await treeOf(pid));
        };
        await containers.run({
          argv: services.argv(n),
          layers: layer ? [layer] : [],
          files: services.files(n),
          stop: { expect: n, signal: services.stop, whenUp },
        });
        progress(`memory of ${n} services: ${name}`);
      });
      const [pss, privately, processes] = samples.figures("kB", "s6-svscan");
      if (!pss || !privately || !processes) continue;
      const title = `Supervision tree of ${n} services, idle`;
      outcomes.push({ id: `memory-${n}`, title, figures: [pss, privately, { ...processes, unit: "" }] });
    }
    return outcomes;
  },
};

/** PSS and private memory (kB) and the number of the processes that PID 1's namespace holds, the probes left out. */
async function treeOf(pid: number): Promise<Record<"PSS" | "private" | "processes", number>> {
  const proc = `/proc/${pid}/root/proc`;
  const sum = { PSS: 0, private: 0, processes: 0 };
  for (const entry of await readdir(proc)) {
    if (!/^\d+$/.test(entry) || (await readlink(`${proc}/${entry}/exe`)).endsWith("/probe")) continue;
    const rollup = await readFile(`${proc}/${entry}/smaps_rollup`, "utf8");
    const kB = (field: string) => Number(new RegExp(`^${field}: +(\\d+) kB$`, "m").exec(rollup)?.[1]);
    sum.PSS += kB("Pss");
    sum.private += kB("Private_Clean") + kB("Private_Dirty");
    sum.processes += 1;
  }
  return sum;
}
