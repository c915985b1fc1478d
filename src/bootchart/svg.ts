import { escape, round, text } from "../svg/elements.ts";
import { readyAt, rowOf, signalAt } from "./bar.ts";
import type { Bar, Chart, Mark } from "./chart.ts";
import { clipped, lengthOf, widthOf } from "./names.ts";
import { KINDS } from "./parts.ts";
import { BAR, GROUPS, LEFT, RIGHT, ROW, TOP, WIDTH } from "./layout.ts";
import { scaleOf } from "./scale.ts";
import type { Scale } from "./scale.ts";
import { STYLE, styleOf } from "./style.ts";

/** By how much an ordinary letter is smaller than one of the title. */
const SMALLER = 0.72;

/** The chart as an image, readable on light and on dark grounds. */
export function svg(chart: Chart): string {
  const { bars, title } = chart;
  const scale = scaleOf(chart, LEFT, RIGHT);
  const rows = new Map(bars.map(({ pid }, i) => [pid, TOP + i * ROW]));
  const bottom = TOP + bars.length * ROW;
  const height = bottom + 76;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" role="img" aria-label="${escape(title)}">`,
    STYLE,
    text(0, 18, "title", clipped([title], WIDTH * SMALLER)),
    text(0, 36, "tick", sumOf(bars)),
    ...gridOf(scale, bottom),
    ...groupsOf(bars),
    ...bars.flatMap((bar) => linkOf(bar, rows, scale)),
    ...bars.flatMap((bar) => rowOf(bar, rows.get(bar.pid)!, scale)),
    ...marksOf(chart.marks, scale, bottom),
    ...legendOf(chart, bottom + 46),
    text(0, bottom + 70, "tick", noteOf(chart)),
    "</svg>",
    "",
  ].join("\n");
}

function sumOf(bars: readonly Bar[]): string {
  const programs = bars.reduce((sum, { segments }) => sum + segments.filter(({ argv }) => argv).length, 0);
  return `${bars.length} processes, ${programs} programs`;
}

const noteOf = ({ stretch }: Chart): string =>
  `Milliseconds since PID 1 began. strace, which saw this, slows down what it watches: a shell that starts programs ` +
  `takes ${stretch.toFixed(1)} times as much time of the processor.`;

function gridOf({ at, ticks, cuts }: Scale, bottom: number): string[] {
  return [
    ...cuts.flatMap(({ from, to }) => {
      const [left, right] = [round(at(from)), round(at(to))];
      return [
        `<rect class="cut" x="${left}" y="${TOP - 8}" width="${round(right - left)}" height="${bottom - TOP + 8}"/>`,
        text(round((left + right) / 2), bottom + 16, "tick", `+${lengthOf(to - from)}`, "middle"),
      ];
    }),
    ...ticks.flatMap((tick) => [
      `<path class="grid" d="M${round(at(tick))} ${TOP - 8}V${bottom}"/>`,
      text(round(at(tick)), bottom + 16, "tick", `${tick}`, "middle"),
    ]),
  ];
}

/** A group's name at its first row, below a line. */
function groupsOf(bars: readonly Bar[]): string[] {
  return bars.flatMap(({ group }, i) => {
    if (group === bars[i - 1]?.group) return [];
    const y = TOP + i * ROW;
    const line = i > 0 ? [`<path class="grid" d="M0 ${y - (ROW - BAR) / 2}H${RIGHT}"/>`] : [];
    return [...line, text(0, y + BAR - 2, "group", clipped([group], GROUPS))];
  });
}

/** From a process down, or up, to the one that it made. */
function linkOf({ pid, parent, from }: Bar, rows: ReadonlyMap<number, number>, { at }: Scale): string[] {
  const begin = rows.get(parent ?? 0);
  const end = rows.get(pid)!;
  if (begin === undefined) return [];
  return [
    `<path class="link" d="M${round(at(from))} ${begin < end ? begin + BAR : begin}V${end + BAR / 2}"/>`,
  ];
}

/** A line through all rows for each, with its name and time above, on the side that has room. */
function marksOf(marks: readonly Mark[], scale: Scale, bottom: number): string[] {
  const taken: number[] = [];
  return marks.flatMap(({ name, at }) => {
    const x = round(scale.at(at));
    const label = `${name} ${at.toFixed(1)}`;
    const left = x + widthOf(label) > RIGHT ? x - widthOf(label) : x;
    const free = taken.findIndex((end) => end < left);
    const line = free === -1 ? taken.length : free;
    taken[line] = left + widthOf(label) + 12;
    const y = TOP - 14 - 14 * line;
    return [
      `<path class="mark" d="M${x} ${y + 4}V${bottom}"/>`,
      text(x, y, "mark", label, left < x ? "end" : "start"),
    ];
  });
}

/** The colours that are used, and what else is drawn. */
function legendOf({ bars }: Chart, y: number): string[] {
  const used = new Set(bars.flatMap(({ segments }) => segments.map(({ kind }) => kind)));
  let x = 0;
  const entry = (content: string, shape: (x: number) => string): string[] => {
    const left = x;
    x += 14 + widthOf(content) + 14;
    return [shape(left), text(round(left + 14), y, "tick", content)];
  };
  const box = (style: string) => (left: number) =>
    `<rect class="${style}" x="${round(left)}" y="${y - 9}" width="10" height="10"/>`;
  return [
    ...KINDS.filter((kind) => used.has(kind)).flatMap((kind) => entry(kind, box(styleOf(kind)))),
    ...entry("waits", box("wait other")),
    ...entry("is ready", (left) => readyAt(left + 5, y - 4)),
    ...entry("gets a signal", (left) => signalAt(left + 4, y - 7)),
  ];
}
