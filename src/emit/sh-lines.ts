import type { AndOr, Group, Not, Pipeline, ShBody, ShCommand, Statement, Subshell } from "../ast/sh.ts";

/** The command that a group without redirections is for, when there is only one and nothing is said about it. */
export function unwrapped(command: ShCommand): ShCommand {
  if (command.kind !== "Group" || command.redirects.length > 0) return command;
  const only = sole(command.body);
  return only && !only.background ? unwrapped(only.command) : command;
}

/** Whether a group or subshell stands on one line: it holds one command that has no block of its own. */
export function isInline({ body }: Group | Subshell): boolean {
  const only = sole(body);
  return only !== undefined && isLine(only.command);
}

/** Whether a command has no block. */
export function isLine(command: ShCommand): boolean {
  switch (command.kind) {
    case "Simple":
    case "Test":
    case "Raw":
      return true;
    case "Not":
      return isLine(partOf(command.command, command));
    case "Pipeline":
    case "AndOr":
      return command.commands.every((part) => isLine(partOf(part, command)));
    default:
      return false;
  }
}

/** A part of a list or of a negation loses its braces only if it has no block; `| while ...` is one too. */
export function partOf(command: ShCommand, whole: Not | Pipeline | AndOr): ShCommand {
  const inner = unwrapped(command);
  return whole.kind === "Pipeline" || isLine(inner) ? inner : command;
}

/** Whether a part of a list, a pipeline or a negation must be in braces to stay one part. */
export function needsBraces(part: ShCommand, whole: Not | Pipeline | AndOr): boolean {
  switch (part.kind) {
    case "AndOr":
      return whole.kind !== "AndOr" || whole.operator !== part.operator;
    case "Not":
      return whole.kind !== "AndOr";
    case "Raw":
      return true;
    default:
      return false;
  }
}

/** The only statement of a body that has no comments. */
function sole({ statements, trailing }: ShBody): Statement | undefined {
  const [only, ...more] = statements;
  return more.length === 0 && trailing.length === 0 && only?.leading.length === 0 ? only : undefined;
}
