import { programs, type Package, type Program } from "../facts/index.ts";
import { CONTROL } from "../facts/execline-control.ts";
import { SUBSTITUTION } from "../facts/execline-substitution.ts";

/** A word ends before white space and at the end of a line; it begins after them. */
const BEGIN = "(?<![^\\s])";
const END = "(?![^\\s])";
/** One word, quotes in it included. */
const WORD = '(?:"(?:\\\\.|[^"\\\\])*"|\\\\.|[^\\s"\\\\])+';
/** Where a chain can go on with a program: at the start of a line, behind a brace. */
const PLACE = "(?:^\\s*|(?<=^[{}]\\s|\\s[{}]\\s)\\s*)";

/** The TextMate grammar of execline. Its programs, their options and the names they bind come from the table of facts. */
export function grammar(): object {
  return {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "execline",
    scopeName: "source.execline",
    patterns: [{ include: "#shebang" }, { include: "#chain" }],
    repository: {
      chain: {
        patterns: [
          { include: "#comment" },
          ...Array.from(programs.values()).flatMap((each) => {
            const list = listIn(each);
            if (list !== undefined) return [withList(each, list)];
            return bindsWord(each)
              ? [{ match: `${PLACE}${bindingOf(each)}${END}`, captures: capturesOf(each) }]
              : [];
          }),
          ...KINDS.map(([scope, names]) => program(scope, names)),
          { include: "#block" },
          { include: "#other" },
          { include: "#arguments" },
        ],
      },
      shebang: {
        match: "\\A(#!)(.*)$",
        name: "comment.line.shebang.execline",
        captures: {
          1: { name: "punctuation.definition.comment.execline" },
          2: { name: "meta.interpreter.execline" },
        },
      },
      comment: {
        match: `${BEGIN}(#).*$`,
        name: "comment.line.number-sign.execline",
        captures: { 1: { name: "punctuation.definition.comment.execline" } },
      },
      block: {
        begin: `${BEGIN}\\{${END}`,
        end: `${BEGIN}\\}${END}`,
        name: "meta.block.execline",
        beginCaptures: { 0: { name: "punctuation.section.block.begin.execline" } },
        endCaptures: { 0: { name: "punctuation.section.block.end.execline" } },
        patterns: [{ include: "#chain" }],
      },
      pattern: { match: WORD, name: "string.unquoted.pattern.execline" },
      other: {
        match: `${PLACE}(?![{}#"$-])(${WORD})`,
        captures: { 1: { name: "entity.name.function.execline", patterns: [{ include: "#inWord" }] } },
      },
      arguments: {
        patterns: [
          { include: "#comment" },
          { include: "#string" },
          {
            match: `${BEGIN}(--?)[\\w-]+`,
            name: "constant.other.option.execline",
            captures: { 1: { name: "punctuation.definition.option.execline" } },
          },
          { match: `${BEGIN}[0-9]+${END}`, name: "constant.numeric.decimal.execline" },
          { include: "#inWord" },
        ],
      },
      string: {
        begin: '"',
        end: '"',
        name: "string.quoted.double.execline",
        beginCaptures: { 0: { name: "punctuation.definition.string.begin.execline" } },
        endCaptures: { 0: { name: "punctuation.definition.string.end.execline" } },
        patterns: [
          {
            match: "\\\\(?:0x[0-9a-fA-F]{1,2}|0[0-7]{1,3}|[1-9][0-9]{0,2}|[^0])|\\\\$",
            name: "constant.character.escape.execline",
          },
          { match: "\\\\0.?", name: "invalid.illegal.escape.execline" },
          { include: "#reference" },
        ],
      },
      inWord: {
        patterns: [
          { match: "\\\\.", name: "constant.character.escape.execline" },
          { include: "#string" },
          { include: "#reference" },
        ],
      },
      reference: {
        match: '(\\$\\{)([^\\\\${}\\n]+)(\\})|(\\$)([^\\s\\\\${}"]+)(?=[\\s\\\\${}"]|$)(?!"[^\\s])',
        captures: {
          1: { name: "punctuation.definition.variable.begin.execline" },
          2: { name: "variable.other.execline" },
          3: { name: "punctuation.definition.variable.end.execline" },
          4: { name: "punctuation.definition.variable.execline" },
          5: { name: "variable.other.execline" },
        },
      },
    },
  };
}

