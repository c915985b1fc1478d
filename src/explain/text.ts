import type { Starts } from "../cost/starts.ts";
import type { Explained, Weight } from "./explain.ts";

/** What `ignity explain` prints of a script. */
export function textOf(name: string, { changes, before, after }: Explained): string {
  const isSame = changes.length === 0;
  return [
    name,
    ...changes.flatMap(({ pass, lines }) => [
      `  ${pass}`,
      ...lines.map((line) => `    ${line}`.trimEnd()),
      "",
    ]),
    ...(isSame ? ["  nothing to save", ""] : []),
    ...table(
      isSame
        ? [["", after]]
        : [
            ["before", before],
            ["after", after],
          ],
    ),
    ...turnsOf(after),
    "",
  ].join("\n");
}

const COLUMNS = ["best", "usual", "worst", "programs"];

type Row = readonly [name: string, weight: Weight];

function table(rows: readonly Row[]): readonly string[] {
  const cells = rows.map(([name, { least, usual, most, programs }]) => [
    name,
    ...[least, usual, most, ...(programs === undefined ? [] : [programs])].map(String),
  ]);
  const head = ["processes", ...COLUMNS.slice(0, cells[0]!.length - 1)];
  return [head, ...cells].map(
    ([first, ...others]) =>
      `  ${first!.padEnd(head[0]!.length)}${others.map((cell) => cell.padStart(10)).join("")}`,
  );
}

function turnsOf({ each }: Starts, indent = "  "): readonly string[] {
  return Object.entries(each).flatMap(([loop, { least, most, ...rest }]) => [
    `${indent}and for each turn of ${loop}: ${least === most ? most : `${least} to ${most}`}`,
    ...turnsOf({ least, most, ...rest }, `${indent}  `),
  ]);
}
