import fc from "fast-check";
import { expect, test } from "vitest";
import { decode, encode } from "../../src/ast/bytes.ts";
import { printScript } from "../../src/emit/execline.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { applyFixes } from "../../src/lint/fix.ts";
import { lint } from "../../src/lint/lint.ts";
import { linked } from "../support/linked.ts";
import { scripts } from "../support/trees.ts";

const source = fc.oneof(linked, scripts).map((script) => decode(encode(printScript(script))));

test("every script is judged, and every place is in its text", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(source, (text) => {
      for (const { position } of lint(text, "run", "latest")) {
        expect(position.offset).toBeGreaterThanOrEqual(0);
        expect(position.offset! + position.length!).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 10_000 },
  );
});

test("what a fix puts right is found no more, and nothing new is", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(source, (text) => {
      const before = lint(text, "run");
      const after = lint(applyFixes(text, before), "run");
      // That a positional parameter is never given, or may be an option, can be told only when $9 has become ${9}.
      const untold = before.some(({ code }) => code === "EL1203") ? ["EL1115", "EL1215"] : [];
      const codes = (findings: readonly Finding[]) =>
        findings.map(({ code }) => code).filter((code) => !untold.includes(code));
      expect(codes(after)).toEqual(codes(before.filter(({ fix }) => fix === undefined)));
    }),
    { numRuns: 10_000 },
  );
});
