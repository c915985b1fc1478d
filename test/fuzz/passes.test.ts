import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { Script } from "../../src/ast/execline.ts";
import { printScript } from "../../src/emit/execline.ts";
import { parse } from "../../src/parse/parse.ts";
import { PASSES } from "../../src/passes/index.ts";
import { Laboratory, type Run } from "../support/effects.ts";
import { runs, type Kind } from "../support/optimisable.ts";

const laboratory = new Laboratory();
afterAll(() => laboratory[Symbol.dispose]());

/** How many scripts that a pass changes are run, before and after. */
const CASES = Number(process.env["FUZZ_CASES"] ?? 2000);
const LOT = 250;

const KINDS: readonly (readonly [pass: string, kind: Kind])[] = [
  ["known-tests", "known-tests"],
  ["needless-foreground", "needless-foreground"],
  ["one-mkdir", "one-mkdir"],
  ["one-multisubstitute", "one-multisubstitute"],
  ["absolute-paths", "one-multisubstitute"],
];

test.for(KINDS)(
  "what %s changes does what it did, in real execlineb",
  { timeout: 600_000 },
  ([pass, kind]) => {
    const { apply } = PASSES.find(({ name }) => name === pass)!;
    const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
    let count = 0;
    for (let lot = 0; count < CASES; lot++) {
      const changed = fc
        .sample(runs(kind), { numRuns: LOT * 2, seed: seed + lot })
        .map((run) => [run, after(run, apply)] as const)
        .filter(([run, optimised]) => run.source !== optimised.source);
      const effects = laboratory.effectsOf(changed.flat(), "execline", lot % 2 === 0 ? "debian" : "busybox");
      changed.forEach(([before, optimised], i) => {
        const [was, is] = effects.slice(2 * i);
        expect(
          is,
          `SEED=${seed + lot}\n${before.source}\n${optimised.source}\n${JSON.stringify(before)}`,
        ).toEqual(was);
      });
      count += changed.length;
    }
  },
);

function after(run: Run, apply: (script: Script) => Script): Run {
  const { script, problems } = parse(run.source);
  if (problems.length > 0) return run;
  const changed = apply(script);
  const [before, optimised] = [script, changed].map(printScript);
  return before === optimised ? run : { ...run, source: optimised! };
}
