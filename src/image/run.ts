import { raw, run } from "../dsl/execline.ts";
import { run as runSh, stdout } from "../dsl/sh.ts";
import type { Stage } from "../emit/tree.ts";
import { LIB } from "../stages/paths.ts";
import { chainOf, directoryOf, type Link } from "./directory.ts";
import type { Graph, Written } from "./graph.ts";
import type { Backoff, Limits, Ready, Unit } from "./service.ts";
import { bytes, milliseconds, type Duration } from "./units.ts";

/** What oneshots and services that wait say that they are ready on, where they have no descriptor of their own. */
const STARTED_FD = 3;
/** After how long what waits for something says so, where nothing else was said. */
const PATIENCE = "30s";

/** The descriptor on which a service tells that it is ready; none where it is when it is up. */
export function notificationFd(unit: Written, graph: Graph): number | undefined {
  const ready = unit.kind === "service" ? unit.options.ready : undefined;
  if (ready) return "fd" in ready ? ready.fd : STARTED_FD;
  return unit.kind === "oneshot" || graph.needsOf(unit).length > 0 ? STARTED_FD : undefined;
}

/** The script `run`: what is waited for, what the process becomes, and then the author's body. */
export function runOf(unit: Written, name: string, graph: Graph, instance?: number): readonly Stage[] {
  const { user, workdir, env = {}, umask, limits, log, run: body } = unit.options;
  const ready = unit.kind === "service" ? unit.options.ready : undefined;
  const variables = Object.entries(instance === undefined ? env : { INSTANCE: `${instance}`, ...env });
  const isCounted = unit.kind === "service" && typeof unit.options.instances === "object";
  const links: readonly Link[] = [
    ...backingOff(unit),
    ...awaiting(unit, graph),
    ...(log === undefined ? [] : [errorsToo]),
    ...(isCounted ? [numbered] : []),
    ...(variables.length === 0 ? [] : [exporting(variables)]),
    ...(ready && !("fd" in ready) ? checking(ready, unit) : []),
    ...(unit.kind === "oneshot" ? [once] : []),
    ...(limits ? [limiting(limits, unit)] : []),
    ...(umask === undefined ? [] : [masking(umask)]),
    ...(workdir === undefined ? [] : [inDirectory(workdir)]),
    ...(user === undefined ? [] : [asUser(user)]),
  ];
  const directory = directoryOf(name);
  return [
    ...chainOf(`${directory}/run`, links, body, unit.position),
    ...(ready && !("fd" in ready) ? checkOf(ready, directory, unit) : []),
  ];
}

/** What a service waits for, as the arguments of `await`. A name that ends in a dash is that of its instances. */
export function awaited(unit: Written, graph: Graph): readonly string[] {
  return graph
    .needsOf(unit)
    .map((need) => `${awaitedName(need)}:${milliseconds(patienceOf(need), need.position)}`);
}

/** Whether its directories have numbers. */
export const isInstanced = (unit: Unit): boolean =>
  unit.kind === "service" && unit.options.instances !== undefined;

const awaitedName = (unit: Unit): string => (isInstanced(unit) ? `${unit.name}-` : unit.name);

/** After how long what waits for it says so. */
export function patienceOf(unit: Unit): Duration {
  if (unit.kind === "external") return PATIENCE;
  return (unit.kind === "oneshot" ? unit.options.timeout : unit.options.ready?.timeout) ?? PATIENCE;
}

function awaiting(unit: Written, graph: Graph): readonly Link[] {
  const needs = awaited(unit, graph);
  if (needs.length === 0) return [];
  const tells = unit.kind === "service" && unit.options.ready === undefined;
  const words = [...(tells ? ["-r"] : []), ...needs];
  const wait: Link = {
    note: tells
      ? "Starts when these are ready, and is ready then itself."
      : "Starts when these are ready; each has its own time, after which it is named.",
    add: (x) => x.if(run(`${LIB}/await`, ...words)),
    inSh: (s) => s.or(runSh(`${LIB}/await`, ...words), runSh("exit")),
  };
  return tells ? [wait, closed] : [wait];
}

