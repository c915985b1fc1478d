import { IgnityError, type Position } from "../ast/diagnostic.ts";
import type { Image } from "./image.ts";
import type { External, Oneshot, Service, Unit } from "./service.ts";

/** What becomes service directories. */
export type Written = Service | Oneshot;

/** The services of an image and how they depend on each other. */
export interface Graph {
  /** All of them by name, those of the FROM line too; what needs others comes after these. */
  readonly units: ReadonlyMap<string, Written>;
  /** Those that this image writes itself. */
  readonly own: ReadonlySet<Written>;
  /** What a service needs, where several services are of one name the one that runs. */
  needsOf(unit: Written): readonly Unit[];
  /** What needs it. */
  neededBy(name: string): readonly Written[];
  /** How long the longest chain of needs below it is. The highest stop first; nothing in one wave needs another. */
  waveOf(name: string): number;
}

/**
 * The graph of an image.
 *
 * - IG052: two services have one name.
 * - IG053: services need each other in a circle.
 */
export function graphOf(image: Image): Graph {
  const below = image.options.from && graphOf(image.options.from);
  const own = ownUnits(image, new Set(below?.units.values()));
  const byName = new Map([...(below?.units ?? []), ...named(own)]);
  const resolve = (unit: Unit): Unit => (unit.kind === "external" ? unit : byName.get(unit.name)!);
  const needsOf = (unit: Written): readonly Unit[] => [...new Set(needed(unit).map(resolve))];

  const waves = new Map<string, number>();
  const visit = (unit: Written, path: readonly Written[]): number => {
    const known = waves.get(unit.name);
    if (known !== undefined) return known;
    if (path.includes(unit)) refuseCycle([...path.slice(path.indexOf(unit)), unit]);
    const depths = needsOf(unit).map((each) => (isWritten(each) ? visit(each, [...path, unit]) : 0));
    const wave = depths.length === 0 ? 0 : 1 + Math.max(...depths);
    waves.set(unit.name, wave);
    return wave;
  };
  for (const unit of byName.values()) visit(unit, []);

  return {
    units: new Map([...waves.keys()].map((name) => [name, byName.get(name)!])),
    own: new Set(own),
    needsOf,
    neededBy: (name) =>
      [...byName.values()].filter((unit) => needsOf(unit).some((each) => each.name === name)),
    waveOf: (name) => waves.get(name) ?? 0,
  };
}

/** What a service says that it needs. */
function needed({ options: { needs = [] } }: Written): readonly Unit[] {
  return typeof needs === "function" ? needs() : needs;
}

/** The services listed, and all they need that is not there already. */
function ownUnits({ options: { services = [], main } }: Image, there: ReadonlySet<Written>): Written[] {
  const found = new Set<Written>();
  const add = (unit: Unit): void => {
    if (!isWritten(unit) || there.has(unit) || found.has(unit)) return;
    found.add(unit);
    needed(unit).forEach(add);
  };
  [...services, ...(main ? [main] : [])].forEach(add);
  return [...found];
}

function named(units: readonly Written[]): ReadonlyMap<string, Written> {
  const byName = new Map<string, Written>();
  for (const unit of units) {
    if (byName.has(unit.name)) refuseName(unit.name, unit.position);
    byName.set(unit.name, unit);
  }
  return byName;
}

export function refuseName(name: string, position: Position | undefined): never {
  throw new IgnityError(
    "IG052",
    `two services are called ${name}`,
    "give one of them another name",
    position,
  );
}

function refuseCycle(cycle: readonly Written[]): never {
  throw new IgnityError(
    "IG053",
    `services need each other in a circle: ${cycle.map(({ name }) => name).join(" -> ")}`,
    "none of them could ever start: leave out one of these needs",
    cycle[0]!.position,
  );
}

function isWritten(unit: Unit): unit is Exclude<Unit, External> {
  return unit.kind !== "external";
}
