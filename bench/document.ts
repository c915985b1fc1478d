import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { format } from "prettier";
import { howMany } from "./contender.ts";
import type { Contender } from "./contender.ts";
import { installed, machine } from "./machine.ts";
import { plot } from "./plot.ts";
import type { Panel } from "./plot.ts";
import type { Figure, Outcome } from "./scenario.ts";
import { summarise } from "./statistics.ts";
import { markdown, outcomeTable, targetTables } from "./table.ts";
import type { Results } from "./table.ts";

const ROOT = resolve(import.meta.dirname, "..");
const DOCS = join(ROOT, "docs");

/** Writes docs/performance.md, docs/performance.json and the plots in docs/img. */
export async function writeDocument(
  results: Results,
  contenders: readonly Contender[],
  args: readonly string[],
): Promise<void> {
  const about = {
    command: ["task bench", ...(args.length ? ["--", ...args] : [])].join(" "),
    date: new Date().toISOString().slice(0, 10),
    machine: await machine(),
    versions: await versions(contenders),
  };
  const plots = PLOTS.map((p) => ({
    ...p,
    panels: results.outcomes.flatMap((outcome) => panelsOf(outcome, p)),
  }));
  await mkdir(join(DOCS, "img"), { recursive: true });
  for (const { file, title, panels } of plots)
    await writeFile(join(DOCS, "img", file), plot(title, panels, "ignity"));
  await write("performance.md", text(about, results));
  await write("performance.json", JSON.stringify({ ...about, ...results }, rounded));
}

interface Plot {
  readonly file: string;
  readonly title: string;
  /** The outcome whose table it stands above. */
  readonly above: string;
  readonly outcome: RegExp;
  readonly figure?: string;
}

const PLOTS: readonly Plot[] = [
  { file: "life.svg", title: "Life of a trivial CMD", above: "life", outcome: /^life$/ },
  {
    file: "up.svg",
    title: "Services all up",
    above: "services-1",
    outcome: /^services-10/,
    figure: "all up",
  },
  {
    file: "down.svg",
    title: "TERM to exit",
    above: "services-1",
    outcome: /^services-10/,
    figure: "TERM to exit",
  },
  {
    file: "memory.svg",
    title: "Memory of the supervision tree",
    above: "memory-1",
    outcome: /^memory-10/,
    figure: "PSS",
  },
];

/** A panel for a figure; where a plot is of one figure, a panel for each outcome. */
function panelsOf({ id, figures }: Outcome, { outcome, figure }: Plot): Panel[] {
  if (!outcome.test(id)) return [];
  const n = howMany(Number(id.replace(/.*-/, "")));
  return figures
    .filter(({ name }) => figure === undefined || name === figure)
    .map(({ name, unit, samples }) => ({ title: figure ? n : name, unit, rows: summaries(samples) }));
}

const summaries = (samples: Figure["samples"]) =>
  Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, summarise(values)]));

async function versions(contenders: readonly Contender[]): Promise<Record<string, string>> {
  const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as { version: string };
  const packages = contenders.flatMap((c) => c.package ?? []).concat("execline", "dash");
  const found = await Promise.all(packages.map(async (name) => [name, (await installed(name)) ?? "none"]));
  const others = contenders.flatMap(({ published }) =>
    published ? [[published.name, published.version]] : [],
  );
  return { ignity: version, ...(Object.fromEntries([...found, ...others]) as Record<string, string>) };
}

interface About {
  readonly command: string;
  readonly date: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
}

function text(about: About, results: Results): string {
  const section = (outcome: Outcome) => [
    `## ${outcome.title}`,
    ...PLOTS.filter(({ above }) => above === outcome.id).map(({ file, title }) => `![${title}](img/${file})`),
    markdown(outcomeTable(outcome)),
    ...(outcome.remarks ?? []),
  ];
  return [
    "# Performance",
    `Written by \`${about.command}\` on ${about.date}: do not edit. The samples are in [performance.json](performance.json).`,
    `- Machine: ${about.machine}`,
    `- Versions: ${Object.entries(about.versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}`,
    ...targetTables(results).flatMap((table) => [`## ${table.title}`, markdown(table)]),
    METHOD,
    ...results.outcomes.flatMap(section),
  ].join("\n\n");
}

const METHOD = `## How it is measured

Each init runs as PID 1 of fresh PID, mount, IPC and UTS namespaces, with no container engine in the path. Its root file
system is the machine's own, seen through an overlay whose upper layer is on tmpfs, so that all of them run on the same
files; \`/tmp\` is tmpfs. ignity is laid over it with all its features and its default settings.

- Times are read from one monotonic clock: by the launcher just before PID 1's \`execve\`, by CMD and the services in
  the first line of their \`main\`, and by the launcher when PID 1 is gone. CMD and the services are one small static
  program, so that what it costs to start it is next to nothing.
- All of it runs at one real-time priority, where the machine allows that: other work does not interrupt it.
- The inits take turns: one life each, round after round. What disturbs the machine disturbs all of them alike, so a
  ratio of medians means something where a time does not. Inits that need seconds take part in two rounds; those that
  would need a minute or more for 1,000 services are not asked for them.
- A time is the median, followed by the tenth and the ninetieth percentile.
- "all up" is the start of the last service. At TERM all services have been idle for 0.2 s. runit's \`runsvdir\` stops
  on HUP and waits for nothing: as PID 1, its end kills the services.
- Process images are the \`execve\` calls that succeed, PID 1's and CMD's among them, as strace sees them in a life of
  its own. An s6 supervisor tries a \`finish\` script at each service's end: where there is none, that is a failed exec.
- A service that is killed gets KILL after it has run for more than a second; its new process tells when it starts.
- What an init adds to an image is counted in files: a Debian package's without documentation, and its dependencies
  that a minimal Debian does not have; ignity's are those that its installation leaves. pm2 needs Node.
- A script is compiled in this process: \`execline\` and \`sh\` are the time from its module's first call to the bytes.
- Memory is what the init itself holds: its processes, neither CMD nor the services. The files they map are copies that
  nothing else on the machine maps, or PSS would depend on what else is running.`;

const rounded = (_: string, value: unknown) =>
  typeof value === "number" ? Number(value.toPrecision(4)) : value;

async function write(name: string, content: string): Promise<void> {
  const file = join(DOCS, name);
  await writeFile(file, await format(content, { filepath: file, printWidth: 110 }));
}
