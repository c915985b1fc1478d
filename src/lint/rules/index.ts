import type { Report } from "../finding.ts";
import type { Subject } from "../subject.ts";
import { dashes } from "./dashes.ts";
import { exitCodes } from "./exit-codes.ts";
import { file } from "./file.ts";
import { flow } from "./flow.ts";
import { lines } from "./lines.ts";
import { names } from "./names.ts";
import { positionals } from "./positionals.ts";
import { shell } from "./shell.ts";
import { substitution } from "./substitution.ts";
import { usage } from "./usage.ts";
import { values } from "./values.ts";

/** Everything that is asked about one script. */
export const RULES: readonly ((subject: Subject, report: Report) => void)[] = [
  file,
  names,
  usage,
  values,
  lines,
  dashes,
  substitution,
  positionals,
  exitCodes,
  flow,
  shell,
];
