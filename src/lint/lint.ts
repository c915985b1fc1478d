import { TARGETS, type Target } from "../facts/index.ts";
import type { Code } from "./codes.ts";
import { applyDisabling } from "./disable.ts";
import { byPosition, finding, type Finding, type Report } from "./finding.ts";
import { file } from "./rules/file.ts";
import { RULES } from "./rules/index.ts";
import { directoriesMadeBy, tests } from "./rules/tests.ts";
import { subjectOf, type Subject } from "./subject.ts";
import { DEFAULT_TARGET } from "./target.ts";

/** What is asked about a script by who knows more than its text. */
export type Question = (subject: Subject, report: Report) => void;

/** Everything there is to say about one execline script (text made by `decode`), in the order of the text. */
export function lint(source: string, path: string, target: Target = DEFAULT_TARGET): readonly Finding[] {
  const subject = subjectOf(source, path, TARGETS[target]);
  const made = new Set(directoriesMadeBy(subject));
  return judge(subject, [(_, report) => tests(subject, (path) => made.has(path), report)]);
}

export function judge(subject: Subject, questions: readonly Question[]): readonly Finding[] {
  const found: Finding[] = [...subject.problems, ...subject.warnings].map(({ code, position, what, hint }) =>
    finding(code as Code, { position }, what, hint),
  );
  const report: Report = (...args) => found.push(finding(...args));
  // What a syntax error makes of the text after it is nobody's meaning.
  const rules = subject.problems.length > 0 ? [file] : RULES;
  for (const ask of [...rules, ...questions]) ask(subject, report);
  return applyDisabling(subject, found).toSorted(byPosition);
}
