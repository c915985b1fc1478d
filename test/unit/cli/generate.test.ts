import { chmodSync, existsSync, rmSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { Project } from "./project.ts";

test("generate writes the tree, its manifest and the pages, and check agrees", () => {
  const project = new Project();
  project.stage("b", "hello", "/etc/b", "/usr/bin/a");
  expect(project.run("generate")).toEqual({
    code: 0,
    output: [
      "wrote generated/etc/b",
      "wrote generated/usr/bin/a",
      "wrote generated.json",
      "wrote docs/parameters.md",
      "wrote docs/exec-budget.md",
      "wrote editors/vscode/execline.tmLanguage.json",
      "generated: 6 files, 6 written, 0 deleted",
    ],
  });
  expect(project.read("generated/etc/b").toString()).toBe(
    "#!/bin/execlineb -P\n# Code generated from src/stages/b.ts; DO NOT EDIT.\n\necho hello\n",
  );
  expect(statSync(project.path("generated/etc/b")).mode & 0o777).toBe(0o755);
  expect(JSON.parse(project.read("generated.json").toString())[1]).toEqual({
    path: "/usr/bin/a",
    mode: "0755",
    language: "execline",
    source: "src/stages/b.ts",
    starts: { best: 0, usual: 0, worst: 0 },
  });
  expect(project.run("check")).toEqual({ code: 0, output: [""] });
});

test("generate writes only what changed, and deletes what lost its stage", () => {
  const project = new Project();
  project.stage("a", "first", "/a", "/b");
  project.stage("c", "first", "/c");
  project.run("generate");
  expect(project.run("generate").output).toEqual(["generated: 7 files, 0 written, 0 deleted"]);

  project.write("generated/by-hand", "no stage ever wrote it");
  project.stage("a", "second", "/a");
  expect(project.run("generate").output).toEqual([
    "deleted generated/b",
    "wrote generated/a",
    "wrote generated.json",
    "wrote docs/exec-budget.md",
    "generated: 6 files, 3 written, 1 deleted",
  ]);
  expect(existsSync(project.path("generated/by-hand"))).toBe(true);
});

test("check names each file that drifted: bytes, mode, missing, orphan", () => {
  const project = new Project();
  project.stage("a", "first", "/bytes", "/gone", "/mode", "/orphan");
  project.run("generate");
  project.write("generated/bytes", "edited by hand");
  rmSync(project.path("generated/gone"));
  chmodSync(project.path("generated/mode"), 0o644);
  project.stage("a", "first", "/bytes", "/gone", "/mode");
  expect(project.run("check")).toEqual({
    code: 1,
    output: [
      "generated/bytes: differs from its source",
      "generated/gone: differs from its source",
      "generated/mode: differs from its source",
      "generated.json: differs from its source",
      "docs/exec-budget.md: differs from its source",
      "generated/orphan: has no source any more",
      "generated files drifted: run ./taskw generate and commit what it writes",
    ],
  });
});

test("a refused stage is one line, and nothing is written", () => {
  const project = new Project();
  project.stage("a", "hello", "/a");
  project.stage("b", "hello", "/a");
  expect(project.run("generate")).toEqual({
    code: 1,
    output: [
      "src/stages/b.ts:2:24: IG040: /a of src/stages/b.ts is in the way of /a of src/stages/a.ts; give one of them another path",
    ],
  });
  expect(existsSync(project.path("generated"))).toBe(false);
});
