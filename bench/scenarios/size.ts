import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { filesOf, minimal, withDependencies } from "../packages.ts";
import type { Contender } from "../contender.ts";
import { Samples } from "../scenario.ts";
import type { Bench, Scenario } from "../scenario.ts";

/** What an init adds to an image of a minimal Debian: its own files, and those with what it needs. */
export const size: Scenario = {
  name: "size",
  async run({ contenders }: Bench) {
    const samples = new Samples();
    for (const contender of contenders) {
      const { name, package: own = [], needs = [] } = contender;
      const laidOut = await laidOutFiles(contender);
      const ownLaidOut = laidOut.filter((file) => !file.includes("/opt/needs/"));
      const there = await minimal();
      const packages = (await withDependencies([own, needs].flat())).filter((each) => !there.has(each));
      const [files, all] = await Promise.all([filesOf([own].flat()), filesOf(packages)]);
      const bytes = await sizeOf([...files, ...ownLaidOut]);
      if (bytes > 0)
        samples.add(name, {
          "own files": bytes,
          "with all that it needs": await sizeOf([...all, ...laidOut]),
        });
    }
    return [{ id: "size", title: "Added to a minimal Debian", figures: samples.figures("kB") }];
  },
};

async function laidOutFiles({ layer }: Contender): Promise<string[]> {
  if (layer === undefined) return [];
  const entries = await readdir(layer, { recursive: true, withFileTypes: true });
  return entries.map(({ parentPath, name }) => join(parentPath, name));
}

/** In kB; directories and links are as good as nothing. */
async function sizeOf(files: readonly string[]): Promise<number> {
  const stats = await Promise.all(files.map((file) => lstat(file).catch(() => undefined)));
  return stats.reduce((sum, stat) => sum + (stat?.isFile() ? stat.size : 0), 0) / 1000;
}
