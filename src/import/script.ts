import type { Word } from "../ast/execline.ts";
import type { Body, Command } from "../image/index.ts";
import { parse } from "../parse/parse.ts";
import { shWords } from "./sh-words.ts";

/** What a script is in an image file. */
export interface Converted {
  readonly body: Body;
  readonly user?: string;
  readonly workdir?: `/${string}`;
  readonly comments: readonly string[];
}

export interface Circumstances {
  /** Init scripts leave variables: what asked for them by with-contenv goes on doing so. */
  readonly variables: boolean;
  /** Its output is a logger's, to which standard error goes as well. */
  readonly logged?: boolean;
  /** It is no `run`: there is nothing else to say its user and its directory. */
  readonly alone?: boolean;
}

/**
 * A script that does no more than become one command is written as that command; one for sh as its text; all other
 * scripts as they are, with their interpreter. The text has been adapted.
 */
export function convert(text: string, circumstances: Circumstances): Converted {
  const [, line = "", rest = ""] = /^#!([^\n]*)\n?([^]*)$/.exec(text) ?? [];
  const { interpreter, withEnv } = interpreterOf(line);
  const needsEnv = withEnv && circumstances.variables;
  const plain = needsEnv ? undefined : commandOf(interpreter, rest, circumstances);
  if (plain) return plain;
  if (/^(?:\/(?:usr\/)?bin\/)?sh$/.test(interpreter) && !needsEnv) {
    const lines = rest.replace(/^\s*\n|\s+$/g, "");
    return { body: { sh: lines.includes("\n") ? `\n${lines}\n` : lines }, comments: [] };
  }
  const kept = needsEnv ? `/usr/bin/with-env ${interpreter}` : absolute(interpreter);
  return { body: { script: `#!${kept}\n${rest}` as const }, comments: [] };
}

/** The interpreter without env and with-env before it. */
function interpreterOf(line: string): { readonly interpreter: string; readonly withEnv: boolean } {
  const words = line.trim().split(/\s+/);
  const isFirst = (name: RegExp): boolean => words.length > 1 && name.test(words[0]!);
  let withEnv = false;
  while (isFirst(/(?:^|\/)(?:env|with-env)$/)) withEnv = words.shift()!.endsWith("with-env") || withEnv;
  return {
    interpreter: words.join(" ").replace(/^\S*\/execlineb\b|^execlineb\b/, "/bin/execlineb"),
    withEnv,
  };
}

const absolute = (interpreter: string): string =>
  interpreter.startsWith("/") ? interpreter : `/usr/bin/env ${interpreter}`;

function commandOf(interpreter: string, text: string, circumstances: Circumstances): Converted | undefined {
  if (/(?:^|\/)(?:ba|da|a)?sh$/.test(interpreter)) return commandOfSh(text, circumstances);
  if (/execlineb(?: -[PW]+)?$/.test(interpreter)) return commandOfExecline(text, circumstances);
  return undefined;
}

/** Lines of sh that only go to a directory and become a program. */
function commandOfSh(text: string, circumstances: Circumstances): Converted | undefined {
  const lines = text.replaceAll("\\\n", " ").split("\n");
  const comments = lines.filter((line) => /^\s*#/.test(line)).map((line) => line.replace(/^\s*#+ ?/, ""));
  const commands = lines.filter((line) => /^\s*[^#\s]/.test(line)).map(shWords);
  const last = commands.pop();
  if (last === undefined || last.words[0] !== "exec" || last.words.length < 2) return undefined;
  const words = last.words.slice(1);
  let merges = last.merges;
  for (const command of commands.toReversed()) {
    const [program, ...args] = command?.words ?? [];
    if (program === "cd" && args.length === 1 && !command!.merges) words.unshift("cd", args[0]!);
    else if (program === "exec" && args.length === 0) merges ||= command!.merges;
    else return undefined;
  }
  return merges && !circumstances.logged ? undefined : finished(words, comments, circumstances);
}

/** A chain without blocks or substitutions is one command: each program is given the next one as its arguments. */
function commandOfExecline(text: string, circumstances: Circumstances): Converted | undefined {
  const { script, problems } = parse(text);
  const { links, trailing } = script.chain;
  if (problems.length > 0 || links.length === 0) return undefined;
  const items = links.flatMap(({ argv }) => argv);
  const isLiteral = (item: (typeof items)[number]): item is Word =>
    item.kind === "Word" && item.parts.every((part) => typeof part === "string");
  if (!items.every(isLiteral)) return undefined;
  const words = items.map(({ parts }) => parts.join(""));
  const comments = [...links.flatMap(({ leading }) => leading), ...trailing].map(({ text }) => text);
  const merges = circumstances.logged && words.slice(0, 4).join(" ") === "fdmove -c 2 1";
  return finished(merges ? words.slice(4) : words, comments, circumstances);
}

/** Takes with-env, whose variables are there anyway, the user and the directory off its front. */
function finished(
  words: readonly string[],
  comments: readonly string[],
  { variables, alone }: Circumstances,
): Converted {
  const command = words.filter((word, i) => i > 0 || variables || word !== "with-env");
  const shortest = alone ? Infinity : 2;
  let user: string | undefined;
  let workdir: `/${string}` | undefined;
  while (command.length > shortest) {
    const [program, argument] = command as [string, string];
    if (program === "s6-setuidgid" && user === undefined && !argument.startsWith("-")) user = argument;
    else if (program === "cd" && workdir === undefined && argument.startsWith("/") && user === undefined)
      workdir = argument as `/${string}`;
    else break;
    command.splice(0, 2);
  }
  return {
    body: command as unknown as Command,
    ...(user !== undefined && { user }),
    ...(workdir !== undefined && { workdir }),
    comments: comments.filter((comment) => comment !== "" && !comment.startsWith("shellcheck ")),
  };
}
