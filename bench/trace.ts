/** What strace saw of one container's life. */
export interface Trace {
  /** Programs started, in order: every execve that succeeded, the launcher's own excepted. */
  readonly images: readonly string[];
  /** Programs that an execve asked for and did not get, such as the misses of a search along PATH. */
  readonly failed: readonly string[];
  /** Processes forked. */
  readonly forks: number;
}

/** Reads what `strace -f -e trace=execve,execveat,clone,clone3,fork,vfork` wrote about a launcher and its container. */
export function readTrace(text: string): Trace {
  const unfinished = new Map<string, string>();
  const images: string[] = [];
  const failed: string[] = [];
  let forks = 0;
  for (const line of text.split("\n")) {
    const [, pid = "", event = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (event.endsWith("<unfinished ...>")) {
      unfinished.set(pid, event);
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(event)?.[0];
    const call = resumed ? (unfinished.get(pid) ?? "") + event.slice(resumed.length) : event;
    const result = / = (-?\d+)/.exec(call.slice(call.lastIndexOf(") ")))?.[1];
    if (result === undefined) continue;
    if (/^(clone|fork|vfork)/.test(call))
      forks += call.includes("CLONE_THREAD") || Number(result) < 0 ? 0 : 1;
    else if (call.startsWith("exec"))
      (result === "0" ? images : failed).push(/"([^"]*)"/.exec(call)?.[1] ?? "");
  }
  // The first of each is the launcher's: its own exec, and the fork of PID 1.
  return { images: images.slice(1), failed, forks: forks - 1 };
}
