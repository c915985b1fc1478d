import type { ShScript } from "../ast/sh.ts";
import { CommandPrinter } from "./sh-commands.ts";

/**
 * The text of a POSIX sh script. What shares a line depends on what it is, never on its width, so that an edit
 * reflows no other line.
 */
export function printSh({ shebang, body }: ShScript): string {
  const printer = new CommandPrinter();
  printer.body(body);
  return `#!${shebang}\n${printer.out.newline().text}`;
}
