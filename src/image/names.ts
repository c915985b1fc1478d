import { IgnityError, type Position } from "../ast/diagnostic.ts";

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/** Refuses what cannot be the name of a service: it is that of a directory, and a word in scripts and messages. */
export function checkServiceName(name: string, position: Position | undefined): void {
  if (NAME.test(name) && !name.endsWith("-") && name.length <= 100) return;
  throw new IgnityError(
    "IG051",
    `${JSON.stringify(name)} cannot be the name of a service`,
    'use up to 100 letters, digits, "_", "." and "-", none of the last two first and no "-" at its end',
    position,
  );
}

/** The same for a file in one of the directories that are read in order of name. */
export function checkFileName(name: string, position: Position | undefined): void {
  if (NAME.test(name)) return;
  throw new IgnityError(
    "IG051",
    `${JSON.stringify(name)} cannot be the name of a file`,
    'use letters, digits, "_", "." and "-", none of the last two first, as in "10-app"',
    position,
  );
}

/** Refuses what no process can have in its environment. */
export function checkVariable(name: string, value: string, position: Position | undefined): void {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !value.includes("\0")) return;
  throw new IgnityError(
    "IG055",
    `${JSON.stringify(name)} cannot be a variable with the value ${JSON.stringify(value)}`,
    "name it with letters, digits and _, not a digit first, and give it a value without a NUL byte",
    position,
  );
}
