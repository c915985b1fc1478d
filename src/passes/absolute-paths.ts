import type { Instruction, Script, Word } from "../ast/execline.ts";
import { programs, type Package } from "../facts/index.ts";
import { literal } from "../parse/program-of.ts";
import { changeLines } from "./line.ts";

/** Where the programs of each package are, by the directory that a script's first line finds execlineb in. */
const LAYOUTS: Readonly<Record<string, Readonly<Record<Package, string>>>> = {
  "/usr/lib/execline/bin": { execline: "/usr/lib/execline/bin", s6: "/usr/bin" },
  "/command": { execline: "/command", s6: "/command" },
};

/**
 * Names each program of execline and s6 by its path: nothing is looked up in PATH, so a script runs with any
 * environment, and without a failed exec.
 *
 *     foreground { s6-svok . } a   ->   /usr/lib/execline/bin/foreground { /usr/bin/s6-svok . } a
 *
 * Where they are is told by the script's first line; not by one with `/bin/execlineb`, which in Debian is another
 * script, and has none of the others beside it.
 */
export function absolutePaths(script: Script): Script {
  const [, directory = ""] = /^(\S*)\/execlineb(?:\s|$)/.exec(script.shebang ?? "") ?? [];
  const directories = Object.hasOwn(LAYOUTS, directory) ? LAYOUTS[directory] : undefined;
  if (!directories) return script;
  const named = (link: Instruction): Instruction => {
    const [first, ...rest] = link.argv;
    const program = programs.get(literal(first) ?? "");
    if (!program || link.verbatim !== undefined) return link;
    const { spelling: _, ...word } = first as Word;
    return {
      ...link,
      argv: [{ ...word, parts: [`${directories[program.package]}/${program.name}`] }, ...rest],
    };
  };
  return changeLines(script, ({ chain, steps, end: [last, ...more] }) => ({
    ...chain,
    links: [...steps.map(({ link }) => named(link)), ...(last ? [named(last)] : []), ...more],
  }));
}
