import { baseOf, inside, parentOf } from "../lint/tree.ts";
import type { Source } from "./files.ts";

type Kind = "longrun" | "oneshot" | "bundle";

/** What one name is to s6-rc. */
export interface Definition {
  readonly name: string;
  readonly path: string;
  readonly kind: Kind;
  readonly dependencies: readonly string[];
  readonly contents: readonly string[];
}

/** Those that are said to be started, and what they need. Without a bundle user, all. */
export function startedOf(
  source: Source,
  definitions: ReadonlyMap<string, Definition>,
): readonly Definition[] {
  const roots = ["user", "user2"].filter((name) => definitions.has(name));
  if (roots.length === 0) return [...definitions.values()];
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    const { path, dependencies, contents } = definitions.get(name) ?? {
      path: "",
      dependencies: [],
      contents: [],
    };
    const ends = ["producer-for", "consumer-for"].flatMap((file) => linesOf(source, inside(path, file)));
    const members = [...definitions.values()].filter(
      (each) => source.value(inside(each.path, "pipeline-name")) === name,
    );
    [...dependencies, ...contents, ...ends, ...members.map((each) => each.name)].forEach(reach);
  };
  roots.forEach(reach);
  const [started, left] = [true, false].map((is) =>
    [...definitions.values()].filter(({ name }) => reached.has(name) === is),
  ) as [Definition[], Definition[]];
  for (const { path, kind } of left) {
    if (kind !== "bundle") source.lose(path, 1, "it is in no bundle that is started: left out");
  }
  return started;
}

/** By name: what several directories say of one service is put together, as it is when they are copied to one place. */
export function definitionsIn(source: Source): ReadonlyMap<string, Definition> {
  const marked = [...Array.from(source.tree.entries, ({ path }) => path), ...source.directories]
    .filter((path) => /(?:^|\/)(?:type|contents(?:\.d)?|dependencies\.d)$/.test(path))
    .map(parentOf);
  const directories = [...new Set(marked)];
  const found = new Map<string, Definition>();
  for (const name of new Set(directories.map(baseOf))) {
    const paths = directories.filter((path) => baseOf(path) === name);
    const typed = paths.filter((path) => kindOf(source, path) !== undefined);
    const [path = paths[0]!, ...others] = typed;
    const kind = kindOf(source, path);
    const both = (file: string) =>
      paths.flatMap((each) => [
        ...linesOf(source, inside(each, file)),
        ...source.names(inside(each, `${file}.d`)),
      ]);
    const definition = { name, path, dependencies: both("dependencies"), contents: both("contents") };
    if (kind !== undefined) found.set(name, { ...definition, kind });
    else if (definition.dependencies.length > 0)
      source.lose(
        path,
        1,
        `${name} is defined elsewhere, and is to need ${definition.dependencies.join(", ")}`,
      );
    for (const other of kind === "bundle" ? [] : others) {
      source.lose(other, 1, `${name} is defined in ${path} too: this one is left out`);
    }
  }
  return found;
}

function kindOf(source: Source, path: string): Kind | undefined {
  const type = source.value(inside(path, "type"));
  if (type === "longrun" || type === "oneshot" || type === "bundle") return type;
  return source.tree.namesIn(path).some((name) => /^contents(?:\.d)?$/.test(name)) ? "bundle" : undefined;
}

const linesOf = (source: Source, path: string): readonly string[] =>
  (source.text(path) ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));

/** Services whose output is another one's input. */
export class Pipelines {
  readonly #source: Source;
  readonly #definitions: readonly Definition[];

  constructor(source: Source, definitions: readonly Definition[]) {
    this.#source = source;
    this.#definitions = definitions;
  }

  isLogger(name: string): boolean {
    return this.#definitions.some((each) => this.#consumerOf(each) === name);
  }

  /** The consumer of what a service writes. */
  loggerOf(name: string): Definition | undefined {
    const producer = this.#definitions.find((each) => each.name === name);
    const consumer = producer && this.#consumerOf(producer);
    return this.#definitions.find((each) => each.name === consumer);
  }

  /** What stands for a consumer, or for a whole pipeline by its name: the services that write to it. */
  producersOf(name: string): readonly string[] {
    const consumers = this.#definitions.filter(
      ({ name: own, path }) => own === name || this.#source.value(inside(path, "pipeline-name")) === name,
    );
    return this.#definitions
      .filter((each) => consumers.some((consumer) => consumer.name === this.#consumerOf(each)))
      .map((each) => each.name);
  }

  #consumerOf({ path }: Definition): string | undefined {
    return this.#source.value(inside(path, "producer-for"));
  }
}

/** A oneshot that only stands for what it needs. */
export function isEmpty(source: Source, { kind, path }: Definition): boolean {
  return (
    kind === "oneshot" &&
    (source.text(inside(path, "up")) ?? "").replaceAll(/^\s*(?:#.*)?$/gm, "").trim() === ""
  );
}
