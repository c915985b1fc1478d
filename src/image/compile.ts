import type { Position } from "../ast/diagnostic.ts";
import { text } from "../dsl/text.ts";
import type { Stage } from "../emit/tree.ts";
import { bootScriptOf, bootScriptPath } from "./boot.ts";
import { chainOf, commandOf, directoryOf, stepsOf } from "./directory.ts";
import { filesOf } from "./files.ts";
import { endingOf, finishOf } from "./finish.ts";
import { graceOf } from "./grace.ts";
import { graphOf, refuseName, type Graph, type Written } from "./graph.ts";
import type { Image } from "./image.ts";
import { logOf } from "./log.ts";
import { checkServiceName, checkVariable } from "./names.ts";
import { checkNumber } from "./numbers.ts";
import { notificationFd } from "./needs.ts";
import { runOf } from "./run.ts";
import { milliseconds } from "./units.ts";

/**
 * The files of an image: everything below `/etc/ignity` that it says.
 *
 * - IG050: a time or a size that cannot be meant.
 * - IG051: a name that cannot be a file's.
 * - IG052, IG053: two services of one name; services that need each other in a circle.
 * - IG054: a number that cannot be meant.
 * - IG055: a variable or a rule that cannot be written.
 */
export function compileImage(image: Image): readonly Stage[] {
  const graph = graphOf(image);
  checkDirectories(graph);
  return [
    ...filesOf(image),
    ...graceOf(graph),
    ...[...graph.own].flatMap((unit) => unitOf(unit, graph, unit === image.options.main)),
    ...movedWaves(image, graph),
  ];
}

/**
 * What the image below has of the services that this one replaces, and this one has not: COPY puts files over others, and
 * takes none away.
 */
export function staleFiles(image: Image): readonly string[] {
  const { from } = image.options;
  if (!from) return [];
  const written = new Set(compileImage(image).map(({ path }) => path));
  const replaced = new Set([...graphOf(image).own].map(({ name }) => name));
  const below = [...graphOf(from).units.values()].filter(({ name }) => replaced.has(name));
  const places = below.flatMap((unit) => [
    bootScriptPath(unit),
    ...directoriesOf(unit).map((name) => `${directoryOf(name)}/`),
  ]);
  return [...new Set([...allFiles(from)].filter((path) => !written.has(path as `/${string}`)))]
    .filter((path) => places.some((place) => path.startsWith(place)))
    .toSorted();
}

/** What an image and those below it write. */
function* allFiles(image: Image): Generator<string> {
  if (image.options.from) yield* allFiles(image.options.from);
  for (const { path } of compileImage(image)) yield path;
}

/** Instances take names too, which a service may have. */
function checkDirectories(graph: Graph): void {
  const taken = new Set<string>();
  for (const unit of graph.units.values()) {
    for (const name of directoriesOf(unit)) {
      if (taken.has(name)) refuseName(name, unit.position);
      taken.add(name);
    }
  }
}

/** A service of the image below that now has another place in the order. */
function movedWaves(image: Image, graph: Graph): readonly Stage[] {
  if (!image.options.from) return [];
  const before = graphOf(image.options.from);
  return [...graph.units.values()]
    .filter((unit) => !graph.own.has(unit) && before.waveOf(unit.name) !== graph.waveOf(unit.name))
    .flatMap((unit) => directoriesOf(unit).map((name) => waveFile(name, graph.waveOf(unit.name))));
}

function unitOf(unit: Written, graph: Graph, isMain: boolean): readonly Stage[] {
  checkServiceName(unit.name, unit.position);
  for (const [name, value] of Object.entries(unit.options.env ?? {})) {
    checkVariable(name, value, unit.position);
  }
  const ending = endingOf(unit, isMain);
  const names = directoriesOf(unit);
  return [
    ...bootScriptOf(unit, names),
    ...names.flatMap((name, i) => [
      ...runOf(unit, name, graph, names[0] === unit.name ? undefined : i + 1),
      ...finishOf(unit, name, ending),
      ...logOf(unit, name),
      ...settingsOf(unit, name, graph),
    ]),
  ];
}

/** The names of its directories in the image: those of a fixed number of instances, or its own. */
export function directoriesOf(unit: Written): readonly string[] {
  const instances = unit.kind === "service" ? unit.options.instances : undefined;
  if (typeof instances !== "number") return [unit.name];
  checkNumber(instances, 1, 999, "the number of instances", unit.position);
  return Array.from({ length: instances }, (_, i) => `${unit.name}-${i + 1}`);
}

/** How many ends of a service s6-supervise keeps when it is not told. */
const TALLY = 100;

/** The files of a service directory that are no scripts, and `data/reload`. */
function settingsOf(unit: Written, name: string, graph: Graph): readonly Stage[] {
  const directory = directoryOf(name);
  const fd = notificationFd(unit, graph);
  if (fd !== undefined) checkNumber(fd, 3, 1023, "the descriptor of readiness", unit.position);
  const wave = graph.waveOf(unit.name);
  const { restart } = unit.options;
  const deaths = (typeof restart === "object" && restart.atMost?.times) || 0;
  const { stop = {}, reload } = unit.kind === "service" ? unit.options : {};
  const setting = (file: string, value: string | number): Stage => text(`${directory}/${file}`, `${value}\n`);
  return [
    ...(fd === undefined ? [] : [setting("notification-fd", fd)]),
    ...(stop.signal === undefined ? [] : [setting("down-signal", `SIG${stop.signal}`)]),
    ...(stop.timeout === undefined
      ? []
      : [setting("timeout-kill", milliseconds(stop.timeout, unit.position))]),
    ...(deaths > TALLY ? [setting("max-death-tally", deaths)] : []),
    ...(wave === 0 ? [] : [waveFile(name, wave)]),
    ...(reload === undefined ? [] : reloadOf(`${directory}/data/reload`, reload, unit.position)),
  ];
}

const waveFile = (name: string, wave: number): Stage => text(`${directoryOf(name)}/wave`, `${wave}\n`);

const LETTERS = { HUP: "h", USR1: "1", USR2: "2", INT: "i", QUIT: "q", ALRM: "a", WINCH: "y" } as const;

function reloadOf(
  path: `/${string}`,
  reload: keyof typeof LETTERS | Parameters<typeof commandOf>[0],
  position: Position | undefined,
): readonly Stage[] {
  if (typeof reload !== "string") return chainOf(path, [], reload, position);
  return [
    stepsOf(
      path,
      [
        {
          note: `The service reloads on SIG${reload}.`,
          add: (s, argv) => s.exec("s6-svc", `-${LETTERS[reload]}`, argv[0].removeSuffix("/data/reload")),
        },
      ],
      position,
    ),
  ];
}
