import { describe, expect, test } from "vitest";
import { formatPosition } from "../../../src/ast/diagnostic.ts";
import { argvOf } from "../../../src/emit/execline.ts";
import { parse } from "../../../src/parse/parse.ts";
import { splitRefs } from "../../../src/parse/refs.ts";

const problems = (source: string): string[] =>
  parse(source, "run").problems.map(({ code, position }) => `${formatPosition(position)} ${code}`);

describe("several problems in one pass", () => {
  test("each with its place", () => {
    expect(problems('a "\\0"\n  { b "c\n}\n} }\n{')).toEqual([
      "run:1:4 EL1002",
      "run:2:7 EL1001",
      "run:4:1 EL1005",
      "run:4:3 EL1005",
      "run:5:1 EL1004",
    ]);
  });

  test("what can be read is in the tree", () => {
    expect(parse("if { a").script.chain.links).toHaveLength(1);
  });
});

test("a nesting no system can run is one problem", () => {
  expect(problems("{ ".repeat(5000) + "a " + "} ".repeat(5000))).toEqual(["run:1:8193 EL1006"]);
  expect(problems("{ ".repeat(4096) + "a " + "} ".repeat(4096))).toEqual([]);
});

test("a brace with a backslash after it stands before the blanks of what comes next", () => {
  const words = (source: string): readonly string[] => argvOf(parse(source).script);
  expect(words("{ {\\\nx y }")).toEqual([" { x", " y", ""]);
  expect(words("{ {\\n }")).toEqual([" { n", ""]);
  expect(words("a { }\\\n } b {\\")).toEqual(["a", " }", "b"]);
});

describe("references", () => {
  const ref = (name: string): object => ({ kind: "Ref", name });
  const bare = (name: string): object => ({ kind: "Ref", name, style: "bare" });
  test.each([
    ["${a}", [ref("a")]],
    ["x${a}y", ["x", ref("a"), "y"]],
    ["$a", [bare("a")]],
    ["$a$b}", [bare("a"), bare("b"), "}"]],
    ["$a/b", [bare("a/b")]],
    ["${a b=?}", [ref("a b=?")]],
    ["${a", ["${a"]],
    ["${}$", ["${}$"]],
    ["$${a}", ["$", ref("a")]],
    ["\\${a}", ["\\${a}"]],
    ["\\\\${a}", ["\\\\", ref("a")]],
    ["", []],
  ])("%s", (text, expected) => expect(splitRefs(text)).toEqual(expected));
});

describe("one line of four million characters", () => {
  test.each(["a ", "{ a } ", "if { a } ", "\ta", '"a" ', "${a} ", "\\$", "$a\\", "} ", '"\\q'])(
    "of %j is read once",
    { timeout: 60_000 },
    (unit) => {
      const text = unit.repeat(4e6 / unit.length);
      expect(parse(text).script.chain.links.length).toBeGreaterThanOrEqual(0);
    },
  );
});
