import fc from "fast-check";
import { expect, test } from "vitest";
import { encode, decode } from "../../src/ast/bytes.ts";
import type { Script } from "../../src/ast/execline.ts";
import { argvOf, printScript } from "../../src/emit/execline.ts";
import { parse } from "../../src/parse/parse.ts";
import { linked } from "../support/linked.ts";
import { scripts } from "../support/trees.ts";

/** As a file holds it: two parts of a word may join into one character. */
const text = (script: Script): string => decode(encode(printScript(script)));
const again = (source: string): string => text(parse(source).script);

test("what the compiler prints is already formatted", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(linked, (script) => {
      const printed = text(script);
      expect(again(printed)).toBe(printed);
    }),
    { numRuns: 10_000 },
  );
});

test("formatting once is enough, and changes no word", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(scripts, (script) => {
      const source = text(script);
      const formatted = again(source);
      expect(again(formatted)).toBe(formatted);
      expect(argvOf(parse(formatted).script)).toEqual(argvOf(parse(source).script));
    }),
    { numRuns: 10_000 },
  );
});
