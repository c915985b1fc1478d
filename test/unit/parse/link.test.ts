import { describe, expect, test } from "vitest";
import type { Chain, Item } from "../../../src/ast/execline.ts";
import { parse } from "../../../src/parse/parse.ts";

/** A chain with its instructions between `;`, so that the grouping shows. */
const shape = ({ links }: Chain): string => links.map(({ argv }) => argv.map(item).join(" ")).join("; ");
const item = (each: Item): string => (each.kind === "Block" ? `{ ${shape(each.chain)} }` : word(each.parts));
const word = (parts: readonly unknown[]): string =>
  parts.map((part) => (typeof part === "string" ? part : `<${(part as { name: string }).name}>`)).join("");

const chainOf = (source: string): Chain => parse(source).script.chain;
const shapeOf = (source: string): string => shape(chainOf(source));

describe("a known program takes what its synopsis says", () => {
  test.each([
    ["options, words and blocks", "if -nx 3 { a } b", "if -nx 3 { a }; b"],
    ["an option's argument in its word", "if -x3 { a } b", "if -x3 { a }; b"],
    ["-- ends options", "case -- -x { } b", "case -- -x {  }; b"],
    ["no options at all", "export -x -y b", "export -x -y; b"],
    ["an optional block", "wait b", "wait b"],
    ["an optional block that is there", "wait { 1 2 } b", "wait { 1 2 }; b"],
    ["an operand an option takes away", "importas -S A b", "importas -S A; b"],
    ["any number of words at the end", "eltest a -o b", "eltest a -o b"],
    ["a path into a directory of programs", "/bin/foreground { a } b", "/bin/foreground { a }; b"],
    ["a path elsewhere is another program", "/etc/if { a } b", "/etc/if { a } b"],
    ["a substituted word before a block may be options", "if ${o} { a } b", "if <o> { a }; b"],
    ["a missing block ends it", "if a { b } c", "if; a { b } c"],
    ["a missing word is passed over", "forx { a } b", "forx { a }; b"],
    ["a block too many is an instruction of its own", "if { a } { b } c", "if { a }; { b }; c"],
    ["words too many stay with it", "s6-svok a b { c }", "s6-svok a b { c }"],
  ])("%s", (_, source, expected) => expect(shapeOf(source)).toBe(expected));
});

describe("what a block holds", () => {
  test.each([
    ["commands", "if { s6-setuidgid a b } c", "if { s6-setuidgid a; b }; c"],
    ["words, a line each", "forx x { if { a }\n b } c", "forx x { if { a }; b }; c"],
    ["cases", "case x { a { if { b } c } d { } }", "case x { a { if { b }; c }; d {  } }"],
    ["handlers", "trap { TERM { a } default { b } } c", "trap { TERM { a }; default { b } }; c"],
    ["pairs", "s6-ftrig-listen { d r e s } c", "s6-ftrig-listen { d r; e s }; c"],
    [
      "directives",
      "multisubstitute { define a b importas c d } e",
      "multisubstitute { define a b; importas c d }; e",
    ],
    ["of an unknown program, commands", "x { if { a } b }", "x { if { a }; b }"],
  ])("%s", (_, source, expected) => expect(shapeOf(source)).toBe(expected));
});

describe("an unknown program", () => {
  test.each([
    ["takes its whole line", "x a if { b } c", "x a if { b } c"],
    ["takes deeper lines", "x a\n  b\n c", "x a b c"],
    ["leaves lines that begin as far left", "x a\nif { b }\nc", "x a; if { b }; c"],
    ["takes a tab for what it looks like", "\tx a\n \tif { b }\n\t c", "x a; if { b }; c"],
    ["keeps a block that begins a line", "x a\n{ b }\nc", "x a { b }; c"],
    ["is measured inside a block as well", "if { x\n      y }", "if { x y }"],
  ])("%s", (_, source, expected) => expect(shapeOf(source)).toBe(expected));
});

describe("instructions know", () => {
  test("which names they bind", () => {
    const bindsOf = (source: string): readonly string[] => chainOf(source).links[0]!.binds;
    expect(bindsOf("define A b c")).toEqual(["A"]);
    expect(bindsOf("backtick A { b } c")).toEqual([]);
    expect(bindsOf("backtick -nE A { b } c")).toEqual(["A"]);
    expect(bindsOf("multidefine v { A B } c")).toEqual(["A", "B"]);
    expect(bindsOf("multisubstitute { define A b importas -D d B E multidefine v { C } } c")).toEqual([
      "A",
      "B",
      "C",
    ]);
    expect(bindsOf("define ${x} b c")).toEqual([]);
  });

  test("that they loop", () => {
    expect(chainOf("forx x { a } b c").links.map(({ loops }) => loops)).toEqual([true, false]);
  });

  test("where they are", () => {
    const [first, second] = parse("# c\nif { a }\n  b c\n", "run").script.chain.links;
    expect(first!.position).toEqual({ file: "run", line: 2, col: 1, offset: 4, length: 8 });
    expect(second!.position).toEqual({ file: "run", line: 3, col: 3, offset: 15, length: 3 });
  });

  test("their own text, where they are not to be formatted", () => {
    expect(chainOf("# prettier-ignore\nif   { a }\nb").links[0]!.verbatim).toBe("if   { a }");
  });
});

describe("comments and blank lines", () => {
  const comments = (source: string): unknown =>
    JSON.parse(
      JSON.stringify(parse(source).script, (key, value) => (key === "position" ? undefined : value)),
    );

  test("stay with what follows them", () => {
    expect(comments("#!/bin/execlineb -P\n# one\n\n# two\n\na b # three\n\nc\n# four\n")).toEqual({
      kind: "Script",
      shebang: "/bin/execlineb -P",
      chain: {
        kind: "Chain",
        links: [
          {
            kind: "Instruction",
            argv: [
              { kind: "Word", parts: ["a"] },
              { kind: "Word", parts: ["b"] },
            ],
            loops: false,
            binds: [],
            leading: [
              { kind: "Comment", text: "one", spaced: false },
              { kind: "Comment", text: "two", spaced: true },
            ],
            spaced: true,
          },
          {
            kind: "Instruction",
            argv: [{ kind: "Word", parts: ["c"] }],
            loops: false,
            binds: [],
            leading: [{ kind: "Comment", text: "three", spaced: false, inline: true }],
            spaced: true,
          },
        ],
        trailing: [{ kind: "Comment", text: "four", spaced: false }],
      },
    });
  });

  test("a blank line that begins a block is none", () => {
    const block = chainOf("if {\n\n# a\nb\n}").links[0]!.argv[1]!;
    expect(block.kind === "Block" && block.chain.links[0]).toMatchObject({ leading: [{ spaced: false }] });
  });

  test("a word that begins a line says so", () => {
    expect(
      chainOf("s6-log\n  a b").links[0]!.argv.map((each) => each.kind === "Word" && each.newline),
    ).toEqual([undefined, true, undefined]);
  });
});
