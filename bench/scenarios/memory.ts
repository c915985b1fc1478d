import { cp, mkdtemp, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { howMany } from "../contender.ts";
import { interleave, Samples } from "../scenario.ts";
import type { Bench, Outcome, Scenario } from "../scenario.ts";
import { supervisors } from "./services.ts";

const IDLE_MS = 100;

/**
 * What the init itself holds while its services idle: not the services, and no CMD. PSS divides a page by the number of
 * processes that map it, so the files that the tree maps are copied, lest it depend on what else the machine runs.
 */
export const memory: Scenario = {
  name: "memory",
  async run(bench: Bench) {
    const outcomes: Outcome[] = [];
    for (const n of bench.services) outcomes.push(await ofServices(bench, n));
    return outcomes;
  },
};

async function ofServices(
  { containers, contenders, runs, scratch, progress }: Bench,
  n: number,
): Promise<Outcome> {
  const trees = new Samples();
  const sizes = new Samples();
  const copies = new Map<string, string>();
  await interleave(supervisors(contenders, n), Math.max(5, Math.ceil(runs / 8)), async (contender) => {
    const { name, services, layer } = contender;
    const copied = copies.get(name);
    const whenUp = async (pid: number) => {
      await setTimeout(IDLE_MS);
      const tree = await treeOf(pid);
      if (copied === undefined) return void copies.set(name, await copyMapped(tree, scratch));
      const { PSS, own, processes } = await sizeOf(tree);
      trees.add(name, { PSS, private: own });
      sizes.add(name, { processes });
    };
    await containers.run({
      argv: services.argv(n),
      layers: [copied, layer].filter((l) => l !== undefined),
      files: services.files(n),
      stop: { expect: n, signal: services.stop, whenUp },
    });
    progress(`memory of ${howMany(n)}: ${name}`);
  });
  const figures = [...trees.figures("kB", "s6-svscan"), ...sizes.figures("")];
  return { id: `memory-${n}`, title: `Supervision tree of ${howMany(n)}, idle`, figures };
}

/** The /proc directories of the processes in PID 1's namespace, the probes left out. */
async function treeOf(pid: number): Promise<string[]> {
  const proc = `/proc/${pid}/root/proc`;
  const tree: string[] = [];
  for (const entry of await readdir(proc))
    if (/^\d+$/.test(entry) && !(await readlink(join(proc, entry, "exe"))).endsWith("/probe"))
      tree.push(join(proc, entry));
  return tree;
}

/** Memory in kB. */
async function sizeOf(tree: readonly string[]): Promise<Record<"PSS" | "own" | "processes", number>> {
  const size = { PSS: 0, own: 0, processes: tree.length };
  for (const process of tree) {
    const rollup = await readFile(join(process, "smaps_rollup"), "utf8");
    const kB = (field: string) => Number(new RegExp(`^${field}: +(\\d+) kB$`, "m").exec(rollup)?.[1]);
    size.PSS += kB("Pss");
    size.own += kB("Private_Clean") + kB("Private_Dirty");
  }
  return size;
}

/** A layer of copies of every file that the tree maps. */
async function copyMapped(tree: readonly string[], scratch: string): Promise<string> {
  const layer = await mkdtemp(join(scratch, "mapped-"));
  const maps = await Promise.all(tree.map((process) => readFile(join(process, "maps"), "utf8")));
  // The root of a container is seen from here as .../merged.
  const files = new Set([...maps.join("").matchAll(/\/merged(\/.*)$/gm)].map(([, file = ""]) => file));
  for (const file of files)
    if (!file.endsWith(" (deleted)")) await cp(join(tree[0] ?? "", "root", file), join(layer, file));
  return layer;
}
