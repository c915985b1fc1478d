import { IgnityError, type Position } from "../ast/diagnostic.ts";

/** Refuses a number that is not in the range of what it is. */
export function checkNumber(
  value: number,
  least: number,
  most: number,
  what: string,
  position: Position | undefined,
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new IgnityError(
    "IG054",
    `${what} is ${value}`,
    `write a whole number from ${least} to ${most}`,
    position,
  );
}
