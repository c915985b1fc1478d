import { expect, test } from "vitest";
import { decode, encode } from "../../../src/ast/bytes.ts";
import { treeOfPath } from "../../../src/cli/tree/directory.ts";
import { argvOf } from "../../../src/emit/execline.ts";
import { format } from "../../../src/fmt/format.ts";
import { isScript } from "../../../src/lint/is-script.ts";
import { parse } from "../../../src/parse/parse.ts";
import { readByExeclineb } from "../../support/execlineb.ts";

/**
 * The parser and the formatter beside real execlineb on every script of some directories: the project's own, or those
 * that `SCRIPTS` names, separated by colons.
 */
const DIRECTORIES = (process.env["SCRIPTS"] ?? "generated:examples:test/golden").split(":");

const scripts = DIRECTORIES.flatMap((directory) => {
  const tree = treeOfPath(directory);
  return Array.from(tree.entries)
    .filter((entry) => isScript(tree, entry))
    .map((entry) => ({ path: tree.prefix + entry.path, bytes: entry.read() }));
});
const real = readByExeclineb(scripts.map(({ bytes }) => bytes));

const words = (source: string): Buffer | undefined => {
  const { script, problems } = parse(source);
  if (problems.length > 0) return undefined;
  return Buffer.from(
    encode(
      argvOf(script)
        .map((word) => `${word}\0`)
        .join(""),
    ),
  );
};

/** Read in a way that nobody means, so that it is left alone. */
const hasWarnings = (bytes: Uint8Array): boolean => parse(decode(bytes)).warnings.length > 0;

test(`${scripts.length} scripts are read as execlineb reads them`, () => {
  expect(scripts.length).toBeGreaterThan(0);
  const wrong = scripts.filter(({ bytes }, i) => {
    const ours = words(decode(bytes));
    return ours === undefined || real[i] === undefined ? ours !== real[i] : !ours.equals(real[i]);
  });
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test(
  "what execlineb takes is formatted, once and for all, and stays the same to it",
  { timeout: 120_000 },
  () => {
    const taken = scripts.filter(({ bytes }, i) => real[i] !== undefined && !hasWarnings(bytes));
    const formatted = taken.map(({ bytes }) => format(decode(bytes)).text ?? "");
    const again = formatted.map((text) => format(text).text);
    const after = readByExeclineb(formatted.map(encode));
    const before = taken.map((script) => real[scripts.indexOf(script)]!);
    const wrong = taken.filter((_, i) => again[i] !== formatted[i] || !after[i]?.equals(before[i]!));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  },
);
