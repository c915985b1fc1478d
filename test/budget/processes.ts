import { isExec, isFork, programOf, readCalls } from "../../bench/trace.ts";

/** One process of a container, and what it did, in order. */
export interface Process {
  readonly events: Event[];
}

export type Event =
  | { readonly kind: "image" | "failed"; readonly program: string }
  | { readonly kind: "fork"; readonly child: Process }
  | { readonly kind: "call"; readonly written: number };

const WRITES = new Set(["write", "writev", "pwrite64", "sendto", "sendmsg"]);

/** Reads the process that was PID 1, and by its forks all others, from what `strace -f --decode-pids=pidns` wrote. */
export function readProcesses(text: string): Process {
  const processes = new Map<string, Process>();
  const byPid = (pid: string): Process => {
    const process = processes.get(pid) ?? { events: [] };
    processes.set(pid, process);
    return process;
  };
  for (const call of readCalls(text)) {
    const { events } = byPid(call.pid);
    const { name, text, result = 0 } = call;
    events.push({ kind: "call", written: WRITES.has(name) && result > 0 ? result : 0 });
    if (isExec(call)) events.push({ kind: result === 0 ? "image" : "failed", program: programOf(call) });
    // Inside another namespace the result is a PID of that one, and a comment has strace's own.
    if (isFork(call))
      events.push({ kind: "fork", child: byPid(/\/\* (\d+) in /.exec(text)?.[1] ?? `${result}`) });
  }
  const [launcher] = processes.values();
  const first = launcher?.events.find((event) => event.kind === "fork");
  if (!first) throw new Error("strace saw no container start");
  return first.child;
}
