import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { IGrammar } from "vscode-textmate";
import { programs } from "../../../src/facts/index.ts";
import { loadGrammar, picture, scopesIn, tokensOf } from "../../support/highlight.ts";

const GOLDEN = "test/golden/editors";
let grammar: IGrammar;

beforeAll(async () => {
  grammar = await loadGrammar();
});

test("the scopes of a script with everything in it", async () => {
  const script = readFileSync(`${GOLDEN}/scopes.execline`, "utf8");
  await expect(scopesIn(grammar, script)).toMatchFileSnapshot(`../../../${GOLDEN}/scopes.txt`);
});

test("the picture in the documents", async () => {
  const script = readFileSync(`${GOLDEN}/picture.execline`, "utf8");
  await expect(picture(grammar, script)).toMatchFileSnapshot("../../../docs/img/execline.svg");
});

/** The innermost scope of each stretch that has one. */
const scopes = (text: string): string[] =>
  tokensOf(grammar, text)
    .flat()
    .filter((token) => token.scopes.length > 0 && token.text.trim() !== "")
    .map((token) => `${token.text.trim()} ${token.scopes.at(-1)!.replace(".execline", "")}`);

test.each(Array.from(programs.keys()))("%s is known where a program stands, and nowhere else", (name) => {
  const [first] = tokensOf(grammar, `${name}\n`)[0]!;
  expect(first!.scopes[0]).toMatch(/^(?:keyword|support)/);
  expect(scopes(`app ${name}`)).toEqual(["app entity.name.function"]);
});

describe("what the lexer decides", () => {
  test.each<[string, string, string[]]>([
    ["a # inside a word is no comment", "a a#b", ["a entity.name.function"]],
    ["a brace inside a word is no block", "a {b} c}", ["a entity.name.function"]],
    [
      "single quotes quote nothing",
      "a 'b # c",
      ["a entity.name.function", "# punctuation.definition.comment", "c comment.line.number-sign"],
    ],
    [
      "$name ends with its word",
      "a $b/c $d",
      [
        "a entity.name.function",
        "$ punctuation.definition.variable",
        "b/c variable.other",
        "$ punctuation.definition.variable",
        "d variable.other",
      ],
    ],
    [
      "an escape that is no byte",
      'a "\\0x41\\09"',
      [
        "a entity.name.function",
        '" punctuation.definition.string.begin',
        "\\0x41 constant.character.escape",
        "\\09 invalid.illegal.escape",
        '" punctuation.definition.string.end',
      ],
    ],
  ])("%s", (_, text, expected) => expect(scopes(text)).toEqual(expected));
});
