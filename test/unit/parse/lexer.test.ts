import { describe, expect, test } from "vitest";
import { decode } from "../../../src/ast/bytes.ts";
import { lex, type Fault } from "../../../src/parse/lexer.ts";

/** Words as they are, braces as `<` and `>`, comments with their `#`. */
function tokens(source: string): string[] {
  const found: string[] = [];
  lex(source, {
    word: (text) => found.push(text),
    open: () => found.push("<"),
    close: () => found.push(">"),
    glue: (start) => found.push(`${source[start]}+`),
    comment: (start, end) => found.push(source.slice(start, end)),
    fault: () => {},
  });
  return found;
}

function faults(source: string): [Fault, number, number][] {
  const found: [Fault, number, number][] = [];
  const nothing = (): void => {};
  lex(source, {
    word: nothing,
    open: nothing,
    close: nothing,
    glue: nothing,
    comment: nothing,
    fault: (...fault) => found.push(fault),
  });
  return found;
}

describe("words", () => {
  test.each([
    ["every byte up to the blank is white space", "a\x01b\x1f c\t\r\nd", ["a", "b", "c", "d"]],
    ["0x7f and bytes above are not", "a\x7fb é\u{1f600}", ["a\x7fb", "é\u{1f600}"]],
    ["a NUL ends the script", "a b\0 c {", ["a", "b"]],
    ["quotes may stand inside a word", 'a"b c"d a""b ""', ["ab cd", "ab", ""]],
    ["single quotes are ordinary", "'a b'", ["'a", "b'"]],
    ["a backslash takes the next character as it is", "\\n a\\ b \\\\ \\#x", ["n", "a b", "\\", "#x"]],
    ["a backslash and a line end inside a word", "a\\\nb", ["a\nb"]],
    ["a backslash and a line end before a word vanish", "a \\\n b \\\n{", ["a", "b", "<"]],
    ["a backslash that ends the script vanishes", "a \\", ["a"]],
    [
      "shell syntax is ordinary",
      "a;b && c|d >e `f` $(g) A=b",
      ["a;b", "&&", "c|d", ">e", "`f`", "$(g)", "A=b"],
    ],
    ["a byte order mark is part of the first word", "\ufeffa", ["\ufeffa"]],
  ])("%s", (_, source, expected) => expect(tokens(source)).toEqual(expected));
});

describe("escapes in quotes", () => {
  test.each([
    ["names", '"\\a\\b\\t\\n\\v\\f\\r"', "\x07\b\t\n\v\f\r"],
    ["a line end", '"a\\\nb"', "ab"],
    ["hexadecimal, octal and decimal numbers", '"\\0x41\\0x9z\\0101\\65\\0012"', "A\tzAA\n"],
    ["at most three digits", '"\\01234\\1234"', "S4{4"],
    ["x needs its zero", '"\\x41"', "x41"],
    ["anything else is itself", '"\\"\\\\\\q\\$"', '"\\q$'],
  ])("%s", (_, source, expected) => expect(tokens(source)).toEqual([expected]));

  test("a byte above 0x7f stays a byte", () => {
    expect(tokens('"\\0xff"')).toEqual([decode(Uint8Array.of(0xff))]);
  });
});

describe("blocks and comments", () => {
  test.each([
    [
      "only a brace that stands alone",
      "{ a } {a} a{ }a {} { }",
      ["<", "a", ">", "{a}", "a{", "}a", "{}", "<", ">"],
    ],
    ["a quoted or escaped brace is a word", '"{" \\} {""', ["{", "}", "{"]],
    ["a comment begins with its word", "a#b #c d\ne", ["a#b", "#c d", "e"]],
    [
      "a backslash after it glues it to the next word",
      "a {\\\n b }\\c {\\",
      ["a", "{+", "b", "}+", "c", "{+"],
    ],
    ["a brace that touches a # is a word", "{#x", ["{#x"]],
    ["a #! line is a comment", "#!/bin/sh\na", ["#!/bin/sh", "a"]],
  ])("%s", (_, source, expected) => expect(tokens(source)).toEqual(expected));
});

describe("faults", () => {
  test.each<[string, string, [Fault, number, number][]]>([
    ["an unclosed quote ends with its line", 'a "b\nc', [["unclosed-quote", 2, 4]]],
    ["a NUL inside quotes", '"a\0"', [["unclosed-quote", 0, 2]]],
    [
      "a number that is no byte",
      '"\\0 \\400 \\0x0 \\08 \\0X41"',
      [
        ["bad-number", 1, 3],
        ["bad-number", 4, 8],
        ["bad-number", 9, 13],
        ["bad-number", 14, 16],
        ["bad-number", 18, 20],
      ],
    ],
    ["a backslash that ends a word and the script", "a\\", [["lone-backslash", 1, 2]]],
    [
      "several at once",
      '"\\0"\na "\nb\\',
      [
        ["bad-number", 1, 3],
        ["unclosed-quote", 7, 8],
        ["lone-backslash", 10, 11],
      ],
    ],
  ])("%s", (_, source, expected) => expect(faults(source)).toEqual(expected));

  test("a number that ends the script closes its quote", () => {
    expect(faults('"a\\65')).toEqual([]);
    expect(tokens('"a\\65')).toEqual(["aA"]);
  });
});
