import fc from "fast-check";
import { expect, test } from "vitest";
import { diff, hunks } from "../../../src/explain/diff.ts";

const shown = (before: string, after: string, around: number): readonly string[] =>
  hunks(diff(before.replaceAll(" ", "\n"), after.replaceAll(" ", "\n")), around);

test("what changed is shown with the lines around it", () => {
  expect(shown("a b c d e", "a b x d e", 1)).toEqual(["  b", "- c", "+ x", "  d"]);
  expect(shown("a b c d e f g", "x b c d e f y", 1)).toEqual([
    "- a",
    "+ x",
    "  b",
    "  ...",
    "  f",
    "- g",
    "+ y",
  ]);
  expect(shown("a b", "a b", 1)).toEqual([]);
});

test("a difference makes the one text of the other, and keeps what is in both", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diff(before.join("\n"), after.join("\n"));
      const without = (mark: string): string[] =>
        lines.filter((line) => line.mark !== mark).map((line) => line.text);
      expect([without("+"), without("-")]).toEqual([before, after]);
    }),
  );
  expect(diff("a\nb\nc", "b").map(({ mark }) => mark)).toEqual(["-", " ", "-"]);
});
