import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { envOf, sh, status, test as is, word, type Sh } from "../../src/dsl/sh.ts";
import { printSh } from "../../src/emit/sh.ts";
import { oneMkdirOfSh } from "../../src/passes/sh/one-mkdir.ts";
import { Laboratory } from "../support/effects.ts";

const laboratory = new Laboratory();
afterAll(() => laboratory[Symbol.dispose]());

const CASES = Number(process.env["FUZZ_CASES"] ?? 2000);
const LOT = 250;

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
  { timeout: 600_000 },
  (shell) => {
    const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
    let count = 0;
    for (let lot = 0; count < CASES; lot++) {
      const changed = fc.sample(scripts, { numRuns: LOT * 2, seed: seed + lot }).flatMap((program, i) => {
        const { tree } = sh("/test", program);
        const sources = [tree, oneMkdirOfSh(tree)].map(printSh);
        const environment = { A: ["v", "", "p q", "-p"][i % 4]! };
        return sources[0] === sources[1] ? [] : sources.map((source) => ({ source, args: [], environment }));
      });
      const effects = laboratory.effectsOf(changed, shell, shell === "dash" ? "debian" : "busybox");
      for (let i = 0; i < changed.length; i += 2) {
        const [was, is] = effects.slice(i);
        expect(is, `SEED=${seed + lot}\n${changed[i]!.source}\n${changed[i + 1]!.source}`).toEqual(was);
      }
      count += changed.length / 2;
    }
  },
);
