import type { Word } from "./words.ts";

type Unary =
  | "-n"
  | "-z"
  | "-f"
  | "-h"
  | "-L"
  | "-e"
  | "-k"
  | "-b"
  | "-c"
  | "-d"
  | "-g"
  | "-p"
  | "-r"
  | "-s"
  | "-t"
  | "-u"
  | "-w"
  | "-x"
  | "-O"
  | "-U"
  | "-G"
  | "-S"
  | "-N"
  | "-v";

type Binary =
  | "="
  | "!="
  | "-eq"
  | "-ne"
  | "-gt"
  | "-ge"
  | "-lt"
  | "-le"
  | "-nt"
  | "-ot"
  | "-ef"
  | "<"
  | "<="
  | ">"
  | ">="
  | "=~";

/**
 * A test as `eltest` reads it: `"-f", file` or `a, "=", b`, each perhaps after `"!"`, joined by `"-a"` and `"-o"`.
 * For anything else it is a type that no word has and that names the mistake.
 */
export type Test<Expression extends readonly Word[]> =
  Check<Expression> extends infer Mistake extends string
    ? readonly [NotATest<Mistake>, ...NotATest<Mistake>[]]
    : Expression;

declare const MISTAKE: unique symbol;

interface NotATest<Mistake extends string> {
  readonly [MISTAKE]: Mistake;
}

type Check<Rest extends readonly unknown[]> = Rest extends readonly ["!", ...infer More]
  ? Check<More>
  : Rest extends readonly [Unary, Word, ...infer More]
    ? Joined<More>
    : Rest extends readonly [Word, Binary, Word, ...infer More]
      ? Joined<More>
      : "write an operator and a word, or a word, an operator and a word";

type Joined<Rest extends readonly unknown[]> = Rest extends readonly []
  ? undefined
  : Rest extends readonly ["-a" | "-o", ...infer More]
    ? Check<More>
    : "join two tests with -a or -o";
