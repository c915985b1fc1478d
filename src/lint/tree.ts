/** A file system to look at: a directory, or what an archive holds. Paths have no slash at either end. */
export class Tree {
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #children = new Map<string, string[]>();
  /** What stands before a path in messages, such as `image.tar:`. */
  readonly prefix: string;

  constructor(entries: Iterable<Entry>, prefix: string) {
    const sorted = [...entries].toSorted((a, b) => (a.path < b.path ? -1 : 1));
    this.#entries = new Map(sorted.map((entry) => [entry.path, entry]));
    this.prefix = prefix;
    for (const { path } of sorted) {
      const slash = path.lastIndexOf("/");
      const parent = path.slice(0, Math.max(slash, 0));
      const siblings = this.#children.get(parent);
      if (siblings === undefined) this.#children.set(parent, [path.slice(slash + 1)]);
      else siblings.push(path.slice(slash + 1));
    }
  }

  get entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  /** The entry itself, a link included. */
  at(path: string): Entry | undefined {
    return this.#entries.get(path);
  }

  namesIn(directory: string): readonly string[] {
    return this.#children.get(directory) ?? [];
  }

  /** What a path leads to when every link on the way is followed, with the tree's root as `/`. */
  resolve(path: string): Entry | undefined {
    let todo = path.split("/");
    let done: string[] = [];
    for (let links = 0; todo.length > 0;) {
      const [name, ...rest] = todo as [string, ...string[]];
      todo = rest;
      if (name === "" || name === ".") continue;
      if (name === "..") {
        done.pop();
        continue;
      }
      const entry = this.at([...done, name].join("/"));
      if (entry === undefined) return undefined;
      if (entry.kind !== "link") done.push(name);
      else if (++links > 40) return undefined;
      else {
        if (entry.target.startsWith("/")) done = [];
        todo = [...entry.target.split("/"), ...todo];
      }
    }
    return this.at(done.join("/"));
  }
}

export type Entry = { readonly path: string; readonly mode: number } & (
  | { readonly kind: "file"; read(): Uint8Array; readonly head: string }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "directory" | "other" }
);

export type FileEntry = Extract<Entry, { readonly kind: "file" }>;

export const isExecutable = ({ mode }: Entry): boolean => (mode & 0o111) !== 0;
export const baseOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
export const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

/** The path of something in a directory; the tree's root is "". */
export const inside = (directory: string, name: string): string =>
  directory === "" ? name : `${directory}/${name}`;
