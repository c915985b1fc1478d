/** How many processes something starts: a fork is one, an exec in place of what ran before is none. */
export interface Starts {
  readonly least: number;
  /** Without what the loops add. */
  readonly most: number;
  /** What one turn of a loop adds, by the loop's first line. */
  readonly each: Readonly<Record<string, Starts>>;
}

export const NONE: Starts = { least: 0, most: 0, each: {} };
export const ONE: Starts = { least: 1, most: 1, each: {} };

/** Both happen. */
export function plus(a: Starts, b: Starts): Starts {
  return { least: a.least + b.least, most: a.most + b.most, each: merged(a, b, plus) };
}

/** One of them happens. */
export function either(a: Starts, b: Starts): Starts {
  return {
    least: Math.min(a.least, b.least),
    most: Math.max(a.most, b.most),
    each: merged(a, b, either),
  };
}

/** It happens any number of times, or never. */
export function repeated(loop: string, turn: Starts): Starts {
  return startsNone(turn) ? NONE : { ...NONE, each: { [loop]: turn } };
}

const startsNone = ({ most, each }: Starts): boolean => most === 0 && Object.keys(each).length === 0;

function merged(a: Starts, b: Starts, join: (a: Starts, b: Starts) => Starts): Starts["each"] {
  const loops = Object.keys({ ...a.each, ...b.each });
  return Object.fromEntries(loops.map((loop) => [loop, join(a.each[loop] ?? NONE, b.each[loop] ?? NONE)]));
}
