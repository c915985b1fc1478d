import { decode } from "../ast/bytes.ts";
import { existsIn, TARGETS, type Target } from "../facts/index.ts";
import type { Report } from "./finding.ts";
import { isSignal } from "./signals.ts";
import { isSlip } from "./slip.ts";
import { baseOf, inside, parentOf, type FileEntry, type Tree } from "./tree.ts";

/** Files of a service directory that s6-supervise reads, and since when. */
const FILES: Readonly<Record<string, string | undefined>> = {
  run: undefined,
  finish: undefined,
  down: undefined,
  "notification-fd": undefined,
  "lock-fd": undefined,
  "timeout-kill": undefined,
  "timeout-finish": undefined,
  "max-death-tally": undefined,
  "down-signal": undefined,
  "reload-signal": "2.15.1.0",
  "flag-newpidns": "2.13.1.0",
  "flag-timeout-killpg": "2.15.0.0",
};

/** Files that only a service directory has. */
const MARKS = new Set([
  "notification-fd",
  "timeout-kill",
  "timeout-finish",
  "down-signal",
  "max-death-tally",
  "lock-fd",
]);
const SCANDIRS = /(?:^|\/)(?:services?(?:\.d)?|services-state|sv|scandir)$/;

/** The directories that s6-supervise would run: those with a run script among files or in a place that say so. */
export function servicesIn(tree: Tree): readonly string[] {
  const directories = Array.from(tree.entries).filter(({ kind }) => kind === "directory");
  return ["", ...directories.map(({ path }) => path)].filter((path) => isService(tree, path));
}

export function isService(tree: Tree, path: string): boolean {
  const names = tree.namesIn(path);
  if (names.includes("type")) return false;
  if (names.some((name) => MARKS.has(name))) return true;
  const run = tree.at(inside(path, "run"));
  if (run?.kind !== "file") return baseOf(path) === "log" && isService(tree, parentOf(path));
  return run.head.includes("execlineb") || SCANDIRS.test(parentOf(path)) || baseOf(path) === "log";
}

/** What s6 would stumble over in one service directory. */
export function service(tree: Tree, path: string, target: Target, report: Report): void {
  const at = (name?: string) => ({
    position: {
      file: tree.prefix + (name === undefined ? path : inside(path, name)) || ".",
      line: 1,
      col: 1,
    },
  });
  const names = tree.namesIn(path);
  const name = baseOf(path);
  if (tree.resolve(inside(path, "run")) === undefined && tree.at(inside(path, "run"))?.kind !== "link") {
    report("EL1501", at(), "this service has no run", "put a script named run into it");
  }
  if (/[\s=]|^-/.test(name) || name.length > 251) {
    report(
      "EL1505",
      at(),
      `${JSON.stringify(name)} makes trouble as the name of a service`,
      "use letters, digits, _ . and -",
    );
  }
  for (const each of names) fileOf(each);
  const down = tree.at(inside(path, "down"));
  // s6 does not read it: what is in it is for people.
  if (down !== undefined && !(down.kind === "file" && down.head.trim() !== "")) {
    report("EL1504", at("down"), "this service does not start by itself", "delete down when it should");
  }

  function fileOf(each: string): void {
    const entry = tree.resolve(inside(path, each));
    if (each === "log") {
      if (entry !== undefined && entry.kind !== "directory") {
        report("EL1508", at(each), "a log must be a directory", "make it one, with its own run in it");
      } else if (name === "log") report("EL1508", at(each), "a logger has no logger", "take it away");
      return;
    }
    if (!Object.hasOwn(FILES, each)) return unknown(each);
    const since = FILES[each];
    if (!existsIn(TARGETS[target], "s6", { since, until: undefined })) {
      report(
        "EL1509",
        at(each),
        `s6 ${TARGETS[target].s6} does not know ${each}`,
        `it came with s6 ${since}`,
      );
    }
    if (entry?.kind === "file") content(each, firstLine(entry));
  }

  function content(each: string, text: string): void {
    const isNumber = /^[0-9]+\r?$/.test(text);
    if (each === "notification-fd") {
      if (!isNumber || (Number(text) < 3 && !(Number(text) === 1 && notifiesOnOutput()))) {
        report(
          "EL1502",
          at(each),
          `${JSON.stringify(text)} is no descriptor to be notified on`,
          "write a number from 3",
        );
      }
    } else if (/^(?:timeout-|max-death|lock-fd)/.test(each)) {
      if (!isNumber)
        report(
          "EL1503",
          at(each),
          `${JSON.stringify(text)} is not a number`,
          `s6 uses the default instead; write ${each.startsWith("timeout") ? "milliseconds" : "a plain number"}`,
        );
      else if (
        each === "lock-fd" &&
        !existsIn(TARGETS[target], "s6", { since: "2.14.0.0", until: undefined })
      ) {
        report(
          "EL1510",
          at(each),
          `s6 ${TARGETS[target].s6} never starts a service with a lock-fd`,
          "it opens supervise/service-lock, which nothing makes before s6 2.14.0.0",
        );
      }
    } else if (each.endsWith("-signal") && !isSignal(text)) {
      report(
        "EL1507",
        at(each),
        `${JSON.stringify(text)} is no signal`,
        "s6 uses the default instead; write its name or number",
      );
    }
  }

  /** Whether run gives a program the option by which it says on its standard output that it is ready. */
  function notifiesOnOutput(): boolean {
    const run = tree.resolve(inside(path, "run"));
    return run?.kind === "file" && /(?:^|\s)-[a-zA-Z]*1(?=\s)/m.test(decode(run.read()));
  }

  function unknown(each: string): void {
    const meant = Object.keys(FILES).find((known) => isSlip(plain(each), known) || plain(each) === known);
    if (each === "nosetsid")
      report("EL1509", at(each), "s6 does not use nosetsid since 2.10.0.0", "take it away");
    else if (meant !== undefined)
      report("EL1506", at(each), `s6 does not know ${each}`, `did you mean ${meant}?`);
  }
}

/** A name with what is easily mistaken made alike. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[_.]/g, "-");

const firstLine = (entry: FileEntry): string => decode(entry.read()).split("\n", 1)[0]!;
