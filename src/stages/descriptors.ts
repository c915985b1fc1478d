import { arith, read, run, set, type Fn, type Sh, type Text, type Var, type Word } from "../dsl/sh.ts";
import { state } from "./state.ts";

/** What a program of s6 may have open besides its two descriptors for each service. */
const SPARE = 32;

/** So few services need no more descriptors than any process may have: not even one that may have 64. */
export const FEW = 16;

/** How many descriptors a program of s6 needs for so many services. */
export const descriptorsFor = (services: Var | Text): Text => arith`2 * ${services} + ${SPARE}`;

/** For how many services a program of s6 has descriptors, when it may have so many. */
export const servicesWith = (descriptors: Var): Text => arith`(${descriptors} - ${SPARE}) / 2`;

/** `read_limit`: how many descriptors a process may have is then in `limit`. By way of a file, which needs no process. */
export function readLimitFn(s: Sh, dir: Word, limit: Var): Fn {
  const file = state(dir).limit;
  return s.fn("read_limit", (s) => {
    // POSIX has -n since 2024; dash and busybox had it before.
    // shellcheck disable=SC3045
    s.do(run("ulimit", "-n").to(file));
    // On a full disk it is not known.
    s.or(read(limit).from(file), set(limit, 64));
  });
}
