import type { Chart } from "./chart.ts";
import type { Span } from "./processes.ts";

/** Where times stand along the axis. */
export interface Scale {
  readonly at: (time: number) => number;
  readonly ticks: readonly number[];
  /** Spans in which nothing happens, drawn shorter than they are. */
  readonly cuts: readonly Span[];
}

/** A span in which nothing happens is cut when it takes a larger part of the axis than this. */
const CUT_FROM = 1 / 2;
const CUT_WIDTH = 44;
const TICK_DISTANCE = 64;
/** What is left of a cut span at each of its sides, in parts of all that is not cut. */
const MARGIN = 1 / 50;

/** A linear scale from `left` to `right`, but for the cuts. */
export function scaleOf(chart: Chart, left: number, right: number): Scale {
  const cuts = cutsOf(momentsOf(chart));
  const cut = cuts.reduce((sum, { from, to }) => sum + to - from, 0);
  const perMs = (right - left - cuts.length * CUT_WIDTH) / (chart.end - cut);
  const at = (time: number): number => {
    let x = left + time * perMs;
    for (const { from, to } of cuts) {
      const within = Math.min(Math.max(time - from, 0), to - from);
      x += (within * CUT_WIDTH) / (to - from) - within * perMs;
    }
    return x;
  };
  const step = [1, 2, 5]
    .flatMap((digit) => Array.from({ length: 9 }, (_, i) => digit * 10 ** (i - 2)))
    .toSorted((a, b) => a - b)
    .find((step) => step * perMs >= TICK_DISTANCE);
  const isCut = (time: number) => cuts.some(({ from, to }) => time > from && time < to);
  const ticks = Array.from({ length: Math.floor(chart.end / step!) + 1 }, (_, i) => i * step!);
  return { at, cuts, ticks: ticks.filter((tick) => !isCut(tick)) };
}

/** Whenever a process begins, ends, becomes another program, is ready or gets a signal. */
function momentsOf({ bars, marks }: Chart): number[] {
  return [...marks, ...bars.flatMap(({ signals }) => signals)]
    .map(({ at }) => at)
    .concat(
      bars.flatMap(({ from, to, segments, ready }) => [
        from,
        to,
        ready ?? to,
        ...segments.map((s) => s.from),
      ]),
    )
    .toSorted((a, b) => a - b);
}

function cutsOf(moments: readonly number[]): Span[] {
  const gaps = moments.slice(1).map((to, i): Span => ({ from: moments[i]!, to }));
  const bySize = gaps.toSorted((a, b) => b.to - b.from - (a.to - a.from));
  let left = moments.at(-1)!;
  const cuts: Span[] = [];
  for (const { from, to } of bySize) {
    if (to - from <= left * CUT_FROM) break;
    left -= to - from;
    cuts.push({ from, to });
  }
  return cuts
    .map(({ from, to }) => ({ from: from + left * MARGIN, to: to - left * MARGIN }))
    .toSorted((a, b) => a.from - b.from);
}
