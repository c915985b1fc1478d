import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chartOf } from "../../../src/bootchart/chart.ts";
import type { Bar } from "../../../src/bootchart/chart.ts";
import { chromeTrace } from "../../../src/bootchart/chrome-trace.ts";
import { readProcesses } from "../../../src/bootchart/processes.ts";
import { scaleOf } from "../../../src/bootchart/scale.ts";
import { svg } from "../../../src/bootchart/svg.ts";

// An init script, a service that tells when it is ready, a CMD that waits for that and exits 3, a finalize script.
const recorded = readFileSync("test/golden/bootchart/life.strace", "utf8");
const chart = chartOf("a life", readProcesses(recorded, "19518"), 1.5);
const programs = ({ segments }: Bar) => segments.filter(({ argv }) => argv).map(({ program }) => program);
const of = (group: string) => chart.bars.filter((bar) => bar.group === group);

test("every process has its row, under the stage, service or script that it belongs to", () => {
  expect([...new Set(chart.bars.map(({ group }) => group))]).toEqual([
    "stage 1",
    "stage 2",
    "init/10-make",
    "web",
    "CMD",
    "stage 3",
    "finalize/10-bye",
  ]);
  expect(chart.bars.map(({ pid }) => pid).toSorted((a, b) => a - b)).toMatchObject({ 0: 1, length: 22 });
});

test("the programs that a process is one after another are one row", () => {
  expect(programs(of("stage 1")[0]!)).toEqual(["/init", "/usr/bin/s6-svscan", ".s6-svscan/finish"]);
  expect(programs(of("CMD")[0]!)).toEqual(["/usr/bin/s6-envdir", "/usr/bin/sh"]);
  expect(of("CMD")[0]).toMatchObject({ ended: "exited with 3" });
});

test("a service is ready when it has written to the descriptor that notification-fd names", () => {
  const [supervisor, run] = of("web");
  expect(programs(run!)).toEqual(["./run", "/usr/bin/sleep"]);
  expect(run!.parent).toBe(supervisor!.pid);
  const [, sleep] = run!.segments.filter(({ argv }) => argv);
  expect(run!.ready).toBeGreaterThan(run!.from + 10);
  expect(run!.ready).toBeLessThan(sleep!.from);
  expect(run!.signals.map(({ name }) => name)).toEqual(["SIGTERM"]);
});

test("CMD's start and its end, and the container's, are marked", () => {
  expect(chart.marks.map(({ name }) => name)).toEqual(["CMD starts", "CMD ends", "end"]);
  const [start, end, last] = chart.marks.map(({ at }) => at);
  expect(start).toBeGreaterThan(of("web").find(({ ready }) => ready !== undefined)!.ready!);
  expect(end).toBe(of("CMD")[0]!.to);
  expect(last).toBe(chart.end);
});

test("the chart as an image and as data", async () => {
  await expect(svg(chart)).toMatchFileSnapshot("../../golden/bootchart/life.svg");
  await expect(JSON.stringify(chart, undefined, 2)).toMatchFileSnapshot("../../golden/bootchart/life.chart");
});

test("what Perfetto shows lies within what it lies upon", () => {
  const { traceEvents } = chromeTrace(chart);
  const spans = traceEvents.filter((event) => event.ph === "X");
  const waits = spans.filter(({ cat }) => cat === "wait");
  expect(waits.length).toBeGreaterThan(20);
  for (const { tid, ts, dur } of waits) {
    const within = spans.filter(
      (each) => each.cat !== "wait" && each.tid === tid && each.ts <= ts && ts + dur <= each.ts + each.dur,
    );
    expect(within).toHaveLength(1);
  }
});

test("a time in which nothing happens is cut, and the rest keeps its scale", () => {
  const [bar] = of("CMD");
  const moments = [0, 10, 20, 1020, 1030];
  const bars = moments
    .slice(1)
    .map((to, i): Bar => ({ ...bar!, from: moments[i]!, to, segments: [], signals: [] }));
  const { at, cuts, ticks } = scaleOf({ ...chart, bars, marks: [], end: 1030 }, 100, 600);
  expect(cuts).toEqual([{ from: 20.6, to: 1019.4 }]);
  expect([at(0), at(1030)]).toEqual([100, 600]);
  expect(at(10) - at(0)).toBeCloseTo(at(1030) - at(1020));
  expect(ticks).toEqual([0, 5, 10, 15, 20, 1020, 1025, 1030]);
});
