import { env, stderr, test, type Sh, type Words } from "../dsl/sh.ts";

/** Says on standard error what went wrong. `format` and its words are printf's. */
export function complain(s: Sh, format: string, ...words: readonly Words[]): void {
  s.printf(`ignity: ${format}\n`, ...words).to(stderr);
}

/** Says what is odd but does not stop anything, unless IGNITY_VERBOSITY is 0. */
export function warn(s: Sh, format: string, ...words: readonly Words[]): void {
  s.or(test(env("IGNITY_VERBOSITY"), "-lt", 1), (s) => complain(s, format, ...words));
}

/** Says what is about to be done, when IGNITY_VERBOSITY is 2. */
export function tell(s: Sh, format: string, ...words: readonly Words[]): void {
  s.or(test(env("IGNITY_VERBOSITY"), "-lt", 2), (s) => complain(s, format, ...words));
}
