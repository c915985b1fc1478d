import { describe, expect, test } from "vitest";
import { decode } from "../../../src/ast/bytes.ts";
import { IgnityError } from "../../../src/ast/diagnostic.ts";
import type { Block, Chain, Comment, Instruction, Item, Part, Word } from "../../../src/ast/execline.ts";
import { argvOf, printScript, quoteWord } from "../../../src/emit/execline.ts";

const word = (...parts: readonly Part[]): Word => ({ kind: "Word", parts });
const note = (text: string, more: Partial<Comment> = {}): Comment => ({
  kind: "Comment",
  text,
  spaced: false,
  ...more,
});
const line = (argv: readonly (string | Item)[], more: Partial<Instruction> = {}): Instruction => ({
  kind: "Instruction",
  argv: argv.map((each) => (typeof each === "string" ? word(each) : each)),
  loops: false,
  binds: [],
  leading: [],
  ...more,
});
const chain = (links: readonly Instruction[], trailing: readonly Comment[] = []): Chain => ({
  kind: "Chain",
  links,
  trailing,
});
const block = (links: readonly Instruction[], trailing: readonly Comment[] = []): Block => ({
  kind: "Block",
  chain: chain(links, trailing),
});
const print = (links: readonly Instruction[], trailing: readonly Comment[] = []): string =>
  printScript({ kind: "Script", chain: chain(links, trailing) });

describe("a word", () => {
  test.for([
    ["a", "a"],
    ["", '""'],
    ["a b", '"a b"'],
    ["a\nb\tc\rd", '"a\\nb\\tc\\rd"'],
    ['say "hi"', '"say \\"hi\\""'],
    ["a\\b", "a\\\\b"],
    ["a \\b", '"a \\\\b"'],
    ["#a", '"#a"'],
    ["a#b", "a#b"],
    ["{", '"{"'],
    ["}", '"}"'],
    ["{}", "{}"],
    ["{\\a", '"{\\\\a"'],
    ["'a'", "'a'"],
    ["${a}", "${a}"],
    ["\x01\x7f", '"\\0x01\\0x7f"'],
    ["é€😀", "é€😀"],
    ["a\u202eb", '"a\\0xe2\\0x80\\0xaeb"'],
    [decode(Uint8Array.of(0x61, 0xff)), '"a\\0xff"'],
  ] as const)("%j is written %s", ([text, written]) => {
    expect(quoteWord(word(text))).toBe(written);
  });

  test("holds substitutions, in quotes too", () => {
    expect(quoteWord(word({ kind: "Ref", name: "a" }, "/b"))).toBe("${a}/b");
    expect(quoteWord(word("a ", { kind: "Ref", name: "b" }))).toBe('"a ${b}"');
    expect(quoteWord(word({ kind: "Ref", name: "a b" }))).toBe('"${a b}"');
    expect(quoteWord(word({ kind: "Ref", name: "@", style: "bare" }))).toBe("$@");
  });

  test("as its author spelled it", () => {
    expect(print([line([{ ...word("a b"), spelling: 'a" "b' }])])).toBe('a" "b\n');
  });

  test("cannot hold a NUL", () => {
    expect(() => quoteWord(word("a\0"))).toThrow(IgnityError);
  });
});

describe("a block", () => {
  test("of one instruction stays on its line", () => {
    expect(print([line(["if", block([line(["a"])]), "b"]), line(["c"])])).toBe("if { a } b\nc\n");
    expect(print([line(["wait", block([])])])).toBe("wait { }\n");
  });

  test("of more, or with a block or a comment in it, takes lines", () => {
    const two = block([line(["a"]), line(["b"])]);
    expect(print([line(["ifelse", two, two])])).toBe("ifelse {\n  a\n  b\n} {\n  a\n  b\n}\n");
    expect(print([line(["if", block([line(["if", block([line(["a"])])])])])])).toBe("if {\n  if { a }\n}\n");
    expect(print([line(["if", block([line(["a"])], [note("why")])])])).toBe("if {\n  a\n  # why\n}\n");
    expect(print([line(["if", block([line(["a"], { leading: [note("why", { spaced: true })] })])])])).toBe(
      "if {\n  # why\n  a\n}\n",
    );
    expect(print([line(["wait", block([], [note("why")])])])).toBe("wait {\n  # why\n}\n");
  });
});

test("the body of a loop is one step further in", () => {
  const loop = line(["forx", "a", block([line(["b"])])], { loops: true });
  expect(
    print([loop, line(["if", block([line(["c"]), line(["d"])])]), loop, line(["e"])], [note("end")]),
  ).toBe("forx a { b }\n  if {\n    c\n    d\n  }\n  forx a { b }\n    e\n    # end\n");
});

describe("comments and blank lines", () => {
  test("stand where they were", () => {
    expect(
      print(
        [
          line(["a"], { leading: [note("first", { spaced: true })], spaced: true }),
          line(["b"], { leading: [note("of a", { inline: true }), note("of b", { spaced: true })] }),
          line(["c"], { spaced: true }),
        ],
        [note("of c", { inline: true }), note("end", { spaced: true })],
      ),
    ).toBe("# first\n\na # of a\n\n# of b\nb\n\nc # of c\n\n# end\n");
  });

  test("may come between words", () => {
    expect(
      print([
        line(["a", { ...word("b"), newline: true }, "c", { ...word("d"), leading: [note("why")] }, "e"]),
        line(["f", { ...block([line(["g"]), line(["h"])]), leading: [note("so", { inline: true })] }, "i"]),
      ]),
    ).toBe("a\n  b c\n  # why\n  d e\nf # so\n  {\n    g\n    h\n  } i\n");
  });

  test("keep a ruler and an empty line", () => {
    expect(print([line(["a"], { leading: [note("####"), note(""), note("!x")] })])).toBe(
      "#####\n#\n# !x\na\n",
    );
  });
});

test("an instruction may be kept as it was", () => {
  expect(print([line(["if", block([line(["a"])])], { verbatim: "if   {a\n  }" }), line(["b"])])).toBe(
    "if   {a\n  }\nb\n",
  );
});

test("argvOf quotes blocks as execlineb does", () => {
  const links = [line(["av", block([line(["a", block([line(["b", ""])]), "c"])]), "d"])];
  expect(argvOf({ kind: "Script", chain: chain(links) })).toEqual([
    "av",
    " a",
    "  b",
    "  ",
    " ",
    " c",
    "",
    "d",
  ]);
});
