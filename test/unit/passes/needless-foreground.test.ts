import { expect, test } from "vitest";
import { needlessForeground } from "../../../src/passes/needless-foreground.ts";
import { lines, oneLine } from "../../support/pass.ts";

test.for([
  ["foreground { foreground { a } } exit 3", "foreground { a } exit 3"],
  ["foreground { foreground { foreground { a } } }", "foreground { a }"],
  ["foreground { cd / foreground { a } } echo", "foreground { cd / a } echo"],
  ["foreground { foreground { a } foreground { b } } exit 3", "foreground { foreground { a } b } exit 3"],
  ["foreground { true } exit 3", "exit 3"],
  ["foreground { exit 4 } unexport ? a", "unexport ? a"],
  ["foreground { true } foreground { echo x } a", "foreground { echo x } a"],
  ["foreground { a } exit 0", "foreground { a }"],
  ["if { a } true", "if { a }"],
  ["ifelse { t } { foreground { a } exit } b", "ifelse { t } { foreground { a } } b"],
] as const)("%s becomes %s", ([before, after]) => expect(oneLine(needlessForeground, before)).toBe(after));

test.for([
  // What comes next sees whether it failed.
  "foreground { foreground { a } } b",
  "foreground { true } b",
  "foreground { true } importas code ? exit ${code}",
  "foreground { true } multisubstitute { importas code ? } exit ${code}",
  "foreground { true } foreground { sh -c x } a",
  "foreground { true } if { a } exit 3",
  "foreground { true } $1",
  "foreground { true } runblock 1",
  // Its code is the loop's, or its parent has other children, or it is the end.
  "foreground { forx -o 0 i { 1 2 } foreground { a } } exit 3",
  "foreground { background { x } foreground { a } } exit 3",
  "foreground { a }",
  "foreground { a } exit 3",
  "background { foreground { a } } exit 3",
  "cd / true",
])("%s stays", (script) => expect(oneLine(needlessForeground, script)).toBe(script));

test("comments stay", () => {
  const script =
    "# one\nforeground {\n  # two\n  foreground {\n    # three\n    a\n    # four\n  }\n  # five\n}\n# six\nexit\n";
  expect(lines(needlessForeground, script)).toBe(
    "# one\nforeground {\n  # two\n  # three\n  a\n  # four\n  # five\n}\n# six",
  );
});
