import { constants } from "node:os";
import type { Body, Command, Duration, Log, ServiceOptions, StopSignal } from "../image/index.ts";
import { inside } from "../lint/tree.ts";
import { ETC } from "../stages/paths.ts";
import type { Source } from "./files.ts";
import { rotatedBy } from "./logger.ts";
import type { ImportedService } from "./model.ts";

/** Files of a service directory that have an option, or mean nothing to s6. */
const KNOWN = new Set([
  "run",
  "finish",
  "notification-fd",
  "timeout-kill",
  "down-signal",
  "log",
  "nosetsid",
  // What makes the directory one of s6-rc.
  "type",
  "dependencies",
  "dependencies.d",
  "producer-for",
  "consumer-for",
  "pipeline-name",
]);

const NAMES: readonly StopSignal[] = ["TERM", "INT", "QUIT", "HUP", "USR1", "USR2", "ABRT", "WINCH", "KILL"];

const SIGNALS: Readonly<Record<string, StopSignal>> = Object.fromEntries(
  NAMES.flatMap((name) => [
    [name, name],
    [constants.signals[`SIG${name}`], name],
  ]),
);

/** A service from its directory. Undefined, and told, when it has no run. */
export function serviceOf(
  source: Source,
  directory: string,
  name: string,
  needs: readonly string[],
  log: Log | undefined = ownLog(source, directory),
): ImportedService | undefined {
  const run = source.script(inside(directory, "run"), { logged: log !== undefined });
  if (run === undefined) return undefined;
  const hasFinish = source.names(directory).includes("finish");
  const finish = hasFinish ? source.script(inside(directory, "finish"), { alone: true }) : undefined;
  const { user, workdir, body, comments } = run;
  for (const file of source.names(directory).filter((file) => !KNOWN.has(file))) {
    source.lose(
      inside(directory, file),
      1,
      `there is no option for it: copy it to ${ETC}/services/${name}/${file}`,
    );
  }
  const options: ServiceOptions = {
    run: body,
    ...(finish && { finish: finish.body }),
    ...(user !== undefined && { user }),
    ...(workdir !== undefined && { workdir }),
    ...ready(source, inside(directory, "notification-fd")),
    ...stop(source, directory),
    ...(log !== undefined && { log }),
  };
  return { kind: "service", name, needs, options, comments };
}

function ready(source: Source, path: string): Pick<ServiceOptions, "ready"> {
  const value = source.value(path);
  if (value === undefined) return {};
  if (/^\d+$/.test(value) && Number(value) >= 3) return { ready: { fd: Number(value) } };
  source.lose(path, 1, `${value} is not a descriptor from 3 on`);
  return {};
}

function stop(source: Source, directory: string): Pick<ServiceOptions, "stop"> {
  const timeout = Number(source.value(inside(directory, "timeout-kill")) ?? 0);
  const given = source.value(inside(directory, "down-signal"));
  const signal = given === undefined ? undefined : SIGNALS[given.toUpperCase().replace(/^SIG/, "")];
  if (given !== undefined && signal === undefined) {
    source.lose(
      inside(directory, "down-signal"),
      1,
      `${given} is no signal that a service is stopped by here`,
    );
  }
  if (signal === undefined && !(timeout > 0)) return {};
  return {
    stop: {
      ...(signal !== undefined && { signal }),
      ...(timeout > 0 && { timeout: durationOf(timeout) }),
    },
  };
}

function ownLog(source: Source, directory: string): Log | undefined {
  const log = inside(directory, "log");
  if (source.text(inside(log, "run")) === undefined) return undefined;
  return logOf(source, log);
}

/** What a logger writes, from its directory. Undefined, and told, when it is more than files. */
export function logOf(source: Source, directory: string): Log | undefined {
  const path = inside(directory, "run");
  const logger = source.convert(source.text(path) ?? "", {});
  const rotated = isCommand(logger.body) ? rotatedBy(logger.body, logger.user) : undefined;
  if (rotated === undefined) {
    source.lose(path, 1, "the logger is more than files of s6-log: the output goes to the container's");
  }
  return rotated;
}

const isCommand = (body: Body): body is Command => Array.isArray(body);

/** A number of milliseconds with its unit. */
export const durationOf = (ms: number): Duration => (ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`);
