import type { Figure, Outcome } from "./scenario.ts";
import { quantile, summarise } from "./statistics.ts";
import type { Target } from "./targets.ts";

/** A header and rows of cells, all of one length. */
export interface Table {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

export function outcomeTable({ title, figures }: Outcome): Table {
  const contenders = [...new Set(figures.flatMap(({ samples }) => Object.keys(samples)))];
  const heads = figures.flatMap((f) => [
    `${f.name}${f.unit && `, ${f.unit}`}`,
    ...(f.reference ? ["ratio"] : []),
  ]);
  return {
    title,
    rows: [["", ...heads], ...contenders.map((name) => [name, ...figures.flatMap((f) => cells(f, name))])],
  };
}

export function targetTable(targets: readonly Target[]): Table {
  return {
    title: "What ignity is held to",
    rows: [
      ["", "asked", "seen", ""],
      ...targets.map(({ what, asked, seen, met }) => [what, asked, seen, met ? "met" : "NOT MET"]),
    ],
  };
}

/** A median with its spread, and how it compares with the reference's. */
function cells({ unit, reference, samples }: Figure, contender: string): string[] {
  const own = samples[contender];
  const base = reference && samples[reference];
  if (!own) return reference ? ["", ""] : [""];
  const { median, p10, p90 } = summarise(own);
  const spread = unit === "ms" ? ` (${number(p10)}-${number(p90)})` : "";
  const ratio = base ? (median / quantile(base, 0.5)).toFixed(2) : "";
  return [`${number(median, unit)}${spread}`, ...(reference ? [ratio] : [])];
}

function number(value: number, unit: Figure["unit"] = "ms"): string {
  if (unit !== "ms") return value.toFixed(0);
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

/** The table as text: the first column to the left, the others to the right. */
export function plain({ title, rows }: Table): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join("   ");
  return [title, ...rows.map((row) => `  ${line(row)}`.trimEnd())].join("\n");
}
