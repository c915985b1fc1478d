import fc from "fast-check";
import { expect, test } from "vitest";
import { decode, encode } from "../../src/ast/bytes.ts";
import {
  any,
  capture,
  envOf,
  pattern,
  run,
  when,
  word,
  type Sh,
  type Var,
  type Word,
} from "../../src/dsl/sh.ts";
import { output, printed, shells } from "../support/shells.ts";

/**
 * What a word is in TypeScript is what a program gets from the shell, whatever bytes it holds. One run of a shell is
 * given many; `FUZZ_CASES` asks for more than a plain run's 12,000, `FUZZ_SEED` for a run that was seen before.
 */
const BATCH = 400;
const CASES = Number(process.env["FUZZ_CASES"] ?? 12_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? Date.now());

const piece = fc.constantFrom(
  ..."'\"\\$`!*?[]{}()<>|&;#~=-:%@^+,./ \t\n\r\x01\x7f",
  ..."abzAZ019_é€\u{1f600}\u00a0",
  ..."$x ${x} $( $(( `a` \\n \\\\ EOF\n EOF ' } \"} [! [a-z] [[:alpha:]] *) esac fi if ~root -n -- $1 $@ $# ${".split(
    " ",
  ),
);
const texts = fc.oneof(
  { weight: 6, arbitrary: fc.array(piece, { maxLength: 10 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.uint8Array({ min: 1, maxLength: 12 }).map(decode) },
);

/** One way to make the shell print a text, each ended by a NUL, and the text. */
interface Case {
  readonly emit: (s: Sh, x: Var) => void;
  readonly expected: string;
}

const UNSET = envOf("NOT_SET");

const print = (s: Sh, value: Word): void => void s.run("printf", "%s\\0", value);

const literal = texts.map((text): Case => ({ emit: (s) => print(s, text), expected: text }));

const assigned = texts.map((text): Case => ({
  emit: (s, x) => {
    s.set(x, text);
    print(s, x);
  },
  expected: text,
}));

const mixed = fc.tuple(texts, texts, texts).map(([before, value, after]): Case => ({
  emit: (s, x) => {
    s.set(x, value);
    print(s, word`${before}${x}${after}${x}`);
  },
  expected: `${before}${value}${after}${value}`,
}));

const alternative = fc.tuple(texts, texts, texts).map(([before, value, after]): Case => ({
  emit: (s, x) => {
    s.set(x, value);
    print(s, word`${before}${UNSET.ifUnset(word`${after}${x}${before}`)}${x.ifSet(before)}${after}`);
  },
  expected: `${before}${after}${value}${before}${before}${after}`,
}));

const removed = fc.tuple(texts, texts, texts).map(([start, middle, end]): Case => ({
  emit: (s, x) => {
    s.set(x, word`${start}${middle}${end}`);
    print(s, x.removePrefix(start));
    print(s, x.removeLongestSuffix(end));
    s.set(x, start);
    print(s, word`${middle}${x.removeSuffix(x)}${x.removeSuffix(pattern`${start}*`)}`);
  },
  expected: `${middle}${end}\0${start}${middle}\0${middle}`,
}));

const matched = fc.tuple(texts, texts).map(([text, other]): Case => ({
  emit: (s, x) => {
    s.set(x, text);
    const says = (what: string) => (s: Sh) => print(s, what);
    s.case(
      x,
      when(pattern`${text}${other}?`, says("longer")),
      when([other, pattern`?${text}`], says("other")),
      when(text, says("same")),
      when(any, says("none")),
    );
  },
  expected: text === other ? "other" : "same",
}));

const hereDocument = fc.tuple(texts, texts).map(([before, value]): Case => ({
  emit: (s, x) => {
    s.set(x, value);
    s.run("cat").here(word`${before}${x}${UNSET.ifUnset(before)}\n`);
    s.run("cat").here(`${before}\n`);
    print(s, "");
  },
  expected: `${before}${value}${before}\n${before}\n`,
}));

const trapped = texts.map((text): Case => ({
  emit: (s) =>
    s.subshell((s) => {
      s.trap(["EXIT"], (s) => print(s, text));
      s.exit();
    }),
  expected: text,
}));

const captured = texts.map((text): Case => ({
  emit: (s, x) => {
    s.set(x, word`<${capture(run("printf", "%s", word`${text}.`))}>`);
    print(s, x);
  },
  expected: `<${text}.>`,
}));

const cases = fc.oneof(
  { weight: 20, arbitrary: literal },
  ...[assigned, mixed, alternative, removed, matched, hereDocument].map((arbitrary) => ({
    weight: 5,
    arbitrary,
  })),
  ...[trapped, captured].map((arbitrary) => ({ weight: 1, arbitrary })),
);

const scriptOf = (batch: readonly Case[]): string =>
  printed((s) => {
    const x = s.set("x", "");
    for (const { emit } of batch) emit(s, x);
  });

const expectedOf = (batch: readonly Case[]): Uint8Array =>
  encode(batch.map(({ expected }) => `${expected}\0`).join(""));

const samples = fc.sample(cases, { numRuns: CASES, seed: SEED });
const batches = Array.from({ length: Math.ceil(CASES / BATCH) }, (_, i) => {
  const batch = samples.slice(i * BATCH, (i + 1) * BATCH);
  return { batch, script: scriptOf(batch), expected: expectedOf(batch) };
});

test.each(shells)("%s reads every word as it was meant", { timeout: 120_000 }, (shell) => {
  for (const { batch, script, expected } of batches) {
    if (output(shell, script)?.equals(expected)) continue;
    const wrong = batch.filter((each) => !output(shell, scriptOf([each]))?.equals(expectedOf([each])));
    expect.fail(
      `seed ${SEED}: ${shell} reads otherwise\n${wrong.map((each) => scriptOf([each])).join("\n")}`,
    );
  }
});
