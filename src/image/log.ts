import { run, s6 } from "../dsl/execline.ts";
import { envOf, pattern, run as runSh, word, type Text, type Var, type Word } from "../dsl/sh.ts";
import type { Stage } from "../emit/tree.ts";
import { chainOf, directoryOf, stepsOf, type Link, type Step } from "./directory.ts";
import type { Written } from "./graph.ts";
import type { Log, Rotated } from "./service.ts";
import { bytes } from "./units.ts";

const SIZE = "100KiB";
const FILES = 10;

/** The script `log/run` of a service whose output is not the container's as it is. */
export function logOf(unit: Written, name: string): readonly Stage[] {
  const { log } = unit.options;
  if (log === undefined) return [];
  const path = `${directoryOf(name)}/log/run` as const;
  if (unit.kind === "service" && typeof unit.options.instances === "object") {
    return [stepsOf(path, countedSteps(log, unit), unit.position)];
  }
  const toFiles = log === "stdout" ? undefined : inOwnDirectory(log, unit, name);
  const directives = [
    ...(toFiles ? [...rotation(toFiles, unit), toFiles.directory] : []),
    ...(isToStdout(log) ? [`p[${name}]`, "1"] : []),
  ];
  return chainOf(
    path,
    toFiles ? placing(toFiles) : [],
    { execline: (x) => x.into(s6.log({}, ...(directives as [string, ...string[]]))) },
    unit.position,
  );
}

const isToStdout = (log: Log): boolean => log === "stdout" || "stdout" in log;

/** One s6-log has a directory for itself: that of an instance is below the one of all. */
function inOwnDirectory(log: Rotated, unit: Written, name: string): Rotated {
  return name === unit.name ? log : { ...log, directory: `${log.directory}/${name}` };
}

/** Each line with the time. */
function rotation({ size = SIZE, files = FILES }: Rotated, unit: Written): readonly string[] {
  return [`n${files}`, `s${bytes(size, unit.position)}`, "T"];
}

function placing({ directory, user }: Rotated): readonly Link[] {
  return [
    { add: (x) => x.if(run("mkdir", "-p", directory)) },
    ...(user === undefined
      ? []
      : [
          { add: (x) => x.if(run("chown", user, directory)) } satisfies Link,
          { add: (x) => x.s6.setuidgid(user) } satisfies Link,
        ]),
  ];
}

/** The same where only the container knows how many there are. */
function countedSteps(log: Log, unit: Written): readonly Step[] {
  const toFiles = log === "stdout" ? undefined : log;
  let name: Var;
  const own = (): Text => word`${toFiles!.directory}/${name}`;
  const user = toFiles?.user;
  const as = user === undefined ? [] : ["s6-setuidgid", user];
  return [
    {
      note: "Its name, with its number, is that of the directory above this one.",
      add: (s) => (name = s.set("name", envOf("PWD").removeSuffix("/log"))),
    },
    { add: (s) => s.set(name, name.removeLongestPrefix(pattern`*/`)) },
    ...(toFiles
      ? [{ add: (s) => s.or(runSh("mkdir", "-p", own()), runSh("exit", 111)) } satisfies Step]
      : []),
    ...(user === undefined
      ? []
      : [{ add: (s) => s.or(runSh("chown", user, own()), runSh("exit", 111)) } satisfies Step]),
    {
      add: (s) => {
        const words: Word[] = [...as, "s6-log"];
        if (toFiles) words.push(...rotation(toFiles, unit), own());
        if (isToStdout(log)) words.push(word`p[${name}]`, 1);
        s.exec(...(words as [Word]));
      },
    },
  ];
}
