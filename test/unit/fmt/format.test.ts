import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { encode } from "../../../src/ast/bytes.ts";
import { format } from "../../../src/fmt/format.ts";
import { isExecline } from "../../../src/parse/is-execline.ts";
import { readByExeclineb } from "../../support/execlineb.ts";

const GOLDEN = "test/golden/fmt";
const textOf = (source: string): string | undefined => format(source).text;
const golden = globSync(`${GOLDEN}/*.formatted.execline`).map((path) => path.replace(".formatted", ""));

describe.each(golden)("%s", (path) => {
  const source = readFileSync(path, "utf8");
  const formatted = readFileSync(path.replace(".execline", ".formatted.execline"), "utf8");

  test("is formatted so", () => expect(textOf(source)).toBe(formatted));
  test("stays so", () => expect(textOf(formatted)).toBe(formatted));
  test("means the same to execlineb", () => {
    const [before, after] = readByExeclineb([source, formatted].map(encode));
    expect(after).toEqual(before);
  });
});

describe("what is left alone", () => {
  test.each([
    ["the spelling of words", 'echo "a" a\\ b \'c "\\0x1b[1m" "" "{" \\{\n'],
    ["a script for another program", 'sh -c "\n  if true; then\n\techo $$\n  fi\n" a\n'],
    ["an instruction after prettier-ignore", "# prettier-ignore\nif   { a\n   b  }\nc\n"],
    ["line breaks between words", "s6-log\n  n20\n  s1000000 ./main\n"],
  ])("%s", (_, source) => expect(textOf(source)).toBe(source));
});

test("CRLF becomes LF, except in quotes", () => {
  expect(textOf('#!/bin/execlineb -P\r\n# a\r\n\r\necho "b\r\nc"\r\n')).toBe(
    '#!/bin/execlineb -P\n# a\n\necho "b\r\nc"\n',
  );
});

test.each([
  ["a syntax error", 'echo "a', "EL1001"],
  ["a brace glued to a word", "a { {\\b }", "EL1007"],
  ["text behind a null character", "a\0b", "EL1008"],
])("%s is not formatted", (_, source, code) => {
  const { text, problems } = format(source);
  expect(text).toBeUndefined();
  expect(problems[0]).toMatchObject({ code });
});

test("every execline script of generated/ is formatted already", () => {
  const files = globSync("generated/**", { withFileTypes: true }).filter((entry) => entry.isFile());
  const sources = files
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, "utf8"))
    .filter((source) => isExecline("", source));
  expect(sources.length).toBeGreaterThan(0);
  for (const source of sources) expect(textOf(source)).toBe(source);
});

test.each([
  ["run", "#!/bin/execlineb -P\n", true],
  ["run", "#!/usr/lib/execline/bin/execlineb\n", true],
  ["run", "#! /usr/bin/env execlineb\n", true],
  ["run", "#!/command/with-contenv execlineb -S0\n", true],
  ["run", "#!execlineb", true],
  ["run", "#!/bin/sh\n# execlineb\n", false],
  ["run", "#!/bin/my-execlineb\n", false],
  ["a.execline", "", true],
])("%s that begins %j: %s", (path, head, expected) => expect(isExecline(path, head)).toBe(expected));

test("the examples of the page are formatted", () => {
  const examples = readFileSync("docs/fmt.md", "utf8").matchAll(/^```execline\n([^]*?)^```$/gm);
  for (const [, source] of examples) expect(textOf(source!)).toBe(source);
});
