import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { imageFile } from "../../../src/import/write.ts";
import { shWords } from "../../../src/import/sh-words.ts";

/** What the text of an image file defines, its services as they were told. */
function evaluate(text: string): readonly unknown[] {
  const told: unknown[] = [];
  const define = (name: string, options: object) => told.push({ name, options });
  const code = text.replace(/^import .*\n/, "").replace("export default ", "");
  new Function("service", "defineImage", code)(define, () => undefined);
  return told;
}

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom("`", "${", "\\", "\n", "\r", "\t", '"', "'", "\u2028", "\udc80", "\0", "ü"),
    fc.string({ maxLength: 3 }),
  ),
});

test("whatever is in a script is in it still", () => {
  fc.assert(
    fc.property(text, text, text, (script, name, comment) => {
      const unit = {
        kind: "service",
        name,
        needs: [],
        options: { run: { sh: script } },
        comments: comment.split("\n"),
      } as const;
      const image = { envs: {}, perms: {}, init: {}, finalize: {} };
      expect(evaluate(imageFile({ units: [unit], image }))).toEqual([{ name, options: unit.options }]);
    }),
  );
});

const line = fc
  .array(
    fc.constantFrom(
      "a",
      "/b.c",
      "'d e'",
      '"f g"',
      '"$h"',
      "$i",
      "j\\k",
      "l|m",
      "~",
      "*",
      "n=o",
      "2>&1",
      ">p",
      ";",
      "#q",
      "'r'\"s\"t",
      "&",
      "`u`",
      "(v)",
      "!",
      "{w}",
      "é",
    ),
    { maxLength: 5 },
  )
  .map((words) => words.join(" "));

test("words of sh are read as sh reads them, or not at all", () => {
  fc.assert(
    fc.property(line, (line) => {
      const read = shWords(`exec printf '<%s>' ${line}`);
      if (read === undefined || read.merges) return;
      const printed = execFileSync("dash", ["-c", `exec printf '<%s>' ${line}`], { encoding: "utf8" });
      expect(
        read.words
          .slice(3)
          .map((word) => `<${word}>`)
          .join("") || "<>",
      ).toBe(printed);
    }),
    { numRuns: 200 },
  );
});
