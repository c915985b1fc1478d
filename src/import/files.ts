import { decode } from "../ast/bytes.ts";
import type { Body } from "../image/index.ts";
import { inside, type Entry, type FileEntry, type Tree } from "../lint/tree.ts";
import type { Lose } from "./model.ts";
import { adapt, leavesVariables } from "./overlay.ts";
import { convert, type Circumstances, type Converted } from "./script.ts";

/** What is imported: its files, and who is told of what is not carried. */
export class Source {
  readonly tree: Tree;
  readonly lose: Lose;
  /** Whether some script leaves variables for others. */
  readonly variables: boolean;
  /** Every directory, also where an archive does not list it. */
  readonly directories: ReadonlySet<string>;

  constructor(tree: Tree, lose: Lose) {
    this.tree = tree;
    this.lose = lose;
    this.directories = new Set(Array.from(tree.entries).flatMap(({ path }) => ancestors(path)));
    this.variables = Array.from(tree.entries).some(
      (entry) =>
        entry.kind === "file" && entry.head.startsWith("#!") && leavesVariables(decode(entry.read())),
    );
  }

  /** The text of a file, where a link leads to if it is one; undefined when there is none. */
  text(path: string): string | undefined {
    const entry = this.tree.resolve(path);
    return entry?.kind === "file" ? decode(entry.read()) : undefined;
  }

  /** The first line of a file that holds one value. */
  value(path: string): string | undefined {
    return this.text(path)?.split("\n", 1)[0]!.trim();
  }

  /** The names in a directory that are services or values, in order. */
  names(directory: string): readonly string[] {
    return this.tree.namesIn(directory).filter((name) => !name.startsWith("."));
  }

  /** A script of the container, by its path there. Its root may be above or below the directory that is imported. */
  find(path: string): FileEntry | undefined {
    const isIt = (entry: Entry): entry is FileEntry =>
      entry.kind === "file" && (`/${entry.path}`.endsWith(path) || path.endsWith(`/${entry.path}`));
    return Array.from(this.tree.entries).find(isIt);
  }

  /** What a script is in an image file. Undefined, and told, when it is none. */
  script(path: string, circumstances: Omit<Circumstances, "variables"> = {}): Converted | undefined {
    const entry = this.tree.at(path);
    const text = this.text(path);
    if (text === undefined && entry?.kind === "link" && entry.target.startsWith("/")) {
      return { body: [entry.target], comments: [] };
    }
    if (text === undefined) return this.#lost(path, "it is not here, or leads out of the directory");
    if (!text.startsWith("#!")) return this.#lost(path, "it has no interpreter line, so it is no script");
    const converted = this.convert(text, circumstances);
    const inner = this.#onlyRuns(converted);
    if (inner !== undefined) return this.#through(inner, converted, circumstances);
    for (const { line, what } of adapt(text).foreign) this.lose(path, line, what);
    return converted;
  }

  convert(text: string, circumstances: Omit<Circumstances, "variables">): Converted {
    return convert(adapt(text).text, { ...circumstances, variables: this.variables });
  }

  /** The scripts of a directory, by name. */
  scripts(directory: string): Readonly<Record<string, Body>> {
    return Object.fromEntries(
      this.names(directory).flatMap((name) => {
        const converted = this.script(inside(directory, name), { alone: true });
        return converted === undefined ? [] : [[name, converted.body]];
      }),
    );
  }

  /** The script of s6-overlay's directory that another one only runs, where it is here. */
  #onlyRuns({ body }: Converted): string | undefined {
    const [program, ...args] = "length" in body ? body : [];
    if (!program?.startsWith("/etc/s6-overlay/") || args.length > 0) return undefined;
    return this.find(program)?.path;
  }

  #through(
    path: string,
    outer: Converted,
    circumstances: Omit<Circumstances, "variables">,
  ): Converted | undefined {
    const inner = this.script(path, circumstances);
    return inner && { ...outer, ...inner, comments: [...outer.comments, ...inner.comments] };
  }

  #lost(path: string, what: string): undefined {
    this.lose(path, 1, what);
  }
}

const ancestors = (path: string): readonly string[] =>
  Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index));
