import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decode, encode } from "../../src/ast/bytes.ts";
import { raw, run, script, word } from "../../src/dsl/execline.ts";
import { printScript } from "../../src/emit/execline.ts";
import { EXECLINEB } from "../support/execlineb.ts";
import { texts } from "../support/trees.ts";

const literals = texts.filter((text) => !/[$]/.test(text));
/** What `word` takes as it is: dollars too, where no name follows that is substituted. */
const around = fc.oneof(literals, fc.constantFrom("$", "$$", "\\$", "$x.", "\\\\", "$b"));

const values = fc.oneof(texts, fc.constantFrom("${second}", "$first", "\\${first}", "\\"));

/** Runs the scripts one after the other and gives what each printed. */
function outputs(sources: readonly string[]): string[] {
  const directory = mkdtempSync(join(tmpdir(), "execline-"));
  try {
    sources.forEach((source, i) => writeFileSync(join(directory, `${i}`), encode(source)));
    const loop = `i=0; while [ $i -lt ${sources.length} ]; do ${EXECLINEB} -P $i || exit; printf '\\001\\001END\\001\\001'; i=$((i + 1)); done`;
    const env = { PATH: `${dirname(EXECLINEB)}:/usr/bin:/bin` };
    const output = execFileSync("/bin/sh", ["-c", loop], { cwd: directory, env, maxBuffer: 1 << 28 });
    return decode(output).split("\x01\x01END\x01\x01").slice(0, -1);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

test("a value comes out of a word as it went into its variable, among any text", { timeout: 60_000 }, () => {
  const cases = fc.tuple(
    values,
    values,
    fc.array(fc.tuple(around, around, around), { minLength: 1, maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(cases, { minLength: 1, maxLength: 20, size: "max" }), (batch) => {
      const sources = batch.map(([a, b, lines]) =>
        printScript(
          script("/values", "-P", (x) => {
            const vars = x.multisubstitute((m) => ({ first: m.define(raw(a)), second: m.define(raw(b)) }));
            const words = lines.map(([l, m, r]) => word`${l}${vars.first}${m}${vars.second}${r}`);
            return x.into(run("/usr/bin/printf", "%s\\0", ...words));
          }).tree,
        ),
      );
      const expected = batch.map(([a, b, lines]) =>
        lines.map(([l, m, r]) => decode(encode(`${l}${a}${m}${b}${r}\0`))).join(""),
      );
      expect(outputs(sources)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
