import type { Bar, Chart } from "./chart.ts";
import { nameOf } from "./names.ts";

/** An event of the trace event format, which Perfetto and chrome://tracing read; times are in µs. */
export type TraceEvent =
  | {
      readonly ph: "M";
      readonly name: string;
      readonly pid: number;
      readonly tid: number;
      readonly args: object;
    }
  | (Timed & { readonly ph: "X"; readonly dur: number; readonly args: object })
  | (Timed & { readonly ph: "i"; readonly s: "t" | "g" });

interface Timed {
  readonly name: string;
  readonly cat: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
}

/** A group becomes one of the format's processes, and a process of the container one of its threads. */
export function chromeTrace({ title, bars, marks }: Chart): { traceEvents: TraceEvent[]; otherData: object } {
  const groups = [...new Set(bars.map(({ group }) => group))];
  return {
    traceEvents: [
      ...groups.map((group, i) => meta("process_name", i + 1, 0, { name: group })),
      ...groups.map((_, i) => meta("process_sort_index", i + 1, 0, { sort_index: i })),
      ...bars.flatMap((bar) => eventsOf(bar, groups.indexOf(bar.group) + 1)),
      ...marks.map(({ name, at }) => instant(name, "mark", 1, 1, at, "g")),
    ],
    otherData: { title },
  };
}

function eventsOf(bar: Bar, group: number): TraceEvent[] {
  const { pid, segments, waits, signals, ready, ended } = bar;
  const span = (name: string, cat: string, from: number, to: number, args: object): TraceEvent => ({
    ph: "X",
    name,
    cat,
    pid: group,
    tid: pid,
    ts: from * 1000,
    dur: (to - from) * 1000,
    args,
  });
  const last = segments.at(-1);
  return [
    meta("thread_name", group, pid, { name: last ? nameOf(last) : "" }),
    ...segments.map((segment) => {
      const { kind, argv, program, from, to } = segment;
      return span(nameOf(segment), kind, from, to, { program, argv, ...(segment === last && { ended }) });
    }),
    // A wait is shown below the program that waits, so it is to be no longer than that.
    ...waits.flatMap((wait) =>
      segments
        .filter(({ from, to }) => wait.from < to && wait.to > from)
        .map(({ from, to }) => span("waits", "wait", Math.max(from, wait.from), Math.min(to, wait.to), {})),
    ),
    ...signals.map(({ name, at }) => instant(name, "signal", group, pid, at, "t")),
    ...(ready === undefined ? [] : [instant("ready", "ready", group, pid, ready, "t")]),
  ];
}

const meta = (name: string, pid: number, tid: number, args: object): TraceEvent => ({
  ph: "M",
  name,
  pid,
  tid,
  args,
});

const instant = (
  name: string,
  cat: string,
  pid: number,
  tid: number,
  at: number,
  s: "t" | "g",
): TraceEvent => ({ ph: "i", name, cat, pid, tid, ts: at * 1000, s });
