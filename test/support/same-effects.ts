import fc from "fast-check";
import { expect, test } from "vitest";
import type { Script } from "../../src/ast/execline.ts";
import { printScript } from "../../src/emit/execline.ts";
import { parse } from "../../src/parse/parse.ts";
import { Laboratory, type Run } from "./effects.ts";
import { runs, type Kind } from "./optimisable.ts";

/** How many scripts that a pass changes are run, before and after. */
export const CASES = Number(process.env["FUZZ_CASES"] ?? 2000);
/** How many random scripts are made at a time. */
export const LOT = 500;
export const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

/** Tests that what a pass makes of random scripts of a kind does what they did, in real execlineb. */
export function testSameEffects(apply: (script: Script) => Script, kind: Kind): void {
  test("what it changes does what it did, in real execlineb", { timeout: 900_000 }, () => {
    using laboratory = new Laboratory();
    for (let lot = 0, count = 0; count < CASES; lot++) {
      const changed = fc
        .sample(runs(kind), { numRuns: LOT, seed: SEED + lot })
        .flatMap((before) => {
          const after = through(apply, before);
          return after ? [[before, after] as const] : [];
        })
        .slice(0, CASES - count);
      const effects = laboratory.effectsOf(changed.flat(), "execline", lot % 2 === 0 ? "debian" : "busybox");
      changed.forEach(([before, after], i) => {
        const [was, is] = effects.slice(2 * i);
        const shown = { SEED: SEED + lot, before, after: after.source };
        expect({ ...shown, ...is }).toEqual({ ...shown, ...was });
      });
      count += changed.length;
    }
  });
}

/** The same run of what a pass makes of its script; nothing when that is the same. */
function through(apply: (script: Script) => Script, run: Run): Run | undefined {
  const { script, problems } = parse(run.source);
  if (problems.length > 0) return undefined;
  const [before, after] = [script, apply(script)].map(printScript);
  return before === after ? undefined : { ...run, source: after! };
}
