/**
 * The tests in containers: each file once for every base image, as one stream of TAP. Two at a time for each processor,
 * for they wait more than they work.
 */
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, resolve } from "node:path";
import { execa } from "execa";
import type { Count } from "../run.ts";

const BATS = "node_modules/bats/bin/bats";
const PLAN = /^1\.\.(\d+)$/;
const RESULT = /^(ok|not ok) \d+ (.*)$/;

/** Milliseconds one file may take on one base. */
const LONGEST = 600_000 + 60_000 * Number(process.env["SOAK_MINUTES"] ?? 0);

/** What a file without a line `# bases: ...` runs on. */
const BASES = ["debian-12", "debian-13", "busybox"];

interface Run {
  readonly file: string;
  readonly base: string;
}

export function listFiles(): readonly string[] {
  return globSync("test/bats/**/*.bats").toSorted();
}

export async function containerTests(files: readonly string[]): Promise<Count> {
  const runs = (await Promise.all(files.map(runsOf))).flat();
  if (runs.length === 0) throw new Error(`none of these files runs on BASES="${process.env["BASES"]}"`);
  const tarball = await packedTarball();
  const installed = new Map<string, string>();
  for (const { base } of runs) {
    if (!installed.has(base)) installed.set(base, await install(tarball, base));
  }

  const count: Count = { passed: 0, failed: [] };
  const isAlone = runs.length === 1;
  console.log("TAP version 13");
  const worker = async (): Promise<void> => {
    for (let run = runs.shift(); run; run = runs.shift()) {
      const { file, base } = run;
      await runBats(file, { BASE: base, INSTALLED: installed.get(base)!, TARBALL: tarball }, count, isAlone);
    }
  };
  await Promise.all(Array.from({ length: 2 * availableParallelism() }, worker));
  console.log(`1..${count.passed + count.failed.length}`);
  return count;
}

async function runsOf(file: string): Promise<Run[]> {
  const named = /^# bases: (.*)$/m.exec(await readFile(file, "utf8"))?.[1]?.split(" ");
  const wanted = process.env["BASES"]?.split(" ");
  return (named ?? BASES).filter((base) => wanted?.includes(base) ?? true).map((base) => ({ file, base }));
}

async function packedTarball(): Promise<string> {
  const { version } = JSON.parse(await readFile("package.json", "utf8"));
  return resolve(`dist/ignity-${version}.tar.gz`);
}

/** Makes the image `installed:BASE`, anew only when the tarball or the base changed, and returns its ID. */
async function install(tarball: string, base: string): Promise<string> {
  console.error(`images: installing ignity on ${base}`);
  const { stdout } = await execa("sh", ["test/images/install", tarball, base], { stderr: "inherit" });
  return stdout;
}

interface Images {
  readonly BASE: string;
  readonly INSTALLED: string;
  readonly TARBALL: string;
}

async function runBats(file: string, images: Images, count: Count, isAlone: boolean): Promise<void> {
  const env = {
    ...images,
    BATS_LIB_PATH: resolve("node_modules"),
    BATS_TEST_NAME_PREFIX: `${images.BASE}, ${basename(file, ".bats")}: `,
  };
  const bats = execa(BATS, ["--formatter", "tap", file], {
    env,
    all: true,
    reject: false,
    stdin: "ignore",
    timeout: LONGEST,
  });
  let planned = 0;
  let seen = 0;
  // A result goes out together with the lines that explain it, when another run writes beside this one.
  let lines: string[] = [];
  const report = (): void => {
    const [, verdict, title = ""] = RESULT.exec(lines[0] ?? "") ?? [];
    if (verdict) {
      seen++;
      if (verdict === "ok") count.passed++;
      else count.failed.push(title);
      lines[0] = `${verdict} ${count.passed + count.failed.length} ${title}`;
    }
    if (lines.length > 0) console.log(lines.join("\n"));
    lines = [];
  };
  for await (const line of bats.iterable({ from: "all" })) {
    const plan = PLAN.exec(line);
    if (plan) planned = Number(plan[1]);
    else {
      if (RESULT.test(line)) report();
      lines.push(line);
      if (isAlone) report();
    }
  }
  report();
  if (seen < planned || planned === 0) {
    const title = `${images.BASE}, ${file}: ran ${seen} of ${planned} tests`;
    count.failed.push(title);
    console.log(`not ok ${count.passed + count.failed.length} ${title}`);
  }
}
