import type { Part } from "../../ast/execline.ts";

declare const COUNT: unique symbol;

/**
 * A variable: a place where the value of an earlier substitution goes. A `Var<"many">` may give any number of words,
 * none included, and so does not fit where one word is needed.
 */
export interface Var<Count extends "one" | "many"> {
  readonly kind: "Var";
  readonly binder: Binder;
  readonly [COUNT]: Count;
}

/** What a variable refers to. Two blocks may each have a binder of the same name. */
export interface Binder {
  /** Empty until it is known, inside a `multisubstitute`. */
  name: string;
  /** Its value cannot hold a `$`, so no later substitution can change it. */
  readonly plain: boolean;
  /** One of the script's own arguments: `$@`, `$#`, `$1`. */
  readonly positional?: true;
}

/** A word put together by {@link word}. */
export interface Text {
  readonly kind: "Text";
  readonly parts: readonly (string | Binder)[];
}

/** A word made by {@link raw}. */
export interface Raw {
  readonly kind: "Raw";
  readonly text: string;
}

/** Exactly one word of the command line. */
export type Word = string | number | Text | Raw | Var<"one">;

/** A word, or a variable that may give any number of words. */
export type Words = Word | Var<"many">;

/**
 * One word with values in it.
 *
 *     word`${dir}/down`    // ${dir}/down
 *
 * The literal text is data: a `${x}` written in it is refused, and backslashes stand for themselves.
 */
export function word(
  strings: TemplateStringsArray,
  ...holes: readonly (string | number | Text | Var<"one">)[]
): Text {
  return textOf(strings.flatMap((text, i) => [text, ...(i < holes.length ? partsOf(holes[i]!) : [])]));
}

/**
 * A word whose text reaches the programs exactly as it is, substitutions and all: the way around every check.
 *
 *     raw("${PATH}")    // ${PATH}
 */
export function raw(text: string): Raw {
  return { kind: "Raw", text };
}

/**
 * An operand of `eltest` that is a value whatever it holds: without it a variable that holds `=` or `-n` is read as
 * an operator.
 *
 *     eltest(data(name), "=", "root")    // eltest \\\\${name} = root
 */
export function data(value: Word): Text {
  return textOf(["\\", ...partsOf(value)]);
}

export function partsOf(value: Words): readonly (string | Binder)[] {
  if (typeof value !== "object") return [String(value)];
  if (value.kind === "Var") return [value.binder];
  return value.kind === "Text" ? value.parts : [value.text];
}

export function variable<Count extends "one" | "many">(binder: Binder): Var<Count> {
  return { kind: "Var", binder } as Var<Count>;
}

/** Whether a program that reads options might take it for one. */
export function looksLikeOption(value: Words): boolean {
  const first = partsOf(value)[0] ?? "";
  return typeof first === "string" ? first.startsWith("-") : !first.plain;
}

/** The parts of the tree's word. A backslash before a substitution is doubled, so that it stands for itself. */
export function nodeParts(value: Words): readonly Part[] {
  if (typeof value === "object" && value.kind === "Raw") return [value.text];
  const parts = partsOf(value);
  return parts.map((part, i): Part => {
    if (typeof part !== "string") {
      return {
        kind: "Ref",
        name: part.name,
        ...(part.positional && parts.length === 1 && { style: "bare" }),
      };
    }
    return typeof parts[i + 1] === "object" ? part.replace(/\\+$/, "$&$&") : part;
  });
}

/** Neighbouring literals become one and empty ones go, so that checks see what execline will see. */
function textOf(parts: readonly (string | Binder)[]): Text {
  const merged: (string | Binder)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === "string" && typeof last === "string") merged[merged.length - 1] = last + part;
    else if (part !== "") merged.push(part);
  }
  return { kind: "Text", parts: merged };
}
