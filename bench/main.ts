import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Complaint } from "./complaint.ts";
import { Containers } from "./container.ts";
import { DEBIAN, PUBLISHED } from "./contender.ts";
import type { Contender } from "./contender.ts";
import { installed } from "./machine.ts";
import { writeDocument } from "./document.ts";
import { compile } from "./native.ts";
import { install } from "./registry.ts";
import { readOptions, USAGE } from "./options.ts";
import type { Options } from "./options.ts";
import type { Bench, Outcome } from "./scenario.ts";
import { outcomeTable, plain, targetTables } from "./table.ts";
import { judge, reach } from "./targets.ts";

const INSTALL = "/usr/src/install-ignity.sh";

async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (options.help) return void process.stdout.write(USAGE);
  if (process.getuid?.() !== 0) throw new Complaint("needs root, for namespaces and mounts");
  const directory = await mkdtemp("/dev/shm/ignity-bench-");
  const cleanUp = () => rm(directory, { recursive: true, force: true });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void cleanUp().finally(() => process.exit(1)));
  try {
    await measure(options, directory);
  } finally {
    await cleanUp();
  }
}

async function measure(options: Options, directory: string): Promise<void> {
  const containers = new Containers(await compile(directory), directory);
  const contenders = [
    ...(await present(options.quick)),
    ...(options.quick ? [] : await published(containers)),
    ...(await laidOut(options, containers)),
  ];
  const bench: Bench = { ...options, containers, contenders, scratch: directory, progress };
  const outcomes: Outcome[] = [];
  for (const { run } of options.scenarios) outcomes.push(...(await run(bench)));
  progress("");
  const results = { outcomes, targets: judge(outcomes), reach: reach(outcomes) };
  if (options.json) return void console.log(JSON.stringify(results, null, 1));
  for (const outcome of outcomes)
    console.log([plain(outcomeTable(outcome)), ...(outcome.remarks ?? []), ""].join("\n"));
  for (const table of targetTables(results)) console.log(`${plain(table)}\n`);
  if (options.whole) await writeDocument(results, contenders, process.argv.slice(2));
}

/** The inits of Debian's that this machine has; of the others it says that they are left out. */
async function present(quick: boolean): Promise<Contender[]> {
  const found: Contender[] = [];
  for (const contender of DEBIAN) {
    if (quick && contender.services?.slow) continue;
    if (!contender.package || (await installed(contender.package))) found.push(contender);
    else console.error(`bench: ${contender.name} is left out (apt-get install ${contender.package})`);
  }
  return found;
}

/** The process managers from other registries; of those that cannot be had it says that they are left out. */
async function published(containers: Containers): Promise<Contender[]> {
  const found: Contender[] = [];
  for (const contender of PUBLISHED) {
    const { name, published } = contender;
    progress(`installing ${name} from ${published.registry}`);
    try {
      const layer = await containers.install(await install(published), ["/bin/true"]);
      found.push({ ...contender, layer });
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      console.error(`bench: ${name} is left out (${published.registry}: ${error.message})`);
    }
  }
  return found;
}

/** The inits laid out in directories, with what their install script makes of them. */
async function laidOut({ laidOut }: Options, containers: Containers): Promise<Contender[]> {
  const found: Contender[] = [];
  for (const contender of laidOut) {
    const layer = resolve(contender.layer ?? "");
    if (!existsSync(join(layer, "init"))) throw new Complaint(`${layer}: holds no /init`);
    const script = existsSync(join(layer, INSTALL)) ? ["/bin/sh", INSTALL] : ["/bin/true"];
    found.push({ ...contender, layer: await containers.install(layer, script) });
  }
  return found;
}

/** One line, written over, where there is a terminal. */
function progress(done: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${done}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof Complaint)) throw error;
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
});
