import { arith, pattern, read, set, test, word, type Fn, type Sh, type Text, type Var } from "../dsl/sh.ts";

/** What a program of s6 may have open besides its two descriptors for each service. */
const SPARE = 32;

/** So few services need no more descriptors than any process may have: not even one that may have 64. */
export const FEW = 16;

/** How many descriptors a program of s6 needs for so many services. */
export const descriptorsFor = (services: Var | Text): Text => arith`2 * ${services} + ${SPARE}`;

/** For how many services a program of s6 has descriptors, when it may have so many. */
export const servicesWith = (descriptors: Var): Text => arith`(${descriptors} - ${SPARE}) / 2`;

/** `read_limit`: how many descriptors a process may have is then in `limit`. POSIX had no `ulimit -n` before 2024. */
export function readLimitFn(s: Sh, limit: Var): Fn {
  return s.fn("read_limit", (s) => {
    // Where /proc is missing it is not known.
    s.set(limit, 64);
    const [max, open, files, values] = [s.var("max"), s.var("open"), s.var("files"), s.var("values")];
    s.while(read(max, open, files, values), (s) => {
      const soft = values.removeLongestSuffix(pattern` *`);
      s.and(test(word`${max} ${open} ${files}`, "=", "Max open files"), set(limit, soft));
    })
      .from("/proc/self/limits")
      .stderr("/dev/null");
    s.or(test(limit, "!=", "unlimited"), set(limit, 1_000_000));
  });
}
