/** What `strace -f -o FILE` tells of a process. Times are in ms; without -ttt and -T they are NaN. */
export type Event = Call | Signal | End;

/** A system call, told when it has ended. */
export interface Call {
  readonly kind: "call";
  readonly pid: string;
  readonly name: string;
  /** As strace prints it, its arguments and all. */
  readonly text: string;
  /** Absent for one that does not return. */
  readonly result?: number;
  readonly from: number;
  readonly to: number;
}

/** A signal that a process gets: `name` is SIGTERM or another. */
export interface Signal {
  readonly kind: "signal";
  readonly pid: string;
  readonly name: string;
  readonly at: number;
}

/** The end of a process or thread: `how` is "exited with 0", "killed by SIGKILL" or the like. */
export interface End {
  readonly kind: "end";
  readonly pid: string;
  readonly how: string;
  readonly at: number;
}

const LINE = /^(\d+) +(?:(\d+\.\d+) )?(.*)$/;
const UNFINISHED = "<unfinished ...>";

/** Of seconds with microseconds. */
const inMs = (seconds: string | number): number => Math.round(Number(seconds) * 1e6) / 1000;

/** What all processes do, in order; a call that the end of its process cuts short comes just before that. */
export function* readEvents(text: string): Generator<Event> {
  const unfinished = new Map<string, { readonly call: string; readonly from: number }>();
  for (const line of text.split("\n")) {
    const [, pid = "", time = NaN, event = ""] = LINE.exec(line) ?? [];
    const at = inMs(time);
    const begun = unfinished.get(pid);
    const [, signal] = /^--- (SIG\w+) /.exec(event) ?? [];
    const [, how] = /^\+\+\+ (.*) \+\+\+$/.exec(event) ?? [];
    if (signal) yield { kind: "signal", pid, name: signal, at };
    else if (how?.startsWith("superseded by execve in pid ")) {
      // A thread's exec is gone on with under the process's number.
      const thread = unfinished.get(how.split(" ").at(-1)!);
      if (thread) unfinished.set(pid, thread);
    } else if (how) {
      if (begun) yield* callOf(pid, begun.call, begun.from, at);
      yield { kind: "end", pid, how, at };
    } else if (event.endsWith(UNFINISHED))
      unfinished.set(pid, { call: event.slice(0, -UNFINISHED.length), from: at });
    else {
      const resumed = /^<\.\.\. \w+ resumed>/.exec(event)?.[0];
      unfinished.delete(pid);
      if (resumed)
        yield* callOf(pid, (begun?.call ?? "") + event.slice(resumed.length), begun?.from ?? at, at);
      else yield* callOf(pid, event, at, at);
    }
  }
}

/** The calls of all processes that returned, or are not to return, in the order in which they ended. */
export function* readCalls(text: string): Generator<Call> {
  for (const event of readEvents(text)) if (event.kind === "call") yield event;
}

function* callOf(pid: string, line: string, from: number, told: number): Generator<Call> {
  const [timed = "", seconds] = / <(\d+\.\d+)>$/.exec(line) ?? [];
  const text = line.slice(0, line.length - timed.length);
  // One that no other process interrupts is told of by one line, with the time of its begin.
  const to = seconds === undefined ? told : from + inMs(seconds);
  const name = /^\w+(?=\()/.exec(text)?.[0];
  if (name === undefined) return;
  const result = /\) += (-?\d+)/.exec(text.slice(text.lastIndexOf(") ")))?.[1];
  yield { kind: "call", pid, name, text, from, to, ...(result !== undefined && { result: Number(result) }) };
}

export const isExec = ({ name, result }: Call): boolean => name.startsWith("exec") && result !== undefined;

/** Whether it made another process or thread. */
export const isClone = ({ name, result = -1 }: Call): boolean =>
  /^(clone3?|v?fork)$/.test(name) && result > 0;

/** Whether it made a thread. */
export const isThread = ({ text }: Call): boolean => text.includes("CLONE_THREAD");

/** Whether it made another process, and not a thread. */
export const isFork = (call: Call): boolean => isClone(call) && !isThread(call);

/** The program that an exec asked for. */
export const programOf = ({ text }: Call): string => /"([^"]*)"/.exec(text)?.[1] ?? "";

/** The arguments of an exec, the program's name among them, with strace's escapes for what is not printable. */
export function argvOf({ text }: Call): string[] {
  const list = text.slice(text.indexOf(", [") + ", [".length);
  const word = /"((?:[^"\\]|\\.)*)"(\.\.\.)?(?:, )?/y;
  const words: string[] = [];
  for (let match = word.exec(list); match; match = word.exec(list))
    words.push(match[1]!.replaceAll(/\\(["\\])/g, "$1") + (match[2] ?? ""));
  return words;
}
