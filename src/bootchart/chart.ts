import { partsOf } from "./parts.ts";
import type { Kind } from "./parts.ts";
import type { Image, Process, Span } from "./processes.ts";

/** What is drawn, and what --json writes. Times are in ms since PID 1's exec. */
export interface Chart {
  readonly title: string;
  /** How many times as much time of the processor a shell takes that starts programs, with strace. */
  readonly stretch: number;
  readonly marks: readonly Mark[];
  /** In the order of their groups, then of their begin. */
  readonly bars: readonly Bar[];
  readonly end: number;
}

/** A moment of the whole container. */
export interface Mark {
  readonly name: string;
  readonly at: number;
}

/** A process. */
export interface Bar extends Span {
  readonly pid: number;
  readonly parent?: number;
  /** "stage 1", "stage 2", "CMD", "stage 3", or a service's or script's name. */
  readonly group: string;
  readonly segments: readonly Segment[];
  readonly waits: readonly Span[];
  readonly failed: readonly Image[];
  readonly signals: readonly Mark[];
  readonly ready?: number;
  /** "exited with 0", "killed by SIGTERM" or the like. */
  readonly ended: string;
}

/** A process while it is one program; before its first one, it is a copy of what its parent was. */
export interface Segment extends Span {
  readonly kind: Kind;
  readonly program: string;
  /** Absent for such a copy. */
  readonly argv?: readonly string[];
}

/** `processes` as readProcesses gives them. */
export function chartOf(title: string, processes: readonly Process[], stretch: number): Chart {
  const parts = partsOf(processes);
  const bars = processes.map((process) => barOf(process, parts.get(process)!));
  const groups = [...new Set(bars.map(({ group }) => group))];
  const end = Math.max(...processes.map(({ to }) => to));
  return {
    title,
    stretch,
    marks: marksOf(bars, end),
    bars: bars.toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group)),
    end,
  };
}

function barOf(process: Process, { group, kinds }: { group: string; kinds: readonly Kind[] }): Bar {
  const { pid, parent, from, to, images, waits, failed, signals, ready, end } = process;
  // From the begin, as a copy; then from each exec.
  const starts = [{ program: copiedBy(process), at: from, argv: undefined }, ...images];
  const segments = starts.map(({ program, at, argv }, i): Segment => ({
    program,
    kind: kinds[i]!,
    from: at,
    to: starts[i + 1]?.at ?? to,
    ...(argv && { argv }),
  }));
  return {
    pid,
    ...(parent && { parent: parent.pid }),
    group,
    from,
    to,
    segments: segments.filter(({ from, to, argv }) => argv || to > from),
    waits,
    failed,
    signals,
    ...(ready !== undefined && { ready }),
    ended: end,
  };
}

/** The program that a process was a copy of when it was made. */
function copiedBy({ parent, from }: Process): string {
  if (!parent) return "";
  return parent.images.findLast(({ at }) => at <= from)?.program ?? copiedBy(parent);
}

/** When CMD starts, when the stop begins and why, and the end. */
function marksOf(bars: readonly Bar[], end: number): Mark[] {
  const cmd = bars.find(({ group }) => group === "CMD");
  const start = cmd?.segments.find(({ kind, argv }) => kind === "CMD" && argv);
  // s6-svscan reads signals from a descriptor: what shows of TERM is the handler that it starts.
  const stage3 = bars.flatMap(({ segments }) =>
    segments.filter(({ kind, argv }) => kind === "stage 3" && argv),
  );
  const stops = [
    ...(cmd ? [{ name: "CMD ends", at: cmd.to }] : []),
    ...(bars.find(({ pid }) => pid === 1)?.signals ?? []),
    ...stage3.map(({ program, from }) => ({ name: /SIG\w+$/.exec(program)?.[0] ?? "stop", at: from })),
  ];
  return [
    ...(start ? [{ name: "CMD starts", at: start.from }] : []),
    ...stops.toSorted((a, b) => a.at - b.at).slice(0, 1),
    { name: "end", at: end },
  ];
}
