import { readFileSync, writeFileSync } from "node:fs";
import { decode, encode } from "../../ast/bytes.ts";
import { formatPosition } from "../../ast/diagnostic.ts";
import { format } from "../../fmt/format.ts";
import { EXIT, type Command } from "../command.ts";
import { readOptions } from "../options.ts";
import { isScript } from "../../lint/is-script.ts";
import { treeOfPath } from "../tree/directory.ts";

export const command: Command = {
  summary: "format execline scripts",
  usage: `usage: ignity fmt [--check] [PATH...]

Formats execline scripts in place: of the files named and those in the directories
named, every one whose first line names execlineb, whose name ends with .execline,
or that is up or down of an s6-rc service. Without a PATH, the current directory.
"-" formats standard input to standard output.

No word that execlineb reads is changed. An instruction after the comment
# prettier-ignore is left as it is.

  --check   write nothing; name each file that is not formatted

exit codes: 0 all formatted, 1 a file cannot be (or with --check is not) formatted,
100 wrong usage, 111 a file cannot be read or written`,

  async run(args) {
    const { values, positionals } = readOptions(args, { check: { type: "boolean" } });
    const paths = positionals.length > 0 ? positionals : ["."];
    if (paths.includes("-")) return formatInput(values.check ?? false);
    let code: number = EXIT.ok;
    for (const path of paths) {
      const tree = treeOfPath(path);
      const files = Array.from(tree.entries).filter((entry) => isScript(tree, entry));
      const isFormatted = files.map((file) => formatFile(tree.prefix + file.path, values.check ?? false));
      if (isFormatted.includes(false)) code = EXIT.found;
    }
    return code;
  },
};

/** Whether the file is as it should be now. */
function formatFile(path: string, check: boolean): boolean {
  const before = readFileSync(path);
  const after = formatted(before, path);
  if (after === undefined) return false;
  if (before.equals(after)) return true;
  console.log(path);
  if (!check) writeFileSync(path, after);
  return !check;
}

function formatInput(check: boolean): number {
  const before = readFileSync(0);
  const after = formatted(before, "<stdin>");
  if (after === undefined) return EXIT.found;
  if (check) return before.equals(after) ? EXIT.ok : EXIT.found;
  process.stdout.write(after);
  return EXIT.ok;
}

function formatted(bytes: Uint8Array, file: string): Uint8Array | undefined {
  const { text, problems } = format(decode(bytes), file);
  for (const { position, code, what, hint } of problems) {
    console.error(`${formatPosition(position)}: ${code}: ${what}; ${hint}`);
  }
  return text === undefined ? undefined : encode(text);
}
