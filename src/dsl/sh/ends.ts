import type { Arm, ShBody, ShCommand, ShWord, Simple } from "../../ast/sh.ts";
import { calleeOf } from "./commands.ts";

/** Whether nothing after the command can be reached: it leaves the script, the function or the loop. */
export function ends(command: ShCommand): boolean {
  switch (command.kind) {
    case "Simple":
      return leaves(command) || calleeOf(command)?.returns === false;
    case "If":
      return command.otherwise !== undefined && [...command.branches, command.otherwise].every(bodyEnds);
    case "Case":
      return command.arms.some(takesAny) && command.arms.every(bodyEnds);
    case "Group":
      return bodyEnds(command);
    default:
      return false;
  }
}

/** Whether the last statement of a body ends it. */
export function bodyEnds({ body }: { readonly body: ShBody }): boolean {
  const last = body.statements.at(-1);
  return last !== undefined && !last.background && ends(last.command);
}

function leaves({ words }: Simple): boolean {
  const name = literal(words[0]);
  if (name === "exec") return words.length > 1;
  return name === "exit" || name === "return" || name === "break" || name === "continue";
}

const literal = (word: ShWord | undefined): string | undefined => {
  const [part, ...more] = word?.parts ?? [];
  return typeof part === "string" && more.length === 0 ? part : undefined;
};

const takesAny = ({ patterns }: Arm): boolean =>
  patterns.some(
    ({ parts: [part, ...more] }) =>
      typeof part === "object" && part.kind === "Live" && part.text === "*" && more.length === 0,
  );
