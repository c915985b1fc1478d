import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import type { Block as BlockNode } from "../../ast/execline.ts";
import { programs, type BlockOperand, type Program } from "../../facts/index.ts";
import { ENVIRONMENT } from "../environment.ts";
import type { Block } from "./chain.ts";
import type { Cases, Handlers, Pairs } from "./signature.ts";
import { looksLikeOption, type Words } from "./words.ts";

/** One argument of an instruction on its way into the tree. */
export type Argument = Words | BlockNode;

/** A program's flags as the author wrote them. */
export type GivenFlags = Readonly<Record<string, true | Words | readonly (string | number)[]>>;

/** How blocks are made: the chain an instruction stands in knows its scope. */
export interface BlockMaker {
  prog(block: Block): BlockNode;
  rows(rows: readonly (readonly Argument[])[]): BlockNode;
}

/** The whole line of a program: its name, its options in the order given, its operands. */
export function line(
  program: Program,
  flags: GivenFlags,
  operands: readonly Argument[],
): readonly Argument[] {
  const options = Object.entries(flags).flatMap(([word, value]): Words[] => {
    const { letter, takes } = program.options.find((option) => option.word === word)!;
    if (takes === undefined) return [`-${letter}`];
    return [`-${letter}`, Array.isArray(value) ? value.join(",") : (value as Words)];
  });
  const [first] = operands;
  const dashes = program.getopt && first !== undefined && !isBlock(first) && looksLikeOption(first);
  return [program.name, ...options, ...(dashes ? ["--"] : []), ...operands];
}

/** The line of a program of the table by its name. */
export function lineOf(name: string, flags: GivenFlags, operands: readonly Argument[]): readonly Argument[] {
  return line(programs.get(name)!, flags, operands);
}

/** A call's arguments as the operands the program's synopsis asks for, and what is left of them. */
export function readOperands(
  program: Program,
  given: readonly unknown[],
  make: BlockMaker,
  position: Position | undefined,
): { readonly operands: readonly Argument[]; readonly rest: readonly unknown[] } {
  const rest = [...given];
  const operands = program.sequence.flatMap((operand): readonly Argument[] => {
    if (operand.kind === "chain") return [];
    if (operand.kind === "block") return [readBlock(program, operand, rest.shift(), make, position)];
    if (operand.count === "any" || operand.count === "some") return rest.splice(0) as Words[];
    if (operand.count === "optional" && !isWord(rest[0])) return [];
    const value = rest.shift() as Words;
    if (operand.holds === "envname") checkVariableName(value as string, position);
    return [value];
  });
  return { operands, rest };
}

function readBlock(
  program: Program,
  { name, holds, mayBeEmpty }: BlockOperand,
  value: unknown,
  make: BlockMaker,
  position: Position | undefined,
): BlockNode {
  if (holds === "child" || holds === "exec") return make.prog(value as Block);
  const rows = readRows(holds, value, make);
  if (rows.length === 0 && !mayBeEmpty) {
    throw new IgnityError("IG013", `${program.name} is given no ${name}`, "give it at least one", position);
  }
  return make.rows(rows);
}

function readRows(
  holds: BlockOperand["holds"],
  value: unknown,
  make: BlockMaker,
): readonly (readonly Argument[])[] {
  if (holds === "cases") return (value as Cases).map(([pattern, prog]) => [pattern, make.prog(prog)]);
  if (holds === "handlers") {
    return Object.entries(value as Handlers).map(([signal, prog]) => [signal, make.prog(prog)]);
  }
  if (holds === "pairs") return value as Pairs;
  const words = value as readonly Words[];
  return words.length === 0 ? [] : [words];
}

/** The environment variables a script sets by name: what execline takes, and no misspelt one of ignity's. */
export function checkVariableName(name: string, position: Position | undefined): void {
  if (name === "" || /[=\0]/.test(name)) {
    throw new IgnityError(
      "IG008",
      `${JSON.stringify(name)} is no name of an environment variable`,
      'name it with at least one character, none of them "="',
      position,
    );
  }
  if (name.startsWith("IGNITY_") && !Object.hasOwn(ENVIRONMENT, name)) {
    throw new IgnityError(
      "IG012",
      `${name} is none of ignity's variables`,
      `write one of ${Object.keys(ENVIRONMENT).join(", ")}`,
      position,
    );
  }
}

/** A program as a property: `s6-ftrig-listen1` is `ftrigListen1`. */
export function propertyName(program: string): string {
  return program.replace(/^s6-/, "").replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

export function isBlock(value: Argument): value is BlockNode {
  return typeof value === "object" && value.kind === "Block";
}

function isWord(value: unknown): boolean {
  return typeof value === "object" ? value !== null && "kind" in value : value !== undefined;
}