const closed: Link = {
  add: (x) => x.fdclose(STARTED_FD),
  inSh: (s) => s.redirect().close(STARTED_FD),
};

function backingOff(unit: Written): readonly Link[] {
  const restart = unit.options.restart;
  if (typeof restart !== "object" || !restart.backoff) return [];
  const { first, most }: Backoff = restart.backoff;
  const times = [first, most].map((time) => milliseconds(time, unit.position));
  return [
    {
      note: "The more often it has ended lately, the later it starts again.",
      add: (x) => x.if(run(`${LIB}/back-off`, ...times)),
      inSh: (s) => s.or(runSh(`${LIB}/back-off`, ...times), runSh("exit")),
    },
  ];
}

type Checked = Exclude<Ready, { readonly fd: number }>;

const SECOND = 1000;

function checking(ready: Checked, unit: Written): readonly Link[] {
  const isPoll = ready.poll !== undefined;
  const timeout = milliseconds(ready.timeout, unit.position);
  const pause = isPoll ? milliseconds(ready.every, unit.position) : SECOND;
  return [
    {
      note: isPoll
        ? "Beside it data/check is run until it succeeds, and never again."
        : "Beside it data/check waits until it is ready.",
      add: (x) =>
        x.s6.notifyoncheck({
          doublefork: true,
          sleep: 0,
          tries: 0,
          totalTimeout: 0,
          timeout,
          pause,
        }),
    },
  ];
}

function checkOf(ready: Checked, directory: `/${string}`, unit: Written): readonly Stage[] {
  const quiet: readonly Link[] = [
    { add: (x) => x.redirfd(1, "/dev/null", { write: true }) },
    { add: (x) => x.fdmove(2, 1, { copy: true }) },
  ];
  return chainOf(
    `${directory}/data/check`,
    quiet,
    ready.poll !== undefined ? ready.poll : ready.command,
    unit.position,
  );
}

const once: Link = {
  note: "Its work is a child; when that has ended with 0 it is ready.",
  add: (x) => x.chainload(`${LIB}/once`),
};

const errorsToo: Link = {
  add: (x) => x.fdmove(2, 1, { copy: true }),
  inSh: (s) => s.redirect().stderr(stdout),
};

const numbered: Link = {
  add: (x) => x.s6.envdir("env"),
  inSh: (s) => s.raw("read -r INSTANCE <env/INSTANCE && export INSTANCE"),
};

const exporting = (variables: readonly (readonly [string, string])[]): Link => {
  const assignments = variables.map(([name, value]) => `${name}=${value}`) as [string, ...string[]];
  return {
    add: (x) => x.chainload("env", ...assignments.map(raw)),
    inSh: (s) => s.run("export", ...assignments),
  };
};

function limiting(limits: Limits, unit: Written): Link {
  const given = Object.entries(limits).map(
    ([limit, value]) => [limit, typeof value === "number" ? value : bytes(value, unit.position)] as const,
  );
  const letters: Readonly<Record<keyof Limits, string>> = {
    openFiles: "-o",
    processes: "-p",
    addressSpace: "-a",
    data: "-d",
    stack: "-s",
    lockedMemory: "-l",
    core: "-c",
    fileSize: "-f",
  };
  return {
    add: (x) => x.s6.softlimit(Object.fromEntries(given)),
    inSh: ["s6-softlimit", ...given.flatMap(([limit, value]) => [letters[limit as keyof Limits], value])],
  };
}

const masking = (umask: string): Link => ({
  add: (x) => x.umask(umask),
  inSh: (s) => s.run("umask", umask),
});

const inDirectory = (workdir: string): Link => ({
  add: (x) => x.cd(workdir),
  inSh: (s) => s.or(runSh("cd", workdir), runSh("exit", 111)),
});

const asUser = (user: string): Link => ({
  add: (x) => x.s6.setuidgid(user),
  inSh: ["s6-setuidgid", user],
});
