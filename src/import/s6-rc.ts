import type { Body } from "../image/index.ts";
import { inside } from "../lint/tree.ts";
import { parse } from "../parse/parse.ts";
import { definitionsIn, isEmpty, Pipelines, startedOf, type Definition } from "./definitions.ts";
import type { Source } from "./files.ts";
import type { ImportedOneshot, ImportedUnit } from "./model.ts";
import { OVERLAYS_OWN } from "./overlay.ts";
import { durationOf, logOf, serviceOf } from "./service-directory.ts";

/** What s6-rc starts. Bundles, pipelines and oneshots that do nothing become what they stand for. */
export function unitsOfS6Rc(source: Source): {
  readonly units: readonly ImportedUnit[];
  readonly finalize: Readonly<Record<string, Body>>;
} {
  const definitions = definitionsIn(source);
  const started = startedOf(source, definitions);
  const pipelines = new Pipelines(source, started);
  const finalize: Record<string, Body> = {};

  const meaning = (name: string, asked: string, seen: readonly string[] = []): readonly string[] => {
    const named = definitions.get(name);
    if (seen.includes(name) || OVERLAYS_OWN.has(name)) return [];
    const inner = (names: readonly string[]) =>
      names.flatMap((each) => meaning(each, asked, [...seen, name]));
    const producers = pipelines.producersOf(name);
    if (producers.length > 0) return inner(producers);
    if (named === undefined) {
      source.lose(asked, 1, `${name} is needed and not here: is it of the base image?`);
      return [];
    }
    if (named.kind === "bundle") return inner(named.contents);
    return isEmpty(source, named) ? inner(named.dependencies) : [name];
  };

  const units = started.flatMap((definition): readonly ImportedUnit[] => {
    const { name, path, kind, dependencies } = definition;
    if (kind === "bundle" || pipelines.isLogger(name) || isEmpty(source, definition)) return [];
    const logger = pipelines.loggerOf(name);
    const needs = [...dependencies, ...(logger?.dependencies ?? [])].flatMap((each) => meaning(each, path));
    const others = [...new Set(needs)].filter((each) => each !== name);
    if (kind === "longrun") {
      const log = logger && sharedLog(source, definition, logger, pipelines);
      const service = serviceOf(source, path, name, others, log);
      return service === undefined ? [] : [service];
    }
    const down = commandOf(source, inside(path, "down"));
    if (down !== undefined) {
      finalize[name] = down;
      source.lose(inside(path, "down"), 1, "it is a finalize script now, which waits for no service");
    }
    const oneshot = oneshotOf(source, definition, others);
    return oneshot === undefined ? [] : [oneshot];
  });
  return { units, finalize };
}

/** The files of a logger. Two that write to one directory would wait for each other: they are of the first service. */
function sharedLog(source: Source, { name, path }: Definition, logger: Definition, pipelines: Pipelines) {
  if (pipelines.producersOf(logger.name)[0] === name) return logOf(source, logger.path);
  source.lose(
    inside(path, "producer-for"),
    1,
    `${logger.name} writes for another service: this one's output is the container's`,
  );
}

function oneshotOf(
  source: Source,
  { name, path }: Definition,
  needs: readonly string[],
): ImportedOneshot | undefined {
  const file = inside(path, "up");
  const run = commandOf(source, file);
  if (run === undefined) return undefined;
  const timeout = Number(source.value(inside(path, "timeout-up")) ?? 0);
  for (const name of ["timeout-down", "flag-essential"].filter((name) => source.names(path).includes(name))) {
    source.lose(inside(path, name), 1, "a oneshot has no option for it");
  }
  return {
    kind: "oneshot",
    name,
    needs,
    options: { run, ...(timeout > 0 && { timeout: durationOf(timeout) }) },
    comments: [],
  };
}

/** What `up` and `down` run: a script that is here too, or their own words of execline. */
function commandOf(source: Source, path: string): Body | undefined {
  const text = source.text(path);
  if (text === undefined) return undefined;
  const [first, ...more] = parse(text).script.chain.links;
  const [word, ...args] = first?.argv ?? [];
  const program =
    word?.kind === "Word" && word.parts.every((part) => typeof part === "string") ? word.parts.join("") : "";
  const script =
    program.startsWith("/") && args.length + more.length === 0 ? source.find(program) : undefined;
  if (script !== undefined) return source.script(script.path, { alone: true })?.body;
  // To s6-rc an interpreter line is a comment.
  return first && source.convert(`#!/bin/execlineb -P\n${text.replace(/^#!.*\n/, "")}`, { alone: true }).body;
}
