import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CODES, type Code } from "../../../src/lint/codes.ts";
import { codesIn, examplesOf, pageOf } from "../../support/lint-pages.ts";

test("every code has its page, and every page its code", () => {
  const pages = readdirSync("docs/lint").filter((name) => name.startsWith("EL"));
  expect(pages.map((name) => name.replace(".md", ""))).toEqual(Object.keys(CODES));
});

test("the index lists every code", () => {
  const rows = readFileSync("docs/lint/README.md", "utf8").matchAll(
    /^\| \[(EL[0-9]+)\]\(\1\.md\) +\| (\w+) +\| (.+?) +\|$/gm,
  );
  expect(Array.from(rows, ([, code, severity, title]) => [code, [severity, title]])).toEqual(
    Object.entries(CODES),
  );
});

describe.each(Object.keys(CODES) as Code[])("%s", (code) => {
  const [severity, title] = CODES[code];
  const page = pageOf(code);
  const examples = examplesOf(page);

  test("has its title and its severity", () => {
    expect(page).toMatch(`# ${code}: ${title}\n\nSeverity: ${severity}.\n`);
  });

  // Nobody would read a block in a block in a block, 4097 times.
  test.runIf(code !== "EL1006")("shows what is wrong and what is right", () => {
    expect(examples.map(({ kind }) => kind)).toEqual(["wrong", "right"]);
  });

  test.each(examples)("$kind: what is found", (example) => {
    expect(new Set(codesIn(example))).toEqual(new Set(example.kind === "wrong" ? [code] : []));
  });
});
