import { run } from "../dsl/execline.ts";
import { run as runSh } from "../dsl/sh.ts";
import type { Stage } from "../emit/tree.ts";
import { LIB } from "../stages/paths.ts";
import { chainOf, directoryOf, type Link } from "./directory.ts";
import type { Graph, Written } from "./graph.ts";
import type { Backoff, Ready } from "./service.ts";
import { awaiting } from "./needs.ts";
import { asUser, errorsToo, exporting, inDirectory, limiting, masking, numbered } from "./process.ts";
import { milliseconds } from "./units.ts";

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
