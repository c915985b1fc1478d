import fc from "fast-check";
import { expect, test } from "vitest";
import { envOf, sh, status, test as is, word, type Sh } from "../../../src/dsl/sh.ts";
import { printSh } from "../../../src/emit/sh.ts";
import { oneMkdirOfSh } from "../../../src/passes/sh/one-mkdir.ts";
import { Laboratory } from "../../support/effects.ts";
import { CASES, LOT, SEED } from "../../support/same-effects.ts";

type Step = (s: Sh) => void;

const given = envOf("A");
const directory = fc.constantFrom(
  "a",
  "a/b",
  "b",
  "d",
  "d/a",
  "f",
  "f/a",
  "",
  word`x${given}`,
  word`a/${given}`,
);
const program = fc.constantFrom(["mkdir"], ["mkdir", "-p"], ["mkdir", "-pm", "700"], ["mkdir", "--"]);
const mkdirs = fc
  .tuple(
    program,
    fc.array(fc.array(directory, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
  )
  .map(
    ([[name, ...options], each]): Step =>
      (s) =>
        each.forEach((names) => s.run(name!, ...options, ...names)),
  );
const leaf: fc.Arbitrary<Step> = fc.constantFrom<Step>(
  (s) => s.run("true"),
  (s) => s.run("probe", 1, "x"),
  (s) => s.run("probe", 0, status),
  (s) => s.printf("%s", status),
  (s) => s.if(is("-d", "a"), (s) => s.run("probe", 0, "there")),
  (s) => s.if(is(status, "=", 0), (s) => s.run("probe", 0, "made")),
  (s) => s.run("rm", "-r", "b"),
);
const steps = (step: fc.Arbitrary<Step>): fc.Arbitrary<Step> =>
  fc.array(step, { minLength: 1, maxLength: 3 }).map((each) => (s) => each.forEach((one) => one(s)));
const flat = steps(fc.oneof({ weight: 2, arbitrary: mkdirs }, leaf));
const block = flat.chain((inside) =>
  fc.constantFrom<Step>(
    (s) => s.subshell(inside),
    (s) => s.if(is("-d", "d"), inside),
    (s) => s.for("i", ["1", "2"], (s) => (inside(s as Sh), s.continue())),
  ),
);
const scripts = steps(fc.oneof({ weight: 2, arbitrary: mkdirs }, leaf, block));

test.for(["dash", "busybox"] as const)(
  "mkdirs in a row do what they did, in real %s",
  { timeout: 900_000 },
  (shell) => {
    using laboratory = new Laboratory();
    for (let lot = 0, count = 0; count < CASES; lot++) {
      const changed = fc
        .sample(scripts, { numRuns: LOT, seed: SEED + lot })
        .flatMap((program, i) => {
          const { tree } = sh("/test", program);
          const [before, after] = [tree, oneMkdirOfSh(tree)].map(printSh) as [string, string];
          const environment = { A: ["v", "", "p q", "-p"][i % 4]! };
          const run = { source: before, args: [], environment };
          return before === after ? [] : [[run, { ...run, source: after }] as const];
        })
        .slice(0, CASES - count);
      const effects = laboratory.effectsOf(changed.flat(), shell, shell === "dash" ? "debian" : "busybox");
      changed.forEach(([before, after], i) => {
        const [was, is] = effects.slice(2 * i);
        const shown = { SEED: SEED + lot, before: before.source, after: after.source };
        expect({ ...shown, ...is }).toEqual({ ...shown, ...was });
      });
      count += changed.length;
    }
  },
);
