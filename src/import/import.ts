import { IgnityError } from "../ast/diagnostic.ts";
import type { Body } from "../image/index.ts";
import { isService } from "../lint/service.ts";
import { baseOf, inside, parentOf, Tree } from "../lint/tree.ts";
import { envsIn } from "./envs.ts";
import { Source } from "./files.ts";
import type { Imported, ImportedService, ImportedUnit, Lost } from "./model.ts";
import { permsIn } from "./perms.ts";
import { unitsOfS6Rc } from "./s6-rc.ts";
import { serviceOf } from "./service-directory.ts";
import { imageFile } from "./write.ts";

/** Where s6-overlay itself is in a container. */
const OVERLAY = /^package\/admin\//;

export interface Import {
  /** The text of `image.ts`. */
  readonly text: string;
  readonly imported: Imported;
  readonly lost: readonly Lost[];
}

/**
 * Reads the services that somebody wrote by hand, wherever they are in directories that lie over each other: service directories of s6, those of
 * `/etc/ignity` and of s6-overlay's `services.d` with what is beside them, and the definitions of s6-rc.
 *
 * IG070: there is nothing to import.
 */
export function importTrees(trees: readonly Tree[]): Import {
  const tree = laid(trees);
  const lost: Lost[] = [];
  const source = new Source(tree, (path, line, what) => {
    const { prefix = "" } = trees.findLast((each) => each.at(path) !== undefined) ?? trees.at(-1)!;
    lost.push({ path: `${prefix}${path}`, line, what });
  });
  const s6Rc = unitsOfS6Rc(source);
  const names = new Set(s6Rc.units.map(({ name }) => name));
  const services = serviceDirectories(tree).flatMap((path): ImportedService[] => {
    const name = baseOf(path) || "service";
    if (names.has(name)) {
      source.lose(path, 1, `there is another service ${name}: this one is left out`);
      return [];
    }
    names.add(name);
    const service = serviceOf(source, path, name, []);
    return service === undefined ? [] : [service];
  });
  const scripts = (...directories: readonly RegExp[]): Readonly<Record<string, Body>> =>
    Object.assign(
      {},
      ...directories.flatMap((name) => placesOf(source, name)).map((path) => source.scripts(path)),
    );
  const imported: Imported = {
    units: withoutMissing([...s6Rc.units, ...services]),
    image: {
      envs: Object.assign({}, ...placesOf(source, IGNITYS("envs")).map((path) => envsIn(source, path))),
      perms: Object.assign(
        {},
        ...[/(?:^|\/)fix-attrs\.d$/, IGNITYS("perms")]
          .flatMap((name) => placesOf(source, name))
          .map((path) => permsIn(source, path)),
      ),
      init: scripts(/(?:^|\/)cont-init\.d$/, IGNITYS("init")),
      finalize: { ...scripts(/(?:^|\/)cont-finish\.d$/, IGNITYS("finalize")), ...s6Rc.finalize },
    },
  };
  const isEmpty = imported.units.length === 0 && Object.values(imported.image).every(hasNothing);
  if (isEmpty && lost.length === 0) {
    throw new IgnityError(
      "IG070",
      `there is nothing to import in ${trees.map(({ prefix }) => prefix || ".").join(", ")}`,
      "name a directory that holds service directories, services.d, cont-init.d, s6-rc.d or what /etc/ignity has",
    );
  }
  return { text: imageFile(imported), imported, lost };
}

/** Trees that lie over each other, the last on top, without s6-overlay itself. */
function laid(trees: readonly Tree[]): Tree {
  const entries = new Map(trees.flatMap((tree) => Array.from(tree.entries, (entry) => [entry.path, entry])));
  return new Tree(
    [...entries.values()].filter(({ path }) => !OVERLAY.test(path)),
    "",
  );
}

const hasNothing = (part: object): boolean => Object.keys(part).length === 0;

/** Nothing needs a service that could not be carried itself. */
function withoutMissing(units: readonly ImportedUnit[]): readonly ImportedUnit[] {
  const names = new Set(units.map(({ name }) => name));
  return units.map((unit) => ({ ...unit, needs: unit.needs.filter((need) => names.has(need)) }));
}

/** A directory of /etc/ignity, which may be what is imported itself. */
const IGNITYS = (name: string): RegExp => new RegExp(`^(?:.*/)?ignity/${name}$|^${name}$`);

const placesOf = (source: Source, name: RegExp): readonly string[] =>
  [...source.directories].filter((path) => name.test(path));

/** Those that are services by what they hold or where they are, which are no loggers and not s6-rc's. */
function serviceDirectories(tree: Tree): readonly string[] {
  return Array.from(tree.entries).flatMap((run) => {
    const path = parentOf(run.path);
    if (run.kind === "directory" || baseOf(run.path) !== "run") return [];
    if (tree.at(inside(path, "type")) !== undefined || /(?:^|\/)s6-rc\.d\//.test(path)) return [];
    if (baseOf(path) === "log" && tree.at(inside(parentOf(path), "run")) !== undefined) return [];
    return run.kind === "link" || parentOf(path) === "" || isService(tree, path) ? [path] : [];
  });
}
