import { parseArgs } from "node:util";
import { writeFileSync } from "node:fs";
import { chartOf } from "../../bootchart/chart.ts";
import type { Chart } from "../../bootchart/chart.ts";
import { chromeTrace } from "../../bootchart/chrome-trace.ts";
import { readProcesses } from "../../bootchart/processes.ts";
import { svg } from "../../bootchart/svg.ts";
import { record } from "../bootchart/container.ts";
import { measureStretch } from "../bootchart/strace.ts";
import { EXIT, SystemError, UsageError, type Command } from "../command.ts";
import { readOptions } from "../options.ts";

const OPTIONS = {
  svg: { type: "string", default: "bootchart.svg" },
  json: { type: "string" },
  trace: { type: "string" },
  title: { type: "string" },
  for: { type: "string", default: "60" },
  option: { type: "string", multiple: true },
} as const;

export const command: Command = {
  summary: "draw when each process of a container starts, waits and ends",
  usage: `usage: ignity bootchart [OPTION...] IMAGE [CMD...]
       ignity bootchart [OPTION...] DIRECTORY [CMD...]

Runs a container of an image, or of a root file system with an /init in a
directory, which stays as it is, with podman under strace, and draws its life from
PID 1's exec to its end: each process a row, by stage and service; the programs it
is one after another; when it waits, when a service is ready (notification-fd), when
CMD starts. It works for every init. The container's output is shown.

It is told to stop when nothing has started or ended in it for a second.

  --svg FILE        the chart (bootchart.svg)
  --json FILE       the same as data, times in milliseconds
  --trace FILE      the same for Perfetto or chrome://tracing
  --title TEXT      what stands above it (the image and PID 1's command)
  --for SECONDS     tell it to stop after so long at the latest (60)
  --option OPTION   an option for podman run, as in --option=--network=host; may be
                    repeated

strace slows down what it watches; the chart says by how much a shell that starts
programs is. Needs podman and strace.

exit codes: 0 the chart is drawn, whatever the container's own was, 100 wrong usage,
111 podman or strace is missing or is not allowed to, or a file cannot be written`,

  async run(args) {
    const [own, [from, ...cmd]] = split(args);
    const { values } = readOptions(own, OPTIONS);
    if (from === undefined) throw new UsageError("needs an image or a directory");
    const limit = milliseconds(values.for);
    const stretch = await measureStretch();
    const { text, first } = await record({ from, cmd, options: values.option ?? [], limit });
    const processes = readProcesses(text, first);
    if (processes.length === 0) throw new SystemError(`podman did not run ${from}`);
    const argv = processes[0]!.images[0]!.argv.join(" ");
    const chart = chartOf(values.title ?? `${from}: ${argv}`, processes, stretch);
    writeFileSync(values.svg, svg(chart));
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(chart, undefined, 2)}\n`);
    if (values.trace !== undefined) writeFileSync(values.trace, `${JSON.stringify(chromeTrace(chart))}\n`);
    console.error(`${values.svg}: ${summary(chart)}`);
    return EXIT.ok;
  },
};

/** The options, and what begins with the first operand: the options in there are CMD's. */
function split(args: readonly string[]): [options: readonly string[], operands: readonly string[]] {
  const { tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const index = tokens.find(({ kind }) => kind === "positional")?.index ?? args.length;
  return [args.slice(0, index), args.slice(index)];
}

function milliseconds(seconds: string): number {
  if (!/^[1-9]\d{0,4}$/.test(seconds))
    throw new UsageError(`--for is a number of seconds from 1 to 99999, not ${JSON.stringify(seconds)}`);
  return Number(seconds) * 1000;
}

function summary({ bars, marks }: Chart): string {
  const programs = bars.reduce((sum, { segments }) => sum + segments.filter(({ argv }) => argv).length, 0);
  return [
    `${bars.length} processes`,
    `${programs} programs`,
    ...marks.map(({ name, at }) => `${name} at ${at.toFixed(1)} ms`),
  ].join(", ");
}
