import { isClone, isThread } from "./strace.ts";
import type { Call, Event } from "./strace.ts";

/** How a process or thread of a container came to be. */
export interface Birth {
  /** Its number in strace's own PID namespace, by which events name it. */
  readonly child: string;
  /** The call by which its parent made it. */
  readonly call: Call;
  /** Its number as the container counts it. */
  readonly pid: number;
  readonly thread: boolean;
}

/** No system has more processes. */
const PID_LIMIT = 2 ** 22;

/**
 * Who made whom in the container whose PID 1 is `first`. A fork in it gives a number of its own PID namespace, and
 * strace names the child by one of strace's. Both count up, so the nth process by the one is the nth by the other.
 * strace could translate (`--decode-pids=pidns`), and would search all of /proc at each fork.
 */
export function familyOf(events: readonly Event[], first: string): Birth[] {
  const calls = events.filter((event) => event.kind === "call").filter(isClone);
  const outside = outsideOf(events, calls, first);
  const rank = (pid: string) => (Number(pid) - Number(first) + PID_LIMIT) % PID_LIMIT;
  const seen = new Map<string, number>();
  for (const event of events)
    if (!seen.has(event.pid)) seen.set(event.pid, event.kind === "call" ? event.to : event.at);
  const children = [...seen.keys()]
    .filter((pid) => pid !== first && !outside.has(pid))
    .toSorted((a, b) => rank(a) - rank(b));
  const births: Birth[] = [];
  for (const call of calls.filter(({ pid }) => !outside.has(pid)).toSorted((a, b) => a.result! - b.result!)) {
    // Nobody is seen before it is made: that one's own fork was not seen, as when its parent was killed in it.
    let child = children.shift();
    while (child !== undefined && seen.get(child)! < call.from) child = children.shift();
    if (child === undefined) break;
    births.push({ child, call, pid: call.result!, thread: isThread(call) });
  }
  return births;
}

/** The processes that started the container, the container runtime's. */
function outsideOf(events: readonly Event[], calls: readonly Call[], first: string): ReadonlySet<string> {
  const outside = new Set<string>();
  const add = (pid: string): void => {
    if (pid === first || outside.has(pid)) return;
    outside.add(pid);
    for (const call of calls) if (call.pid === pid) add(`${call.result}`);
  };
  add(events[0]?.pid ?? first);
  return outside;
}
