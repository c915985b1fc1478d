import { isExec, isFork, programOf, readCalls } from "../src/trace/strace.ts";

/** What strace saw of one container's life. */
export interface Trace {
  /** Programs started, in order: every execve that succeeded, the launcher's own excepted. */
  readonly images: readonly string[];
  /** Programs that an execve asked for and did not get, such as the misses of a search along PATH. */
  readonly failed: readonly string[];
  /** Processes forked. */
  readonly forks: number;
}

/** Reads what `strace -f` wrote about a launcher and its container. */
export function readTrace(text: string): Trace {
  const calls = [...readCalls(text)];
  const execs = calls.filter(isExec);
  // The first of each is the launcher's: its own exec, and the fork of PID 1.
  return {
    images: execs
      .filter(({ result }) => result === 0)
      .map(programOf)
      .slice(1),
    failed: execs.filter(({ result }) => result !== 0).map(programOf),
    forks: calls.filter(isFork).length - 1,
  };
}
