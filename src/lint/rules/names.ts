import { programs } from "../../facts/index.ts";
import type { Report } from "../finding.ts";
import { isSlip } from "../slip.ts";
import type { Subject } from "../subject.ts";

/** Programs that older execline had, and what took their place. */
const GONE: Readonly<Record<string, string>> = {
  import: "importas",
  for: "forx",
  forbacktick: "forbacktickx",
  loopwhile: "loopwhilex",
};

/** Words of a shell that no system has as a program. */
const SHELL = new Set(
  "if then elif else fi do done esac while until case function select set source local declare typeset let eval shift readonly alias . :".split(
    " ",
  ),
);

/** What a chain calls that cannot be a program. */
export function names({ sites }: Subject, report: Report): void {
  for (const { name, program, instruction, holds } of sites) {
    if (name === undefined || program !== undefined || holds === "directives") continue;
    const [at] = instruction.argv;
    const similar = GONE[name] ?? nearest(name);
    if (/^[A-Za-z_]\w*=/.test(name)) {
      const [variable, value = ""] = name.split(/=(.*)/s);
      report("EL1311", at!, `${name} is taken for a program`, `write export ${variable} ${value || '""'}`);
    } else if (similar !== undefined) {
      report("EL1101", at!, `there is no program ${name}`, `did you mean ${similar}?`);
    } else if (SHELL.has(name)) {
      report(
        "EL1312",
        at!,
        `${name} belongs to the shell, not to execline`,
        'write sh -c "..." where a shell must run',
      );
    }
  }
}

/** The one program of the table that a long name is a slip of the finger away from. */
function nearest(name: string): string | undefined {
  if (name.length < 6) return undefined;
  const near = [...programs.keys()].filter((each) => isSlip(name, each));
  return near.length === 1 ? near[0] : undefined;
}
