import { globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** Which folders of `src` a folder may import; one that is not here may import all but `cli`. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  ast: [],
  facts: ["ast"],
  dsl: ["ast", "facts"],
  emit: ["ast", "dsl", "facts"],
  parse: ["ast", "facts"],
  passes: ["ast", "dsl", "emit", "facts", "parse"],
  stages: ["dsl", "passes"],
  image: ["ast", "dsl", "emit", "stages"],
  cost: ["ast", "emit", "facts", "parse"],
  trace: [],
  svg: [],
  bootchart: ["svg", "trace"],
  docs: ["ast", "cost", "dsl", "emit"],
};

const folders = readdirSync("src");

test.for(folders.filter((folder) => folder !== "cli"))("src/%s imports only what it may", (folder) => {
  const allowed = ARROWS[folder] ?? folders.filter((each) => each !== "cli");
  const wrong = globSync(`src/${folder}/**/*.ts`).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/ from "(\.[^"]*)"/g)]
      .map(([, path]) => join(dirname(file), path!))
      .filter((path) => ![folder, ...allowed].includes(path.split("/")[1]!))
      .map((path) => `${file} imports ${path}`),
  );
  expect(wrong).toEqual([]);
});
