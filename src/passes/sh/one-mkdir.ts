import type { ShScript, ShWord, Statement } from "../../ast/sh.ts";
import { literal, mkdirOf } from "./mkdir.ts";
import { changeBodies, nodesIn, type Node } from "./walk.ts";

/**
 * Makes several directories with one program, in sh.
 *
 *     mkdir -p a; mkdir -p "x$b"; c   ->   mkdir -p a "x$b"; c
 *
 * `mkdir` tries each directory whatever became of the others, and fails when one of them could not be made: that is as
 * it was where nothing sees the `$?` of the last one, and no failure ends the script.
 */
export function oneMkdirOfSh(script: ShScript): ShScript {
  const nodes = nodesIn(script);
  if (nodes.some(tellsOfFailure)) return script;
  const functions = new Set(
    nodes.filter((node) => node.kind === "FunctionDefinition").map(({ name }) => name),
  );
  if (functions.has("mkdir")) return script;
  const hidesStatus = (next: Statement | undefined): boolean =>
    next !== undefined && !nodesIn(next).some((node) => mayLook(node, functions));
  return changeBodies(script, (statements) => {
    const changed: Statement[] = [];
    statements.forEach((statement, i) => {
      const before = changed.at(-1);
      const one = before && hidesStatus(statements[i + 1]) ? join(before, statement) : undefined;
      changed.splice(one ? -1 : changed.length, 1, one ?? statement);
    });
    return changed;
  });
}

/** Both as one statement. */
function join(first: Statement, second: Statement): Statement | undefined {
  const [a, b] = [first, second].map(mkdirOf);
  if (!a || !b || textOf(a.program) !== textOf(b.program) || first.command.kind !== "Simple")
    return undefined;
  const words = [...a.program, ...(a.dashes ?? b.dashes ?? []), ...a.directories, ...b.directories];
  return { ...first, command: { ...first.command, words }, leading: [...first.leading, ...second.leading] };
}

const textOf = (words: readonly ShWord[]): string => JSON.stringify(words);

/** Whether a failure may end the script, or something may look at `$?` at any time, or nobody can tell. */
function tellsOfFailure(node: Node): boolean {
  switch (node.kind) {
    case "Raw":
      return true;
    case "Trap":
      return nodesIn(node.action).some(isStatus);
    case "Simple":
      return literal(node.words[0]) === "set" && !/^(?:--|-C|\+C)$/.test(literal(node.words[1]) ?? "");
    default:
      return false;
  }
}

/** What uses the exit code of the command before it, or may. */
const LOOK = new Set(["exit", "return", "eval", "."]);

function mayLook(node: Node, functions: ReadonlySet<string>): boolean {
  if (isStatus(node)) return true;
  if (node.kind !== "Simple" || node.words.length === 0) return false;
  const program = literal(node.words[0]);
  return program === undefined || LOOK.has(program) || functions.has(program);
}

const isStatus = (node: Node): boolean => node.kind === "Parameter" && node.name === "?";
