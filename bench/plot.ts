import { escape, round, text } from "../src/svg/elements.ts";
import { figure } from "./statistics.ts";
import type { Summary } from "./statistics.ts";

/** One panel: a figure of several contenders, on a logarithmic axis of its own. */
export interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly rows: Readonly<Record<string, Summary>>;
}

const NAMES = 104;
const PANEL = 250;
const AXIS = 190;
const GAP = 26;
const ROW = 24;
const TOP = 62;

/**
 * Panels side by side as SVG: a row for each contender, its median as a dot on the line from the tenth to the ninetieth
 * percentile, and the median in figures. `highlight` names the row to stand out. Readable on light and dark grounds.
 */
export function plot(title: string, panels: readonly Panel[], highlight: string): string {
  const names = [...new Set(panels.flatMap(({ rows }) => Object.keys(rows)))];
  const width = NAMES + panels.length * (PANEL + GAP);
  const bottom = TOP + names.length * ROW;
  const style = (name: string) => (name === highlight ? "own" : "other");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 34}" width="${width}" role="img" aria-label="${escape(title)}">`,
    STYLE,
    text(0, 18, "title", title),
    ...names.map((name, i) => text(0, rowAt(i) + 4, style(name), name)),
    ...panels.flatMap((panel, i) => panelAt(NAMES + i * (PANEL + GAP), bottom, panel, names, style)),
    "</svg>",
    "",
  ].join("\n");
}

function panelAt(
  left: number,
  bottom: number,
  { title, unit, rows }: Panel,
  names: readonly string[],
  style: (name: string) => string,
): string[] {
  const { ticks, at } = axis(Object.values(rows));
  const x = (value: number) => round(left + AXIS * at(value));
  const grid = ticks.flatMap((tick) => [
    `<path class="grid" d="M${x(tick)} ${TOP - 8}V${bottom}"/>`,
    text(x(tick), bottom + 16, "tick", `${tick}`, "middle"),
  ]);
  const marks = names.flatMap((name, i) => {
    const row = rows[name];
    if (!row) return [];
    const y = rowAt(i);
    return [
      `<path class="${style(name)}" d="M${x(row.p10)} ${y}H${x(row.p90)}"/>`,
      `<circle class="${style(name)}" cx="${x(row.median)}" cy="${y}" r="4"/>`,
      text(left + PANEL, y + 4, style(name), figure(row.median), "end"),
    ];
  });
  return [text(left, 42, "panel", `${title}, ${unit}`), ...grid, ...marks];
}

/** The ticks (1, 2 and 5 of each decade) around all values, and where between 0 and 1 a value is among them. */
function axis(rows: readonly Summary[]): { ticks: number[]; at: (value: number) => number } {
  const values = rows.flatMap(({ p10, median, p90 }) => [p10, median, p90]);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const decades = Array.from({ length: 18 }, (_, i) => i - 9);
  const all = decades.flatMap((decade) => [1, 2, 5].map((digit) => Number(`${digit}e${decade}`)));
  const first = all.findLastIndex((tick) => tick < least);
  const last = all.findIndex((tick) => tick > most);
  const ticks = all.slice(first, last + 1);
  const [from = 1, to = 10] = [all[first], all[last]];
  const at = (value: number) => Math.log(value / from) / Math.log(to / from);
  return { ticks: ticks.length > 6 ? ticks.filter((tick) => Number.isInteger(Math.log10(tick))) : ticks, at };
}

const rowAt = (i: number): number => TOP + ROW / 2 + i * ROW;

const STYLE = `<style>
text { font: 12px system-ui, sans-serif; fill: #57606a; }
text.title { font-size: 14px; font-weight: 600; fill: #1f2328; }
text.panel { fill: #1f2328; }
text.tick { font-size: 11px; }
text.own { font-weight: 600; fill: #0b62c4; }
path { stroke-width: 2; stroke-linecap: round; }
path.grid { stroke: #d0d7de; stroke-width: 1; }
path.other { stroke: #8c959f; } circle.other { fill: #8c959f; }
path.own { stroke: #0b62c4; } circle.own { fill: #0b62c4; }
@media (prefers-color-scheme: dark) {
  text { fill: #9198a1; } text.title, text.panel { fill: #f0f6fc; } text.own { fill: #58a6ff; }
  path.grid { stroke: #3d444d; }
  path.own { stroke: #58a6ff; } circle.own { fill: #58a6ff; }
}
</style>`;