const KINDS: readonly (readonly [scope: string, names: readonly string[]])[] = [
  ["keyword.control.execline", [...Object.keys(CONTROL), "exit", "exec"]],
  ["keyword.other.substitution.execline", Object.keys(SUBSTITUTION)],
  ["support.function.execline", of("execline")],
  ["support.function.s6.execline", of("s6")],
];

function of(from: Package): readonly string[] {
  return Array.from(programs.values())
    .filter((program) => program.package === from)
    .map(({ name }) => name);
}

function program(scope: string, names: readonly string[]): object {
  return {
    match: `${PLACE}((?:/(?:[\\w.-]+/)*)?(?:${alternatives(names)}))${END}`,
    captures: { 1: { name: scope } },
  };
}

/** Longer names first, so that none is taken for its beginning. */
const alternatives = (names: readonly string[]): string =>
  [...new Set(names)].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).join("|");

/** Programs whose first operand is a name. */
function bindsWord({ sequence: [first] }: Program): boolean {
  return first?.kind === "positional" && (first.holds === "key" || first.holds === "envname");
}

/** `importas -D 0 -u NAME`: the program, its options with their arguments, the name. */
function bindingOf({ name, options }: Program): string {
  const letters = (valued: boolean): string =>
    options
      .filter(({ takes }) => (takes !== undefined) === valued)
      .map(({ letter }) => letter)
      .join("");
  const [switches, valued] = [letters(false), letters(true)];
  const cluster = `-${switches === "" ? "" : `[${switches}]*`}${valued === "" ? "" : `(?:[${valued}]\\s*${WORD})?`}`;
  const given = options.length === 0 ? "" : `(?:\\s+${cluster}(?!\\S))*(?:\\s+--)?`;
  return `(${name})(${given})\\s+(?![-{}#$"])([^\\s\\\\"]+)`;
}

function capturesOf({ name }: Program): object {
  const [scope] = KINDS.find(([, names]) => names.includes(name))!;
  return {
    1: { name: scope },
    2: { patterns: [{ include: "#arguments" }] },
    3: { name: "variable.parameter.execline" },
  };
}

/** What is in the block of a program when it is no chain: words, or blocks that each have a word before them. */
function listIn({ sequence }: Program): "#arguments" | "#pattern" | undefined {
  const block = sequence.find(
    (operand) => operand.kind === "block" && !/child|exec|directives/.test(operand.holds),
  );
  if (block?.kind !== "block") return undefined;
  return block.holds === "cases" || block.holds === "handlers" ? "#pattern" : "#arguments";
}

function withList(each: Program, list: "#arguments" | "#pattern"): object {
  // Without its block, wait would take the next one.
  const isOptional = each.sequence.some((operand) => operand.kind === "block" && operand.optional);
  const start = bindsWord(each)
    ? bindingOf(each)
    : `(${each.name})${isOptional ? "(?=.*\\s\\{(?:\\s|$))" : ""}`;
  return {
    begin: `${PLACE}${start}${END}`,
    end: `(?<=^\\}|\\s\\})${END}`,
    beginCaptures: capturesOf(each),
    patterns: [
      {
        begin: `${BEGIN}\\{${END}`,
        end: `${BEGIN}\\}${END}`,
        name: "meta.block.list.execline",
        beginCaptures: { 0: { name: "punctuation.section.block.begin.execline" } },
        endCaptures: { 0: { name: "punctuation.section.block.end.execline" } },
        patterns: [{ include: "#comment" }, { include: "#block" }, { include: list }],
      },
      { include: "#arguments" },
    ],
  };
}
