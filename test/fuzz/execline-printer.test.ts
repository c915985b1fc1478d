import fc from "fast-check";
import { expect, test } from "vitest";
import { decode, encode } from "../../src/ast/bytes.ts";
import type { Chain, Script } from "../../src/ast/execline.ts";
import { argvOf, printScript } from "../../src/emit/execline.ts";
import { readByExeclineb } from "../support/execlineb.ts";
import { chains, scripts } from "../support/trees.ts";

const print = (script: Script): Uint8Array => encode(printScript(script));

const words = (bytes: Buffer | undefined): string[] | undefined =>
  bytes && decode(bytes).split("\0").slice(0, -1);

/** The words the tree stands for. Two parts may join into one character. */
const expected = (script: Script): string[] => argvOf(script).map((word) => decode(encode(word)));

/** One script with a block for each chain, so that one process reads them all. */
const together = (cases: readonly Chain[]): Script => ({
  kind: "Script",
  chain: {
    kind: "Chain",
    links: cases.map((chain) => ({
      kind: "Instruction",
      argv: [{ kind: "Block", chain }],
      loops: false,
      binds: [],
      leading: [],
    })),
    trailing: [],
  },
});

test("execlineb reads a printed block as the tree has it", { timeout: 120_000 }, () => {
  let count = 0;
  fc.assert(
    fc.property(fc.array(chains, { minLength: 1, maxLength: 100, size: "max" }), (cases) => {
      const script = together(cases);
      count += cases.length;
      expect(words(readByExeclineb([print(script)])[0])).toEqual(expected(script));
    }),
    { numRuns: 300 },
  );
  expect(count).toBeGreaterThan(10_000);
});

test("execlineb reads a printed script as the tree has it", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(scripts, { minLength: 1, maxLength: 40, size: "max" }), (cases) => {
      expect(readByExeclineb(cases.map(print)).map(words)).toEqual(cases.map(expected));
    }),
    { numRuns: 20 },
  );
});
