import { directoriesOf } from "./compile.ts";
import { endingOf, type Ending } from "./finish.ts";
import type { Graph, Written } from "./graph.ts";
import type { Image } from "./image.ts";
import { isInstanced, notificationFd, patienceOf } from "./needs.ts";
import type { Body, Condition, Log, Unit } from "./service.ts";

/** What becomes of a service in a container, aspect by aspect, each in words. */
export function explain(unit: Written, image: Image, graph: Graph): Readonly<Record<string, string>> {
  const { user, workdir, enabledIf, log, run } = unit.options;
  const directories = directoriesOf(unit).join(", ");
  return {
    runs: `${inWords(run)}${instances(unit)}`,
    as: user ?? "the user that the container runs as",
    in: workdir ?? "its live directory",
    starts: `${enabledIf ? `where ${condition(enabledIf)}, ` : ""}${starts(unit, graph)}`,
    ready: readiness(unit, graph),
    restarted: restarted(endingOf(unit, unit === image.options.main)),
    stopped: stopped(unit, graph),
    output: output(log, isInstanced(unit) ? `${unit.name}-N` : unit.name),
    directory: `/etc/ignity/services/${directories}`,
  };
}

function inWords(body: Body): string {
  if ("execline" in body) return "a chain of execline";
  if ("sh" in body) return "a sh script";
  if ("script" in body) return `a script of ${body.script.slice(2, body.script.indexOf("\n"))}`;
  return body.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(" ");
}

function instances(unit: Written): string {
  const count = unit.kind === "service" ? unit.options.instances : undefined;
  if (count === undefined) return "";
  return typeof count === "number"
    ? `, ${count} times`
    : `, as often as ${count.env} says (${count.default})`;
}

function condition(asked: Condition): string {
  if ("equals" in asked) return `${asked.env} is ${JSON.stringify(asked.equals)}`;
  if ("differs" in asked) return `${asked.env} is not ${JSON.stringify(asked.differs)}`;
  return asked.isSet ? `${asked.env} is set` : `${asked.env} is not set`;
}

function starts(unit: Written, graph: Graph): string {
  const needs = graph.needsOf(unit).map((need) => `${inPlural(need)} (overdue after ${patienceOf(need)})`);
  return needs.length === 0 ? "at once" : `when ready: ${needs.join(", ")}`;
}

const inPlural = (unit: Unit): string => (isInstanced(unit) ? `${unit.name}-*` : unit.name);

function readiness(unit: Written, graph: Graph): string {
  if (unit.kind === "oneshot") return "when its work has ended with 0";
  const { ready } = unit.options;
  if (ready === undefined)
    return notificationFd(unit, graph) === undefined ? "when it is up" : "when it has started";
  if ("fd" in ready) return `when it writes a newline to descriptor ${ready.fd}`;
  if (ready.poll !== undefined) return `when ${inWords(ready.poll)} succeeds, asked every ${ready.every}`;
  return `when ${inWords(ready.command)} succeeds`;
}

function restarted({ policy, atMost, stops }: Ending): string {
  const then = (ends: boolean): string => (ends ? "the container stops with its code" : "it stays down");
  if (policy === "never") return stops ? `never: ${then(true)}` : "never";
  const limit = atMost
    ? `, until it has ended ${atMost.times} times within ${atMost.within}: ${then(stops || atMost.otherwise === "stopContainer")}`
    : "";
  return policy === "always" ? `always${limit}` : `when it fails${limit}; with 0 ${then(stops)}`;
}

function stopped(unit: Written, graph: Graph): string {
  const { signal = "TERM", timeout } = (unit.kind === "service" && unit.options.stop) || {};
  const dependents = graph.neededBy(unit.name).map(inPlural);
  const after = dependents.length === 0 ? "" : ` when down: ${dependents.join(", ")}`;
  return `by ${signal}${after}; killed ${timeout === undefined ? "when the time of the container is over" : `after ${timeout}`}`;
}

function output(log: Log | undefined, name: string): string {
  if (log === undefined) return "the container's own";
  const toStdout = `the container's standard output, after [${name}]`;
  if (log === "stdout") return toStdout;
  return `${log.directory}${"stdout" in log ? `, and ${toStdout}` : ""}`;
}
