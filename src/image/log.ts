import { run, s6 } from "../dsl/execline.ts";
import type { Stage } from "../emit/tree.ts";
import { chainOf, directoryOf, type Link } from "./directory.ts";
import type { Written } from "./graph.ts";
import type { Log, Rotated } from "./service.ts";
import { bytes } from "./units.ts";

const SIZE = "100KiB";
const FILES = 10;

/** The script `log/run` of a service whose output is not the container's as it is. */
export function logOf(unit: Written, name: string): readonly Stage[] {
  const { log } = unit.options;
  if (log === undefined) return [];
  const toFiles = log === "stdout" ? undefined : log;
  const directives = [
    ...(toFiles ? rotation(toFiles, unit) : []),
    ...(isToStdout(log) ? [`p[${name}]`, "1"] : []),
  ];
  const links = toFiles ? placing(toFiles) : [];
  return chainOf(
    `${directoryOf(name)}/log/run`,
    links,
    { execline: (x) => x.into(s6.log({}, ...(directives as [string, ...string[]]))) },
    unit.position,
  );
}

const isToStdout = (log: Log): boolean => log === "stdout" || "stdout" in log;

/** Each line with the time, in a directory that s6-log makes. */
function rotation({ directory, size = SIZE, files = FILES }: Rotated, unit: Written): readonly string[] {
  return [`n${files}`, `s${bytes(size, unit.position)}`, "T", directory];
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
