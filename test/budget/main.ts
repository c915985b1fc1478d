/**
 * Counts what the life of a container costs, in processes and calls and not in seconds:
 *
 *     node test/budget/main.ts BASE ROOT            compares with test/budget/BASE.json
 *     node test/budget/main.ts --write BASE ROOT    writes that file
 *
 * ROOT is a root file system with ignity installed. Needs root and strace. Exit code 1 when a count differs, or when a
 * script starts fewer or more processes than the compiler reads from it.
 */
import { mkdtemp, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { Containers } from "../../bench/container.ts";
import { compile } from "../../bench/native.ts";
import { outOfBounds } from "./bounds.ts";
import { CASES, CMD, USUAL } from "./cases.ts";
import { compare } from "./compare.ts";
import { costsOf, type Costs } from "./costs.ts";
import { readProcesses } from "./processes.ts";

const { values, positionals } = parseArgs({
  options: { write: { type: "boolean" } },
  allowPositionals: true,
});
const [base = "", root = ""] = positionals;
const file = join(import.meta.dirname, `${base}.json`);

const counted = await measure();
if (values.write) await writeFile(file, await format(JSON.stringify(counted), { parser: "json" }));
else {
  const differences = compare(JSON.parse(await readFile(file, "utf8")), counted);
  for (const difference of differences) console.error(difference);
  if (differences.length > 0) {
    console.error(
      `If that is meant: ./taskw budget writes test/budget/${base}.json; its commit tells the reason.`,
    );
    process.exitCode = 1;
  }
}

async function measure(): Promise<Readonly<Record<string, Costs>>> {
  const directory = await mkdtemp("/dev/shm/ignity-budget-");
  try {
    const containers = new Containers(await compile(directory), directory);
    const trace = join(directory, "trace");
    const isDash = (await readlink(join(root, "bin/sh"))).endsWith("dash");
    const costs: Record<string, Costs> = {};
    for (const [name, life] of Object.entries(CASES)) {
      await containers.run({ ...life, layers: [], root, trace, calls: true });
      const first = readProcesses(await readFile(trace, "utf8"));
      costs[name] = costsOf(first, CMD);
      for (const wrong of await outOfBounds(first, name === USUAL && isDash)) {
        console.error(`${name}: ${wrong} (docs/exec-budget.md)`);
        process.exitCode = 1;
      }
    }
    return costs;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
