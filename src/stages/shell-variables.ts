import { run, test, word, type Sh, type Word } from "../dsl/sh.ts";

/** What this shell starts from here on has the container's variables, and not one more. */
export function dropShellVariables(s: Sh, dir: Word): void {
  // A shell makes these for itself.
  for (const name of ["PWD", "SHLVL"]) s.or(test("-e", word`${dir}/envs/${name}`), run("unset", name));
}
