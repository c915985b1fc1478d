import { run, test, word, type Sh, type Word } from "../dsl/sh.ts";

/** What one shell or another sets for itself, whatever it was given. */
export const SHELLS_OWN = [
  "_",
  "EPOCHREALTIME",
  "EPOCHSECONDS",
  "EUID",
  "FUNCNAME",
  "GROUPS",
  "IFS",
  "LINENO",
  "OLDPWD",
  "OPTARG",
  "OPTERR",
  "OPTIND",
  "PPID",
  "PWD",
  "RANDOM",
  "SECONDS",
  "SHELLOPTS",
  "SHLVL",
  "SRANDOM",
  "UID",
] as const;

/** What this shell starts from here on has the container's variables, and not one more. */
export function dropShellVariables(s: Sh, dir: Word): void {
  // A shell makes these for itself.
  for (const name of ["PWD", "SHLVL"]) s.or(test("-e", word`${dir}/envs/${name}`), run("unset", name));
}

/** Unsets what may have become long here. The container's own variable of the name is kept in its file. */
export function forget(s: Sh, ...names: readonly [string, ...string[]]): void {
  // A container that has a variable of this name would pass it on as it is now, which may be too long.
  s.run("unset", ...names);
}
