import type { Program } from "../facts/index.ts";
import { synopsisOf } from "../facts/synopsis.ts";
import type { Binding } from "../lint/scope.ts";
import type { Placing, Subject } from "../lint/subject.ts";
import { programOf } from "../parse/program-of.ts";
import { refAt, wordAt } from "./place.ts";

/** Markdown about what is under a cursor: a program, one of its options or arguments, a substituted name. */
export function hoverAt(subject: Subject, offset: number): string | undefined {
  const placing = wordAt(subject, offset);
  if (placing === undefined) return undefined;
  const ref = refAt(subject, placing, offset);
  const binding = ref && placing.scope.find(ref.name);
  if (binding !== undefined) return ofBinding(binding, subject);
  const program = programOf(placing.word);
  if (placing.index === 0 && program !== undefined) return ofProgram(program);
  return ofArgument(placing);
}

function ofBinding({ name, by, uses }: Binding, { source }: Subject): string {
  const { offset, length, line } = by.position!;
  const text = source.slice(offset, offset! + length!).split("\n", 1)[0];
  return `\`\${${name}}\` is substituted since line ${line} (${uses} ${uses === 1 ? "use" : "uses"}):\n\n${fenced(text!)}`;
}

export function ofProgram(program: Program): string {
  const { name, purpose, options, package: from, since, until } = program;
  const exists = since ? ` (since ${from} ${since})` : until ? ` (until ${from} ${until})` : "";
  const list = options.map(({ letter, takes, meaning, since }) => {
    const argument = takes === undefined ? "" : ` ${takes}`;
    return `- \`-${letter}${argument}\`: ${meaning}${since ? ` (since ${since})` : ""}`;
  });
  return [
    `**${name}**: ${purpose}${exists}`,
    fenced(synopsisOf(program)),
    ...(list.length > 0 ? [list.join("\n")] : []),
  ].join("\n\n");
}

function ofArgument({ site, word }: Placing): string | undefined {
  if (site?.program === undefined) return undefined;
  const { name, substitutes } = site.program;
  const options = site.given!.options.filter((given) => given.word === word && given.option !== undefined);
  if (options.length > 0) {
    return options.map(({ letter, option }) => `\`${name} -${letter}\`: ${option!.meaning}`).join("\n\n");
  }
  const operand = site.given!.operands.find(({ items }) => items.includes(word))?.operand;
  if (operand === undefined) return undefined;
  const binds = substitutes?.operand === operand.name && site.instruction.binds.length > 0;
  return `\`${operand.name}\` of ${name}${binds ? ": the name it substitutes in everything after it" : ""}`;
}

const fenced = (text: string): string => `\`\`\`execline\n${text}\n\`\`\``;
