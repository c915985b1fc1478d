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
 * What is none becomes a type no expression has, which names the mistake.
 */
export type Test<Expression extends readonly unknown[]> = Expression extends readonly ["!", ...infer Rest]
  ? Test<Rest>
  : Expression extends readonly [Unary, Word, ...infer Rest]
    ? Joined<Rest>
    : Expression extends readonly [Word, Binary, Word, ...infer Rest]
      ? Joined<Rest>
      : readonly ["not a test: write an operator and a word, or a word, an operator and a word"];

type Joined<Rest extends readonly unknown[]> = Rest extends readonly []
  ? readonly Word[]
  : Rest extends readonly ["-a" | "-o", ...infer More]
    ? Test<More>
    : readonly ["not a test: join two tests with -a or -o"];
