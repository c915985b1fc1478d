import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What images do without. */
const UNWANTED = /^\/usr\/share\/(?:doc|man|locale|info|lintian|doc-base)\//;

/** The files of installed Debian packages. */
export async function filesOf(packages: readonly string[]): Promise<string[]> {
  if (packages.length === 0) return [];
  const { stdout } = await run("dpkg-query", ["-L", ...packages], { maxBuffer: 2 ** 28 });
  return [...new Set(stdout.split("\n"))].filter((file) => file.startsWith("/") && !UNWANTED.test(file));
}

interface Installed {
  /** The names of a package and what it provides. */
  readonly names: readonly string[];
  readonly required: boolean;
  /** Each is one of some. */
  readonly depends: readonly (readonly string[])[];
}

/** The packages that every Debian has. */
export async function minimal(): Promise<ReadonlySet<string>> {
  const all = await installed();
  const required = all.filter(({ required }) => required).map(({ names }) => names[0]!);
  return new Set(await withDependencies([...required, "apt"]));
}

/** Installed packages, with all installed ones that they depend on. */
export async function withDependencies(packages: readonly string[]): Promise<string[]> {
  const byName = new Map((await installed()).flatMap((each) => each.names.map((name) => [name, each])));
  const found = new Set<string>();
  const add = (name: string): void => {
    const each = byName.get(name);
    if (!each || found.has(each.names[0]!)) return;
    found.add(each.names[0]!);
    for (const choice of each.depends) add(choice.find((name) => byName.has(name)) ?? "");
  };
  packages.forEach(add);
  return [...found];
}

async function installed(): Promise<Installed[]> {
  const fields = ["Package", "Provides", "Priority", "Pre-Depends", "Depends"].map((field) => `\${${field}}`);
  const { stdout } = await run("dpkg-query", ["-W", "-f", `${fields.join("\t")}\n`], { maxBuffer: 2 ** 28 });
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", provides = "", priority, before = "", depends = ""] = line.split("\t");
      return {
        names: [name, ...namesIn(provides)],
        required: priority === "required",
        depends: [before, depends].flatMap((list) => list.split(",")).map((choice) => namesIn(choice, "|")),
      };
    });
}

/** Names of packages, without their versions and architectures. */
const namesIn = (list: string, between = ","): string[] =>
  list.split(between).flatMap((entry) => /^\s*([a-z0-9][a-z0-9+.-]*)/.exec(entry)?.[1] ?? []);
