import { TARGETS, type Target } from "../facts/index.ts";
import type { Code } from "./codes.ts";
import { applyDisabling } from "./disable.ts";
import { byPosition, finding, type Finding, type Report } from "./finding.ts";
import { RULES } from "./rules/index.ts";
import { subjectOf, type Subject } from "./subject.ts";

/** What scripts must run with, unless something tells of a release. */
export const DEFAULT_TARGET: Target = "latest";

/** What else is to be asked about a script, by who knows more than its text. */
export type Question = (subject: Subject, report: Report) => void;

/** Everything there is to say about one execline script (text made by `decode`), in the order of the text. */
export function lint(
  source: string,
  file: string,
  target: Target = DEFAULT_TARGET,
  questions: readonly Question[] = [],
): readonly Finding[] {
  const subject = subjectOf(source, file, TARGETS[target]);
  const found: Finding[] = [...subject.problems, ...subject.warnings].map(({ code, position, what, hint }) =>
    finding(code as Code, { position }, what, hint),
  );
  const report: Report = (...args) => found.push(finding(...args));
  for (const ask of [...RULES, ...questions]) ask(subject, report);
  return applyDisabling(subject, found).toSorted(byPosition);
}
