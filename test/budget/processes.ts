import { familyOf } from "../../src/trace/family.ts";
import { isExec, isFork, programOf, readEvents } from "../../src/trace/strace.ts";

/** One process of a container, and what it did, in order. */
export interface Process {
  readonly events: Event[];
}

export type Event =
  | { readonly kind: "image" | "failed"; readonly program: string }
  | { readonly kind: "fork"; readonly child: Process }
  | { readonly kind: "call"; readonly written: number };

const WRITES = new Set(["write", "writev", "pwrite64", "sendto", "sendmsg"]);

/** Reads the process that was PID 1, and by its forks all others, from what `strace -f` wrote. */
export function readProcesses(text: string): Process {
  const events = [...readEvents(text)];
  const calls = events.filter((event) => event.kind === "call");
  const launched = calls.find(isFork);
  if (!launched) throw new Error("strace saw no container start");
  const first = `${launched.result}`;
  const children = new Map(familyOf(events, first).map(({ call, child }) => [call, child]));
  const processes = new Map<string, Process>();
  const byPid = (pid: string): Process => {
    const process = processes.get(pid) ?? { events: [] };
    processes.set(pid, process);
    return process;
  };
  for (const call of calls) {
    const { events } = byPid(call.pid);
    const { name, result = 0 } = call;
    events.push({ kind: "call", written: WRITES.has(name) && result > 0 ? result : 0 });
    if (isExec(call)) events.push({ kind: result === 0 ? "image" : "failed", program: programOf(call) });
    const child = isFork(call) && children.get(call);
    if (child) events.push({ kind: "fork", child: byPid(child) });
  }
  return byPid(first);
}
