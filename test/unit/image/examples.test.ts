import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { execaSync } from "execa";
import { expect, onTestFinished, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../..");
const EXAMPLES = globSync(`${ROOT}/examples/*/image.ts`).map((path) => basename(dirname(path)));

const FILE = /^\*\*`([^`]+)`\*\*\n\n```\w+\n([^]*?)^```$/gm;
const TREE = /^```text\n(rootfs[^]*?)^```$/m;

test.each(EXAMPLES)(
  "the page of %s shows the files that it has and what is built of them",
  { timeout: 60_000 },
  (name) => {
    const example = `${ROOT}/examples/${name}`;
    const page = readFileSync(join(example, "README.md"), "utf8");
    const built = build(example);
    const shown = [...page.matchAll(FILE)].map(([, path, content]) => ({ path: path!, content: content! }));
    expect(shown.map(({ path }) => path)).toContain("image.ts");
    expect(shown.filter(({ path }) => path.startsWith("rootfs/")).length).toBeGreaterThan(0);
    const real = shown.map(({ path }) => {
      const folder = path.startsWith("rootfs/") ? built : example;
      return { path, content: readFileSync(join(folder, path), "utf8") };
    });
    expect(shown).toEqual(real);
    expect(TREE.exec(page)?.[1]).toBe(treeOf("rootfs/etc/ignity", built));
  },
);

/** Builds the image of an example in a folder of its own. */
function build(example: string): string {
  const folder = mkdtempSync(join(tmpdir(), "example-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const text = readFileSync(join(example, "image.ts"), "utf8");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, "image.ts"),
    text.replace('"ignity"', JSON.stringify(`${ROOT}/src/image/index.ts`)),
  );
  execaSync(process.execPath, [`${ROOT}/src/cli/ignity.ts`, "build"], { cwd: folder });
  return folder;
}

/** What is in a directory, each entry on a line of its own below the one that has it. */
function treeOf(directory: string, folder: string): string {
  const entries = globSync("**", { cwd: join(folder, directory) }).toSorted();
  return [directory, ...entries.filter((path) => path !== ".").map(indented)]
    .map((line) => `${line}\n`)
    .join("");
}

function indented(path: string): string {
  const steps = path.split("/");
  return `${"  ".repeat(steps.length)}${steps.at(-1)}`;
}
