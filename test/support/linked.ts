import fc from "fast-check";
import type { Block, Chain, Comment, Instruction, Item, Script, Word } from "../../src/ast/execline.ts";
import { programs, type Contents, type Operand, type Program } from "../../src/facts/index.ts";
import { comments, texts } from "./trees.ts";

/**
 * Scripts whose instructions take what the table of facts says they take: those that the parser gives back as they
 * were. Programs the table does not know, and every comment a tree can hold, are among them.
 */
const few = fc.oneof(
  { weight: 8, arbitrary: fc.constant<readonly Comment[]>([]) },
  { weight: 1, arbitrary: comments },
);

const plain = (text: string): Word => ({ kind: "Word", parts: [text] });
const decorated = (word: fc.Arbitrary<Word>): fc.Arbitrary<Word> =>
  fc.tuple(word, few, fc.boolean()).map(([each, leading, newline]) => ({ ...each, leading, newline }));

const operand = decorated(texts.filter((text) => !text.startsWith("-") && text !== "$").map(plain));
const unknown = fc.constantFrom("nginx", "/etc/if", "echo").map(plain);
const known = [...programs.values()].filter(({ since, until }) => since === undefined && until === undefined);
const named = (names: readonly string[]): Program[] => known.filter(({ name }) => names.includes(name));
const isEnd = ({ sequence }: Program): boolean => !sequence.some(({ kind }) => kind === "chain");
const DIRECTIVES = named(["define", "importas", "elglob", "multidefine"]);
const LINKS = known.filter((program) => !isEnd(program));
const ENDS = known.filter(isEnd);

interface Made {
  readonly leading: readonly Comment[];
  readonly spaced: boolean;
}

const made: fc.Arbitrary<Made> = fc.record({ leading: few, spaced: fc.boolean() });

const instructionOf = (argv: fc.Arbitrary<readonly Item[]>, loops = false): fc.Arbitrary<Instruction> =>
  fc.tuple(argv, made).map(([items, rest]) => {
    const [{ leading: _, ...first }, ...others] = items as [Word, ...Item[]];
    return {
      kind: "Instruction",
      argv: [{ ...first, newline: false }, ...others],
      loops,
      binds: [],
      ...rest,
    };
  });

const chainOf = (links: fc.Arbitrary<readonly Instruction[]>): fc.Arbitrary<Chain> =>
  fc.tuple(links, few).map(([each, trailing]) => ({ kind: "Chain", links: each, trailing }));

function block(holds: Contents, depth: number): fc.Arbitrary<Block> {
  return fc.tuple(inside(holds, depth), few).map(([chain, leading]) => ({ kind: "Block", chain, leading }));
}

function inside(holds: Contents, depth: number): fc.Arbitrary<Chain> {
  const many = (each: fc.Arbitrary<Instruction>): fc.Arbitrary<Chain> =>
    chainOf(fc.array(each, { maxLength: 3 }));
  const inner = depth - 1;
  const bare = operand.map((word) => ({ ...word, newline: false, leading: [] }));
  switch (holds) {
    case "child":
    case "exec":
      return chain(inner);
    case "directives":
      return many(fc.constantFrom(...DIRECTIVES).chain((program) => instruction(program, inner)));
    case "cases":
    case "handlers":
      return many(instructionOf(fc.tuple(operand, block(holds === "cases" ? "exec" : "child", inner))));
    case "pairs":
      return many(instructionOf(fc.tuple(operand, bare)));
    case "words":
    case "keys":
      return many(instructionOf(fc.array(bare, { minLength: 1, maxLength: 3 })));
  }
}

function chain(depth: number): fc.Arbitrary<Chain> {
  if (depth <= 0) return chainOf(fc.tuple(end(0)));
  const links = fc.array(
    fc.constantFrom(...LINKS).chain((program) => instruction(program, depth)),
    { maxLength: 3 },
  );
  return chainOf(fc.tuple(links, end(depth)).map(([before, last]) => [...before, last]));
}

function end(depth: number): fc.Arbitrary<Instruction> {
  const item: fc.Arbitrary<Item> =
    depth > 0 ? fc.oneof({ weight: 3, arbitrary: operand }, block("child", depth)) : operand;
  const rest = fc.array(item, { maxLength: 3 });
  const any = instructionOf(fc.tuple(unknown, rest).map(([name, each]) => [name, ...each]));
  return fc.oneof(
    any,
    fc.constantFrom(...ENDS).chain((program) => instruction(program, depth)),
  );
}

function instruction(program: Program, depth: number): fc.Arbitrary<Instruction> {
  const switches = program.options.filter(({ since, until }) => since === undefined && until === undefined);
  const given = fc.subarray(switches, { maxLength: Math.min(2, switches.length) }).chain((options) => {
    const words = options.map(({ letter, takes }) =>
      takes === undefined
        ? fc.constant([plain(`-${letter}`)])
        : operand.map((value) => [plain(`-${letter}`), value]),
    );
    const operands = program.sequence
      .filter(
        (each) => !(each.kind === "positional" && options.some(({ letter }) => letter === each.absentWith)),
      )
      .map((each) => itemsOf(each, depth));
    return fc.tuple(...words, ...operands).map((parts): Item[] => [plain(program.name), ...parts.flat()]);
  });
  return instructionOf(given, program.loops);
}

function itemsOf(each: Operand, depth: number): fc.Arbitrary<readonly Item[]> {
  if (each.kind === "chain") return fc.constant([]);
  if (each.kind === "block") return block(each.holds, depth).map((item) => [item]);
  const most = each.count === "any" || each.count === "some" ? 3 : 1;
  return fc.array(operand, { minLength: 1, maxLength: most });
}

export const linked: fc.Arbitrary<Script> = chain(3).map((each) => ({
  kind: "Script",
  shebang: "/bin/execlineb -P",
  chain: each,
}));
