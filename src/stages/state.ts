import { and, env, not, test, word, type Command, type Text, type Word } from "../dsl/sh.ts";

/** The state directory of a running container. */
export const RUN_DIR = env("IGNITY_RUN_DIR");

/** What is in it, and goes when the container starts again. */
export const ENTRIES = [
  "envs",
  "init",
  "finalize",
  "services",
  "services-state",
  "stages",
  "exit-code",
] as const;

/** What stages 1, 2 and 3 leave for each other in its `stages`. */
export const state = (dir: Word) => ({
  /** There when a container has begun with this directory. */
  begun: at(dir, "begun"),
  /**
   * A pipe: one line when the environment is there (`own` or `merged`, and `placed` when s6-svscan finds the services
   * by itself), one when s6-svscan listens; or FINISH, in place of either, when stage 1 was told to stop.
   */
  ready: at(dir, "ready"),
  /** Where the shell of stage 1 lists its variables, for a moment. */
  exported: at(dir, "exported"),
  /** There when a file of environment variables cannot be loaded. */
  badEnvs: at(dir, "bad-envs"),
  /** There when s6-svscan is PID 1, and all in its namespace is its own. */
  pidOne: at(dir, "pid-one"),
  /** The process that a stop is told to: stage 2 and the word `boot`, then CMD. */
  cmdPid: at(dir, "cmd-pid"),
  /** There when there is no CMD to wait for. */
  noCmd: at(dir, "no-cmd"),
  /** The code that CMD, or the boot, ended with. */
  cmdCode: at(dir, "cmd-code"),
  /** The timer of the time that CMD has to stop: who ends it says that CMD has stopped. */
  cmdTimer: at(dir, "cmd-timer"),
  /** The process of the stage 3 that does the stopping. */
  stopping: at(dir, "stopping"),
  /** There when stage 3 has done all but the end of s6-svscan. */
  stopped: at(dir, "stopped"),
  /** The timer of the time that s6-svscan has to end, where something may refuse to: who ends it says that it has ended. */
  guard: at(dir, "guard"),
  /** There when finish waits for stage 3, as s6-svscan has ended before that. */
  finishing: at(dir, "finishing"),
  /** There when s6-svscan was told to end by somebody else than stage 3. */
  toldByService: at(dir, "told-by-service"),
});

const at = (dir: Word, name: string): Text => word`${dir}/stages/${name}`;

export type Files = ReturnType<typeof state>;

/** What stage 1 tells when it becomes finish, and not s6-svscan; and finish tells stage 3. */
export const FINISH = "finish";

/** CMD was there, and nobody has said that it has ended. */
export function isCmdLeft({ cmdPid, noCmd, cmdCode }: Files): Command {
  return and(test("-e", cmdPid), not(test("-e", noCmd)), not(test("-e", cmdCode)));
}
