import type { Operand, Program } from "./notation.ts";

/** `forx [-pEe] [-o CODES] VARIABLE { VALUES } [PROGRAM...]`, as a manual writes it. */
export function synopsisOf({ name, options, sequence }: Program): string {
  const switches = options.filter(({ takes }) => takes === undefined).map(({ letter }) => letter);
  const valued = options.flatMap(({ letter, takes }) =>
    takes === undefined ? [] : `[-${letter} ${takes.toUpperCase()}]`,
  );
  return [
    name,
    ...(switches.length > 0 ? [`[-${switches.join("")}]`] : []),
    ...valued,
    ...sequence.map(written),
  ].join(" ");
}

/** The same with all options as one: `forx [OPTIONS] VARIABLE { VALUES } [PROGRAM...]`. */
export function shortSynopsisOf({ name, options, sequence }: Program): string {
  return [name, ...(options.length > 0 ? ["[OPTIONS]"] : []), ...sequence.map(written)].join(" ");
}

function written(operand: Operand): string {
  if (operand.kind === "chain") return operand.mayBeEmpty ? "[PROGRAM...]" : "PROGRAM...";
  const word = operand.name.toUpperCase();
  if (operand.kind === "block") return operand.optional ? `[{ ${word} }]` : `{ ${word} }`;
  return { one: word, optional: `[${word}]`, any: `[${word}...]`, some: `${word}...` }[operand.count];
}
