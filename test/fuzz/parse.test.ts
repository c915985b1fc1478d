import fc from "fast-check";
import { expect, test } from "vitest";
import { decode, encode } from "../../src/ast/bytes.ts";
import { argvOf } from "../../src/emit/execline.ts";
import { parse } from "../../src/parse/parse.ts";
import { readByExeclineb } from "../support/execlineb.ts";

/**
 * Any input, and the real execlineb: both take it, and make the same words of it, or both refuse it. `FUZZ_CASES` asks
 * for more than a plain run's 50,000, `FUZZ_SEED` for a run that was seen before.
 */
const CASES = Number(process.env["FUZZ_CASES"] ?? 50_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? Date.now());

const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(" ", "\n", "a", "{", "}", " { ", " } ", '"', "\\", "#", "$", "${a}", "x"),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("\t", "\r", "\x01", "'", ";", "\x7f", "é", "\u{1f600}", "\ufeff", '""'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("\\0x4", "\\0x41", "\\07", "\\9", "\\300", "\\0", "\\n", "\\\n", "0", "7"),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("if", "forx", "define", "wait", "-t", "--", " { a } ", "# c\n", '"a b"'),
  },
);
const text = fc.array(piece, { maxLength: 16 }).map((parts) => Buffer.from(parts.join("")));
const bytes = fc.uint8Array({ maxLength: 24 }).map((each) => Buffer.from(each));
const spliced = fc.tuple(text, fc.uint8Array({ maxLength: 2 }), text).map((parts) => Buffer.concat(parts));
const script = fc.oneof(
  { weight: 7, arbitrary: text },
  { weight: 1, arbitrary: bytes },
  { weight: 2, arbitrary: spliced },
);

/** So many scripts, no two of them the same. */
function draw(count: number): Buffer[] {
  const drawn = new Map<string, Buffer>();
  for (let seed = SEED; drawn.size < count; seed++) {
    for (const source of fc.sample(script, { numRuns: count, seed }))
      drawn.set(source.toString("latin1"), source);
  }
  return Array.from(drawn.values()).slice(0, count);
}

/** The words of a script, each ended by a NUL; undefined where it is refused. */
function read(source: Uint8Array): Buffer | undefined {
  const { script, problems } = parse(decode(source));
  return problems.length > 0 ? undefined : join(argvOf(script));
}

const join = (words: readonly string[]): Buffer =>
  Buffer.from(encode(words.map((word) => `${word}\0`).join("")));

/** Scripts that are accepted, and stay what they are when another follows, each in a block of one script. */
function bundle(sources: readonly Uint8Array[]): Buffer {
  return Buffer.concat(sources.flatMap((source) => [Buffer.from("{\n"), source, Buffer.from("\n}\n")]));
}

function canBeBundled(source: Uint8Array): boolean {
  const words = read(source);
  return (
    words !== undefined &&
    !source.includes(0) &&
    read(Buffer.concat([source, Buffer.from("\n")]))?.equals(words) === true
  );
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

test(`${CASES} different scripts, seed ${SEED}`, { timeout: CASES * 10 }, () => {
  const scripts = draw(CASES);
  const together = scripts.filter(canBeBundled);
  const alone = scripts.filter((source) => !canBeBundled(source));
  expect(together.length).toBeGreaterThan(CASES / 4);
  expect(alone.filter((source) => read(source) === undefined).length).toBeGreaterThan(CASES / 20);

  const bundles = chunks(together, 100);
  const suspects = readByExeclineb(bundles.map(bundle)).flatMap((words, i) => {
    const expected = read(bundle(bundles[i]!))!;
    return words !== undefined && expected.equals(words) ? [] : bundles[i]!;
  });
  const checked = [...suspects, ...alone];
  const wrong = chunks(checked, 20_000)
    .flatMap(readByExeclineb)
    .flatMap((words, i) => {
      const ours = read(checked[i]!);
      const same = words === undefined || ours === undefined ? words === ours : words.equals(ours);
      return same
        ? []
        : [{ script: decode(checked[i]!), execlineb: words?.toString(), ours: ours?.toString() }];
    });
  expect(suspects.length > 0 && wrong.length === 0).toBe(false);
  expect(wrong).toEqual([]);
});
