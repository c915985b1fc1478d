import type { Figure, Outcome } from "./scenario.ts";
import { figure, quantile, summarise } from "./statistics.ts";
import type { Target } from "./targets.ts";

/** Rows of cells, all of one length; the first row is the header, the first cell of a row its name. */
export interface Table {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

export function outcomeTable({ title, figures }: Outcome): Table {
  const contenders = [...new Set(figures.flatMap(({ samples }) => Object.keys(samples)))];
  const heads = figures.flatMap((f) => [
    f.unit ? `${f.name}, ${f.unit}` : f.name,
    ...(f.reference ? ["ratio"] : []),
  ]);
  return {
    title,
    rows: [["", ...heads], ...contenders.map((name) => [name, ...figures.flatMap((f) => cells(f, name))])],
  };
}

/** What was measured, and what it comes to. */
export interface Results {
  readonly outcomes: readonly Outcome[];
  readonly targets: readonly Target[];
  readonly reach: readonly Target[];
}

/** The tables that are not empty. */
export function targetTables({ targets, reach }: Results): Table[] {
  return [
    targetTable("What ignity is held to", targets),
    targetTable("What it reaches for beyond that", reach),
  ].filter(({ rows }) => rows.length > 1);
}

function targetTable(title: string, targets: readonly Target[]): Table {
  return {
    title,
    rows: [
      ["", "asked", "seen", ""],
      ...targets.map(({ what, asked, seen, met }) => [what, asked, seen, met ? "met" : "NOT MET"]),
    ],
  };
}

/** A median, with its spread where it has one, and how many times the reference's it is. */
function cells({ unit, reference, samples }: Figure, contender: string): string[] {
  const own = samples[contender];
  const base = reference && samples[reference];
  if (!own) return reference ? ["", ""] : [""];
  const { median, p10, p90 } = summarise(own);
  const value = unit === "ms" ? `${figure(median)} (${figure(p10)}-${figure(p90)})` : median.toFixed(0);
  return [value, ...(reference ? [base ? (median / quantile(base, 0.5)).toFixed(2) : ""] : [])];
}

/** The table as text: the first column to the left, the others to the right. */
export function plain({ title, rows }: Table): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join("   ");
  return [title, ...rows.map((row) => `  ${line(row)}`.trimEnd())].join("\n");
}

/** The rows as Markdown; a formatter aligns them. */
export function markdown({ rows }: Table): string {
  const [head = [], ...body] = rows;
  const rule = head.map((_, i) => (i ? "--:" : ":--"));
  return [head, rule, ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
