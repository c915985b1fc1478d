import { decode } from "../ast/bytes.ts";
import { TARGETS, type Target } from "../facts/index.ts";
import { finding, type Finding, type Report } from "./finding.ts";
import { ignityFile } from "./ignity.ts";
import { isOneshot, isScript } from "./is-script.ts";
import { judge } from "./lint.ts";
import { Root } from "./root.ts";
import { directoriesMadeBy, tests } from "./rules/tests.ts";
import { subjectOf, type Subject } from "./subject.ts";
import { isService, service, servicesIn } from "./service.ts";
import { DEFAULT_TARGET, targetOf } from "./target.ts";
import { baseOf, isExecutable, parentOf, type Entry, type FileEntry, type Tree } from "./tree.ts";

/** What is found in one file or service directory of a tree. */
export interface Linted {
  readonly file: string;
  readonly findings: readonly Finding[];
  /** The text of an execline script. */
  readonly source?: string;
}

/**
 * Looks at every execline script, service directory and file of ignity's in a tree. Without a target, it is the release
 * the tree itself says it is.
 */
export function* lintTree(tree: Tree, release?: Target): Generator<Linted> {
  const target = release ?? targetOf(tree) ?? DEFAULT_TARGET;
  const root = Root.of(tree);
  const subjects = new Map<Entry, Subject>();
  const files = Array.from(tree.entries).filter((entry) => entry.kind === "file");
  for (const entry of files) {
    if (!isScript(tree, entry)) continue;
    subjects.set(entry, subjectOf(decode(entry.read()), tree.prefix + entry.path, TARGETS[target]));
  }
  const made = new Set(Array.from(subjects.values()).flatMap(directoriesMadeBy));
  const isDirectory = (path: string): boolean => made.has(path) || (root?.isDirectory(path) ?? false);
  for (const entry of files) {
    const subject = subjects.get(entry);
    if (subject === undefined) {
      yield* other(tree.prefix + entry.path, (report) => outside(tree, entry, root, report));
      continue;
    }
    const findings = judge(subject, [
      (_, report) => tests(subject, isDirectory, report),
      (_, report) => outside(tree, entry, root, report),
      (_, report) => root?.programs(subject, report),
    ]);
    yield { file: subject.file, findings, source: subject.source };
  }
  for (const path of servicesIn(tree))
    yield* other(tree.prefix + path, (report) => service(tree, path, target, report));
}

function* other(file: string, ask: (report: Report) => void): Generator<Linted> {
  const findings: Finding[] = [];
  ask((...args) => findings.push(finding(...args)));
  if (findings.length > 0) yield { file, findings };
}

/** What does not depend on the language a file is written in. */
function outside(tree: Tree, entry: FileEntry, root: Root | undefined, report: Report): void {
  ignityFile(tree, entry, report);
  const { path, head } = entry;
  const file = tree.prefix + path;
  const at = { position: { file, line: 1, col: 1 } };
  const isScript = head.startsWith("#!");
  if (isStarted(tree, entry)) {
    // s6-overlay makes what it finds in services.d executable.
    if (!isExecutable(entry)) {
      if (!/(?:^|\/)services\.d\//.test(path))
        report("EL1403", at, "this cannot be started", "make it executable: chmod +x");
    } else if (!isScript && !head.startsWith("\x7fELF")) {
      report("EL1406", at, "the kernel does not know what runs this", "begin it with #!/bin/execlineb -P");
    }
  }
  const isRun = (isExecutable(entry) && !isOneshot(tree, entry)) || isStarted(tree, entry);
  if (isScript && isRun) root?.interpreter(head, file, report);
}

/** Whether s6, or ignity, starts a file by itself. */
function isStarted(tree: Tree, { path }: Entry): boolean {
  if (/(?:^|\/)etc\/ignity\/(?:init|finalize)\/[^/]+$/.test(path)) return true;
  return (baseOf(path) === "run" || baseOf(path) === "finish") && isService(tree, parentOf(path));
}
