import { existsIn, programs, type Versions } from "../facts/index.ts";
import type { Placing } from "../lint/subject.ts";
import { ofProgram } from "./hover.ts";
import { expectedAt } from "./place.ts";

/** One thing that can be written at a cursor, in place of what is there of it. */
export interface Completion {
  readonly kind: "program" | "option" | "name";
  readonly label: string;
  readonly detail: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Offset from which the text is replaced. */
  readonly start: number;
  readonly text: string;
}

/** Programs where one is expected, options where a program reads them, names after `$`. */
export function completionsAt(source: string, offset: number, versions: Versions): readonly Completion[] {
  const { typed, start, placing } = expectedAt(source, offset, versions);
  if (placing === undefined) return [];
  const dollar = /\$\{?\w*$/.exec(typed);
  if (dollar !== null) return namesIn(placing, start + dollar.index);
  if (typed.startsWith("-")) return optionsFor(placing, start, versions);
  return placing.index === 0 && placing.site?.holds !== "directives"
    ? programsAt(start, versions)
    : directivesAt(placing, start);
}

function programsAt(start: number, versions: Versions): readonly Completion[] {
  return Array.from(programs.values())
    .filter((program) => existsIn(versions, program.package, program))
    .map((program) => ({
      kind: "program" as const,
      label: program.name,
      detail: program.purpose,
      documentation: ofProgram(program),
      start,
      text: program.name,
    }));
}

const DIRECTIVES = ["define", "importas", "elglob", "elgetpositionals", "multidefine"];

function directivesAt({ index, site }: Placing, start: number): readonly Completion[] {
  if (index !== 0 || site?.holds !== "directives") return [];
  return DIRECTIVES.map((name) => {
    const program = programs.get(name)!;
    return {
      kind: "program",
      label: name,
      detail: program.purpose,
      documentation: ofProgram(program),
      start,
      text: name,
    };
  });
}

function optionsFor({ site, word }: Placing, start: number, versions: Versions): readonly Completion[] {
  const { program, given } = site ?? {};
  if (program === undefined || !given!.options.some((option) => option.word === word)) return [];
  return program.options
    .filter((option) => existsIn(versions, program.package, option))
    .map(({ letter, takes, meaning }) => ({
      kind: "option",
      label: `-${letter}`,
      detail: takes === undefined ? meaning : `${takes.toUpperCase()}: ${meaning}`,
      start,
      text: `-${letter}`,
    }));
}

function namesIn({ scope }: Placing, start: number): readonly Completion[] {
  return scope.names().map((name) => ({
    kind: "name",
    label: `\${${name}}`,
    detail: `since line ${scope.find(name)!.by.position!.line}`,
    start,
    text: `\${${name}}`,
  }));
}
