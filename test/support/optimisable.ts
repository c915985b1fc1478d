import fc from "fast-check";
import type { Run } from "./effects.ts";

/** Random execline scripts that run: each kind has much of what one pass looks for, and of what it must leave alone. */

type Text = fc.Arbitrary<string>;

const join = (...parts: readonly (Text | string)[]): Text =>
  fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((each) => each.join(" "));

const lines = (part: Text, maxLength: number): Text =>
  fc.array(part, { maxLength }).map((each) => each.join("\n"));

const block = (inside: Text): Text => inside.map((text) => `{ ${text} }`);

const NAMES = ["a", "b", "c"] as const;
const name = fc.constantFrom(...NAMES);
const variable = fc.constantFrom("A", "B", "C");

/** What a word may be made of. */
const piece = fc.oneof(
  { weight: 6, arbitrary: name.map((each) => `\${${each}}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "$a",
      "$b",
      "$c",
      "$",
      "{a}",
      "\\\\${a}",
      "\\\\\\\\${b}",
      "${1}",
      "$@",
      "${i}",
      "b",
    ),
  },
  { weight: 4, arbitrary: fc.constantFrom("x", "y/", "-", ".", "ab") },
);
const word = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { minLength: 1, maxLength: 3 }).map((each) => each.join("")) },
  fc.constantFrom("${a}${b}", "${b}${a}", "${c}/${b}", "${b}${c}"),
);
const words = lines(word, 3).map((text) => text.replaceAll("\n", " "));

const value = fc.constantFrom(
  "v",
  "w",
  '""',
  '"p q"',
  '"p  q "',
  "/x",
  "${b}",
  "$a",
  "{b}",
  "\\\\\\\\",
  "b",
  "a",
  "${1}",
  "$",
);

const define = fc.oneof(
  { weight: 2, arbitrary: join("define", name, value) },
  join("define -s", name, fc.constantFrom('"p q"', '"p  q "', '"p q"', '""')),
);
const importas = join(
  fc.constantFrom("importas", "importas -u", "importas -i", "importas -D v", "importas -s", "importas -sC"),
  name,
  fc.oneof({ weight: 6, arbitrary: variable }, fc.constantFrom("?", `"#"`, "1")),
);
const elglob = join(
  fc.constantFrom("elglob", "elglob -s", "elglob -0"),
  name,
  fc.constantFrom("*", "nothing*", "d/*", "f"),
);
const multidefine = join(
  "multidefine",
  fc.constantFrom('"p q r"', "p", '""'),
  fc.constantFrom("{ a b }", "{ b c }", "{ c }"),
);
const directive = fc.oneof(
  { weight: 4, arbitrary: define },
  { weight: 3, arbitrary: importas },
  elglob,
  multidefine,
  fc.constant("elgetpositionals"),
);
const substitution = fc.oneof(
  { weight: 6, arbitrary: directive },
  join("multisubstitute {", lines(directive, 2), "}"),
);

const code = fc.constantFrom("0", "0", "1", "3");
const probe = join("probe", code, words);

const directory = fc.oneof(
  fc.constantFrom("a", "a/b", "a/b/c", "b", "d", "d/a", "f", "f/a"),
  fc.constantFrom("d/../b", "${a}", "x${b}", '""', "b${a}/c", "-p"),
);
/** Two in a row mostly have the same options. */
const mkdirs = fc
  .tuple(
    fc.constantFrom(
      "mkdir -p",
      "mkdir -p",
      "mkdir",
      "mkdir -m 700",
      "mkdir -pm 750",
      "mkdir -m750 -p --",
      "mkdir -p --",
    ),
    fc.constantFrom("foreground", "foreground", "if", "if", "if -x 3"),
    fc.array(fc.array(directory, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
  )
  .map(([program, step, each]) =>
    each.map((names) => `${step} { ${program} ${names.join(" ")} }`).join("\n"),
  );
const mkdir = join("mkdir", directory);

const known = fc.constantFrom(
  "true",
  "false",
  "exit",
  "exit 0",
  "exit 3",
  "exit 256",
  "eltest a = a",
  "eltest a = b",
  "test a != b",
  "eltest ${a} = a",
);
const leaf = fc.oneof(
  known,
  probe,
  mkdir,
  fc.constant("echo probe 0 seen"),
  fc.constantFrom("rm -r a", "touch b", "cat f", "printenv ?", "sh -c 'echo'"),
);
const leaves = (more: Text): Text => fc.oneof({ weight: 2, arbitrary: more }, leaf);

/** A step that has nothing to do with any pass. */
const other = fc.oneof(
  join("export", fc.constantFrom("A", "?", "X"), word),
  fc.constantFrom(
    "unexport ?",
    "unexport A",
    "emptyenv -p",
    "cd d",
    "umask 077",
    "importas -i code ?",
    "redirfd -r 0 f",
  ),
  join("backtick -E", name, "{ echo", word, "}"),
);

/** Two that each make two words of one. */
const splits = fc
  .shuffledSubarray([...NAMES], { minLength: 2, maxLength: 2 })
  .map((names) => names.map((each) => `define -s ${each} "p q"`).join("\n"));

/** Where the variable is not set, the program has one word less than it takes. */
const vanishing = join("importas", name, variable, "\n", fc.constantFrom("cd", "export X", "export X"), word);

export type Kind = "known-tests" | "needless-foreground" | "one-mkdir" | "one-multisubstitute";

/** Chains of one kind, so many blocks deep. */
function chain(kind: Kind, depth: number): Text {
  const inner = depth > 0 ? block(chain(kind, depth - 1)) : block(leaf);
  const test = fc.constantFrom("if", "if", "if -n", "if -t", "if -x 7");
  const special: Record<Kind, Text> = {
    "known-tests": fc.oneof(
      join(vanishing, "\n", test, block(known)),
      join(test, block(known)),
      join(fc.constantFrom("ifelse", "ifelse -n"), block(known), inner),
    ),
    "needless-foreground": fc.oneof(
      join("foreground", fc.oneof(inner, block(known))),
      join("foreground { foreground", inner, "}"),
      join("foreground {", other, "foreground", inner, "}"),
    ),
    "one-mkdir": mkdirs,
    "one-multisubstitute": fc.oneof({ weight: 6, arbitrary: substitution }, splits),
  };
  const any = fc.oneof(
    { weight: 6, arbitrary: special[kind] },
    { weight: 1, arbitrary: other },
    { weight: 1, arbitrary: join("foreground", inner) },
    { weight: 1, arbitrary: join(test, inner) },
    { weight: 1, arbitrary: fc.oneof(substitution, vanishing) },
    { weight: 1, arbitrary: join("forx -E i {", words, "}") },
  );
  const end = fc.oneof({ weight: 4, arbitrary: leaves(probe) }, fc.constant(""));
  return join(lines(any, depth > 0 && kind !== "needless-foreground" ? 3 : 2), "\n", end);
}

const given = fc.constantFrom("v", "", "p q", "${a}", "${b}", "$c", "\\", "${c}${a}", "-n", "{", "}", "$");

export const runs = (kind: Kind): fc.Arbitrary<Run> =>
  fc.record({
    source: fc
      .tuple(fc.constantFrom("", "", " -P", " -S1", " -s2"), chain(kind, 1))
      .map(([options, text]) => `#!/usr/lib/execline/bin/execlineb${options}\n${text}\n`),
    args: fc.array(given, { maxLength: 2 }),
    environment: fc.dictionary(variable, given, { maxKeys: 3, noNullPrototype: true }),
  });
