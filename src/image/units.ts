import { IgnityError, type Position } from "../ast/diagnostic.ts";

/** A time with its unit: `"200ms"`, `"5s"`, `"2min"`, `"1h"`. A number alone, or another unit, is refused by tsc. */
export type Duration = `${number}${"ms" | "s" | "min" | "h"}`;

/** An amount of memory or disk with its unit: `"512B"`, `"64KiB"`, `"256MiB"`, `"2GiB"`. */
export type Size = `${number}${"B" | "KiB" | "MiB" | "GiB"}`;

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };
const BYTES: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/** What the stages, s6 and the shell can all count. */
const MOST_MS = 999_999_999;

/** A time in whole milliseconds. */
export function milliseconds(duration: Duration, position: Position | undefined): number {
  const ms = valueOf(duration, MILLISECONDS);
  if (ms >= 1 && ms <= MOST_MS) return ms;
  throw new IgnityError(
    "IG050",
    `the time ${JSON.stringify(duration)} is not from 1ms to ${MOST_MS}ms`,
    'write a number and its unit, as "200ms", "5s", "2min" or "1h"',
    position,
  );
}

/** A time in whole seconds, for the programs of s6 that count these. */
export function wholeSeconds(duration: Duration, position: Position | undefined): number {
  const ms = milliseconds(duration, position);
  if (ms % 1000 === 0) return ms / 1000;
  throw new IgnityError(
    "IG050",
    `the time ${JSON.stringify(duration)} is not in whole seconds`,
    "s6 counts this one in seconds",
    position,
  );
}

/** A size in bytes. */
export function bytes(size: Size, position: Position | undefined): number {
  const count = valueOf(size, BYTES);
  if (count >= 0 && count <= Number.MAX_SAFE_INTEGER) return count;
  throw new IgnityError(
    "IG050",
    `the size ${JSON.stringify(size)} cannot be counted in bytes`,
    'write a number and its unit, as "512B", "64KiB", "256MiB" or "2GiB"',
    position,
  );
}

/** The number times what its unit stands for; NaN where it is no plain decimal or gives no whole number. */
function valueOf(text: string, units: Readonly<Record<string, number>>): number {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([a-zA-Z]+)$/.exec(text) ?? [];
  const value = Math.round(Number(number) * (units[unit] ?? NaN) * 1e6) / 1e6;
  return Number.isInteger(value) ? value : NaN;
}
