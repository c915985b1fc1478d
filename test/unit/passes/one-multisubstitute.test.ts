import { expect, test } from "vitest";
import { oneMultisubstitute } from "../../../src/passes/one-multisubstitute.ts";
import { lines, oneLine } from "../../support/pass.ts";

test.for([
  ["define a x define b y c ${a} ${b}", "multisubstitute { define a x define b y } c ${a} ${b}"],
  ["define a x importas -i b B c ${a}/${b}", "multisubstitute { define a x importas -i b B } c ${a}/${b}"],
  [
    'define a x multidefine "p q" { b c } multisubstitute { elgetpositionals } d ${a} ${b} $1',
    'multisubstitute { define a x multidefine "p q" { b c } elgetpositionals } d ${a} ${b} $1',
  ],
  [
    "multisubstitute { define a x } multisubstitute { elglob b * } c ${a}",
    "multisubstitute { define a x elglob b * } c ${a}",
  ],
  // Nothing is put in, so nothing is looked at again; but -i may be meant.
  ["importas -i a A importas b B c ${b}", "multisubstitute { importas -i a A importas b B } c ${b}"],
  [
    "/usr/lib/execline/bin/define a x /usr/lib/execline/bin/define b y c ${a}",
    "/usr/lib/execline/bin/multisubstitute { define a x define b y } c ${a}",
  ],
  [
    "foreground { define a x define b y c } d",
    "foreground { multisubstitute { define a x define b y } c } d",
  ],
] as const)("%s becomes %s", ([before, after]) => expect(oneLine(oneMultisubstitute, before)).toBe(after));

test.for([
  // The value of A may hold ${b}.
  "importas a A importas b B c ${a} ${b}",
  "elglob a * define b y c ${a}",
  "multisubstitute { elgetpositionals } define b y c $1",
  // It fails with another code by itself.
  "define a x elgetpositionals c $1",
  "define a ${b} define b y c ${a}",
  "define a \\\\ define b y c ${a}${b}",
  // The second one needs the first one.
  "define a x define b ${a} c ${b}",
  "importas -u a A importas b A c ${b}",
  "importas -u a PATH define b x c",
  "define a x importas -S b c ${a}",
  "define a x define a y c ${a}",
  "define 1 x multisubstitute { elgetpositionals } c ${1}",
  // A value completes a name, or ends one.
  "define a b define b y c ${${a}}",
  "define a b define b y c $${a}",
  "define a x define b y c $b$a",
  // Each would come in another order.
  'define -s a "p q" define -s b "r s" c ${b}${a}',
  // What is put in before may hold anything.
  "importas o O define a x define b y c ${o}",
  "define ${k} v define a x define b y c",
  // Without a rest multisubstitute fails.
  "define a x define b y",
  "define a x /usr/lib/execline/bin/define b y c",
  "define a x cd / define b y c",
])("%s stays", (script) => expect(oneLine(oneMultisubstitute, script)).toBe(script));

test("an argument of the script may hold anything", () => {
  const script = "define a x define b y c ${a} $1";
  const [plain, numbered] = ["#!/bin/execlineb", "#!/bin/execlineb -S1"].map((first) =>
    lines(oneMultisubstitute, `${first}\n${script}`),
  );
  expect(plain).toContain("multisubstitute");
  expect(numbered).not.toContain("multisubstitute");
});

test("comments stay", () => {
  const script =
    "# one\ndefine a x\n# two\nmultisubstitute {\n  # three\n  define b y\n  # four\n}\n# five\nc\n";
  expect(lines(oneMultisubstitute, script)).toBe(
    "# one\nmultisubstitute {\n  define a x\n  # two\n  # three\n  define b y\n  # four\n}\n# five\nc",
  );
});
