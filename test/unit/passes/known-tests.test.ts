import { expect, test } from "vitest";
import { knownTests } from "../../../src/passes/known-tests.ts";
import { lines, oneLine } from "../../support/pass.ts";

test.for([
  ["if { true } a", "a"],
  ["if -t { exit } if -x 3 { exit 0 } a", "a"],
  ["if -n { false } a", "a"],
  ["if { eltest x = x } if { test x != y } a", "a"],
  ["ifelse { true } { a } b", "a"],
  ["ifelse { false } { a } b", "b"],
  ["ifelse -n { exit 3 } { cd / a } b", "cd / a"],
  ["foreground { if { true } a } b", "foreground { a } b"],
  ["case x { y { if { true } a } } b", "case x { y { a } } b"],
  ["ifelse { true } { if { true } a } b", "a"],
] as const)("%s becomes %s", ([before, after]) => expect(oneLine(knownTests, before)).toBe(after));

test.for([
  "if { false } a",
  "if { ./true } a",
  "if { true }",
  "ifelse { false } { a }",
  "if { eltest ${x} = x } a",
  "if { eltest -n = -n } a",
  "if { exit ${x} } a",
  "if { cd / true } a",
  "my-if { if { true } a }",
])("%s stays", (script) => expect(oneLine(knownTests, script)).toBe(script));

test("where a word may vanish nobody can tell what a program takes", () => {
  const script = "importas x X cd ${x} if { true } a";
  expect(oneLine(knownTests, script)).toBe(script);
  expect(oneLine(knownTests, script.replace("importas", "importas -i"))).toBe("importas -i x X cd ${x} a");
});

test("comments and blank lines stay", () => {
  const script = "# one\nif { true } # two\n\n# three\na\n";
  expect(lines(knownTests, script)).toBe("# one\n# two\n\n# three\na");
});

test("an instruction that the author keeps as it is stays", () => {
  const script = "# prettier-ignore\nif  { true }\na";
  expect(lines(knownTests, script)).toBe(script);
});
