import fc from "fast-check";
import { expect, test } from "vitest";
import { output, printed, SHELLS, type Shell } from "../support/shells.ts";
import { programs } from "../support/sh-programs.ts";

/** What a program means in TypeScript is what every shell makes of its printed text. */
const CASES = Number(process.env["FUZZ_CASES"] ?? 100);
const SEED = Number(process.env["FUZZ_SEED"] ?? Date.now());
const samples = fc.sample(programs, { numRuns: CASES, seed: SEED }).map(({ emit, prints }) => ({
  script: printed(emit),
  expected: prints(),
}));

test.each(Object.keys(SHELLS) as Shell[])(
  "%s runs every program as it was meant",
  { timeout: 120_000 },
  (shell) => {
    for (const { script, expected } of samples) {
      expect(output(shell, script)?.toString(), `seed ${SEED}\n${script}`).toBe(expected);
    }
  },
);
