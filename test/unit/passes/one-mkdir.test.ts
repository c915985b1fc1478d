import { expect, test } from "vitest";
import { oneMkdir } from "../../../src/passes/one-mkdir.ts";
import { lines, oneLine } from "../../support/pass.ts";

test.for([
  ["foreground { mkdir a } foreground { mkdir b } exit 3", "foreground { mkdir a b } exit 3"],
  [
    "foreground { mkdir a } foreground { mkdir b } foreground { rm x } c",
    "foreground { mkdir a b } foreground { rm x } c",
  ],
  [
    "foreground { mkdir a } foreground { mkdir b } foreground { mkdir c } d",
    "foreground { mkdir a b } foreground { mkdir c } d",
  ],
  [
    "foreground { mkdir -pm 700 a } foreground { mkdir -pm 700 -- -b c }",
    "foreground { mkdir -pm 700 -- a -b c }",
  ],
  ["foreground { mkdir x${a} } foreground { mkdir y${b} }", "foreground { mkdir x${a} y${b} }"],
  [
    "define a /x foreground { mkdir ${a} } foreground { mkdir ${a}/y }",
    "define a /x foreground { mkdir ${a} ${a}/y }",
  ],
  ["if { mkdir -p a } if { mkdir -p a/b } c", "if { mkdir -p a a/b } c"],
  ["define a x if { mkdir -p ${a} } if { mkdir -p ${a}/b } c", "define a x if { mkdir -p ${a} ${a}/b } c"],
  ["if { mkdir -p a } if { mkdir -p a/b } if { mkdir -p a/b/c } d", "if { mkdir -p a a/b a/b/c } d"],
] as const)("%s becomes %s", ([before, after]) => expect(oneLine(oneMkdir, before)).toBe(after));

test.for([
  // What comes next sees whether the last one could be made.
  "foreground { mkdir a } foreground { mkdir b } c",
  "foreground { mkdir a } foreground { mkdir -p b } exit 3",
  "foreground { mkdir -m 700 a } foreground { mkdir -m 755 b } exit 3",
  "foreground { mkdir ${a} } foreground { mkdir b } exit 3",
  "define a -p foreground { mkdir ${a} } foreground { mkdir b } exit 3",
  'define a "" foreground { mkdir ${a}-p } foreground { mkdir b } exit 3',
  "define a -p define a x foreground { mkdir ${a} } foreground { mkdir b } exit 3",
  "foreground { mkdir } foreground { mkdir b } exit 3",
  "foreground { mkdir -v a } foreground { mkdir -v b } exit 3",
  "foreground { ./mkdir a } foreground { ./mkdir b } exit 3",
  // Where the first one fails the second one is not to be made.
  "if { mkdir -p a } if { mkdir -p b } c",
  "if { mkdir a } if { mkdir a/b } c",
  "if { mkdir -p a } if { mkdir -p a/../b } c",
  "if { mkdir -p a x } if { mkdir -p a/b } c",
  "if { mkdir -p -m 700 a } if { mkdir -p -m 700 a/b } c",
  "if -x 3 { mkdir -p a } if -x 4 { mkdir -p a/b } c",
  "if { mkdir -p ${a} } if { mkdir -p ${a}/b } c",
  "foreground { mkdir -p a } if { mkdir -p a/b } exit 3",
  "background { mkdir a } background { mkdir b } exit 3",
])("%s stays", (script) => expect(oneLine(oneMkdir, script)).toBe(script));

test("comments stay", () => {
  const script = "# one\nforeground { mkdir a }\n\n# two\nforeground { mkdir b }\n# three\nexit 3\n";
  expect(lines(oneMkdir, script)).toBe("# one\n\n# two\nforeground { mkdir a b }\n# three\nexit 3");
});
