import type { Position } from "../ast/diagnostic.ts";
import type { Comment } from "../ast/execline.ts";
import { Gaps } from "./gaps.ts";
import { Module } from "./module.ts";

/** What a tree of scripts has wherever an author's comment may stand. */
interface Noted {
  readonly leading: readonly Comment[];
  readonly spaced?: boolean;
  readonly position?: Position;
}

/** The calls that led to a node, outermost first, and the gaps that the nodes around it have taken. */
interface Context {
  readonly path: string;
  readonly taken: ReadonlySet<string>;
}

/**
 * Reads what authors noted for the readers of a script: the `//` comments that stand on lines of their own before a
 * statement, a branch or an argument, and the blank lines that make paragraphs. What stands outside functions, at
 * the end of a line, or in a comment of the other kind stays in the source.
 */
export class Notes {
  readonly #modules = new Map<string, Module>();

  /** A copy of a tree in which every node that can carry comments has those its author wrote. */
  annotate<Tree>(tree: Tree): Tree {
    const gaps = new Gaps((file) => this.#moduleOf(file), placesIn(tree));
    const seen = new Set<string>();

    const copy = (value: unknown, context: Context): unknown => {
      if (Array.isArray(value)) return value.map((item) => copy(item, context));
      if (typeof value !== "object" || value === null) return value;
      const [own, inner] = isNoted(value) ? note(value, context) : [value, context];
      const entries = Object.entries(own).map(([key, part]) =>
        key === "leading" || key === "position" ? [key, part] : [key, copy(part, inner)],
      );
      return Object.fromEntries(entries);
    };

    // A gap belongs to the first node after it, once for each path of calls: a function that writes a part of
    // several scripts takes its notes along.
    const note = (node: Noted, { path, taken }: Context): [Noted, Context] => {
      const leading = [...node.leading];
      const inner = new Set(taken);
      let spaced = node.spaced ?? false;
      let calls = path;
      for (const place of outermostFirst(node.position)) {
        for (const gap of gaps.before(place)) {
          if (taken.has(gap.id) || seen.has(calls + gap.id)) continue;
          seen.add(calls + gap.id);
          inner.add(gap.id);
          const [first, ...rest] = gap.comments;
          if (first) leading.push({ ...first, spaced: first.spaced || spaced }, ...rest);
          spaced = first ? gap.spaced : spaced || gap.spaced;
        }
        calls += `${place.file}:${place.line}:${place.col} `;
      }
      return [
        { ...node, leading, ...(spaced && { spaced }) },
        { path: calls, taken: inner },
      ];
    };

    return copy(tree, { path: "", taken: new Set() }) as Tree;
  }

  #moduleOf(file: string): Module {
    const module = this.#modules.get(file) ?? new Module(file);
    this.#modules.set(file, module);
    return module;
  }
}

function isNoted(value: object): value is Noted {
  return "leading" in value && "position" in value;
}

/** Every place that a node of a tree was written from. */
function placesIn(value: unknown): readonly Position[] {
  if (typeof value !== "object" || value === null) return [];
  const own = !Array.isArray(value) && isNoted(value) ? outermostFirst(value.position) : [];
  return [...own, ...Object.values(value).flatMap(placesIn)];
}

function outermostFirst(position: Position | undefined): readonly Position[] {
  return position ? [position, ...(position.callers ?? [])].toReversed() : [];
}
