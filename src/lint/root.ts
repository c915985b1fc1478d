import type { Report } from "./finding.ts";
import type { Subject } from "./subject.ts";
import type { Entry, Tree } from "./tree.ts";

/** Where a container looks for programs, and where distributions and s6-overlay put execline's and s6's. */
const DIRECTORIES = [
  "usr/local/sbin",
  "usr/local/bin",
  "usr/sbin",
  "usr/bin",
  "sbin",
  "bin",
  "command",
  "usr/lib/execline/bin",
];

/** Directories that a container fills while it runs. */
const VOLATILE = /^\/(?:run|tmp|proc|dev|sys|var\/run|mnt|data|config)\//;

/** A tree with execlineb itself in it, and not a script of that name, is a whole root file system: what its scripts start must be there. */
export class Root {
  readonly #tree: Tree;
  readonly #execlineb: string;

  private constructor(tree: Tree, execlineb: string) {
    this.#tree = tree;
    this.#execlineb = execlineb;
  }

  static of(tree: Tree): Root | undefined {
    const paths = DIRECTORIES.map((directory) => `${directory}/execlineb`);
    const execlineb = paths.find((path) => isBinary(tree.resolve(path)));
    return execlineb === undefined ? undefined : new Root(tree, execlineb);
  }

  /** An interpreter that is not there: the kernel says the script itself is missing. */
  interpreter(head: string, file: string, report: Report): void {
    const path = /^#!\s*(\/\S+)/.exec(head)?.[1];
    if (path === undefined || VOLATILE.test(path) || this.#tree.resolve(path) !== undefined) return;
    const hint = `execlineb is at /${this.#execlineb}`;
    report("EL1407", { position: { file, line: 1, col: 1 } }, `there is no ${path} here`, hint);
  }

  isDirectory(path: string): boolean {
    return path.startsWith("/") && !VOLATILE.test(path) && this.#tree.resolve(path)?.kind === "directory";
  }

  /** Programs that are nowhere in the tree. */
  programs({ sites }: Subject, report: Report): void {
    for (const { instruction, holds } of sites) {
      const [word] = instruction.argv;
      const [name, ...more] = word?.kind === "Word" ? word.parts : [];
      if (holds === "directives" || typeof name !== "string" || more.length > 0 || this.#has(name)) continue;
      report(
        "EL1101",
        word!,
        `there is no program ${name} in this root file system`,
        "install it, or correct the name",
      );
    }
  }

  #has(name: string): boolean {
    if (name.startsWith("/")) return VOLATILE.test(name) || this.#tree.resolve(name) !== undefined;
    if (name.includes("/")) return true;
    return DIRECTORIES.some((directory) => this.#tree.resolve(`${directory}/${name}`) !== undefined);
  }
}

const isBinary = (entry: Entry | undefined): boolean =>
  entry?.kind === "file" && entry.head.startsWith("\x7fELF");
