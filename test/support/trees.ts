import fc from "fast-check";
import { decode } from "../../src/ast/bytes.ts";
import type { Block, Chain, Comment, Instruction, Item, Part, Script, Word } from "../../src/ast/execline.ts";

/** Any text an argument can hold, with what means something to execline more often than chance would have it. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.constantFrom(..."ab019 \t\n\r\v\x01\x7f\"'\\${}#!@?;|&`*~é€😀\u200d\u202e"), { maxLength: 8 })
    .map((characters) => characters.join("")),
  fc.constantFrom("", "{", "}", "#", "{}", '"', "\\", "\\n", "${a}", "$a", "$@", "\\${a}", "-", "--"),
  fc.uint8Array({ min: 1, max: 255, maxLength: 6 }).map(decode),
);

const refs: fc.Arbitrary<Part> = fc.record(
  {
    kind: fc.constant("Ref" as const),
    name: fc.constantFrom("a", "PATH", "@", "#", "1", "?", "a b"),
    style: fc.constant("bare" as const),
  },
  { requiredKeys: ["kind", "name"] },
);

export const comments: fc.Arbitrary<readonly Comment[]> = fc.array(
  fc.record(
    {
      kind: fc.constant("Comment" as const),
      text: fc.constantFrom("", "a note", "# ruler", "!", "} {", '"', "é \\", "$a ${a}"),
      spaced: fc.boolean(),
      inline: fc.boolean(),
    },
    { requiredKeys: ["kind", "text", "spaced"] },
  ),
  { maxLength: 2 },
);

const few = fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: comments });

const words: fc.Arbitrary<Word> = fc.record(
  {
    kind: fc.constant("Word" as const),
    parts: fc.array(fc.oneof({ weight: 3, arbitrary: texts }, { weight: 1, arbitrary: refs }), {
      maxLength: 3,
    }),
    newline: fc.boolean(),
    leading: few,
  },
  { requiredKeys: ["kind", "parts"] },
);

const trees = fc.letrec<{ item: Item; block: Block; instruction: Instruction; chain: Chain }>((tie) => ({
  item: fc.oneof({ maxDepth: 4, withCrossShrink: true }, { weight: 4, arbitrary: words }, tie("block")),
  block: fc.record(
    { kind: fc.constant("Block" as const), chain: tie("chain"), leading: few },
    { requiredKeys: ["kind", "chain"] },
  ),
  instruction: fc.record(
    {
      kind: fc.constant("Instruction" as const),
      argv: fc.array(tie("item"), { minLength: 1, maxLength: 4 }),
      loops: fc.boolean(),
      binds: fc.constant([]),
      leading: few,
      spaced: fc.boolean(),
    },
    { requiredKeys: ["kind", "argv", "loops", "binds", "leading"] },
  ),
  chain: fc.record({
    kind: fc.constant("Chain" as const),
    links: fc.array(tie("instruction"), { maxLength: 3 }),
    trailing: few,
  }),
}));

export const chains: fc.Arbitrary<Chain> = trees.chain;

/** Scripts of any shape, sensible or not: the printer takes every tree. */
export const scripts: fc.Arbitrary<Script> = fc.record(
  { kind: fc.constant("Script" as const), chain: chains, shebang: fc.constant("/bin/execlineb -P") },
  { requiredKeys: ["kind", "chain"] },
);
