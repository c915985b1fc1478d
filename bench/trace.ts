/** One system call, when it ended. */
export interface Call {
  readonly pid: string;
  readonly name: string;
  /** As strace prints it, its arguments and all. */
  readonly text: string;
  /** Absent for one that does not return. */
  readonly result?: number;
}

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

/** The calls of all processes, in the order in which they ended. */
export function* readCalls(text: string): Generator<Call> {
  const unfinished = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, pid = "", event = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (event.endsWith("<unfinished ...>")) {
      unfinished.set(pid, event.slice(0, -"<unfinished ...>".length));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(event)?.[0];
    const call = resumed ? (unfinished.get(pid) ?? "") + event.slice(resumed.length) : event;
    const name = /^\w+(?=\()/.exec(call)?.[0];
    if (name === undefined) continue;
    const result = /\) += (-?\d+)/.exec(call.slice(call.lastIndexOf(") ")))?.[1];
    yield { pid, name, text: call, ...(result !== undefined && { result: Number(result) }) };
  }
}

export const isExec = ({ name, result }: Call): boolean => name.startsWith("exec") && result !== undefined;

/** Whether it made another process, and not a thread. */
export const isFork = ({ name, text, result = -1 }: Call): boolean =>
  /^(clone3?|v?fork)$/.test(name) && result > 0 && !text.includes("CLONE_THREAD");

/** The program that an exec asked for. */
export const programOf = ({ text }: Call): string => /"([^"]*)"/.exec(text)?.[1] ?? "";
