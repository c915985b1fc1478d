import { run } from "../dsl/execline.ts";
import { run as runSh } from "../dsl/sh.ts";
import { LIB } from "../stages/paths.ts";
import type { Link } from "./directory.ts";
import type { Graph, Written } from "./graph.ts";
import type { Unit } from "./service.ts";
import { milliseconds, type Duration } from "./units.ts";

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

/** The wait before everything else. */
export function awaiting(unit: Written, graph: Graph): readonly Link[] {
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
