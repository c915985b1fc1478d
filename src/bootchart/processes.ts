import { familyOf } from "../trace/family.ts";
import { argvOf, isExec, programOf, readEvents } from "../trace/strace.ts";
import type { Call, Event } from "../trace/strace.ts";

/** The calls that strace is to trace for a chart, besides signals and ends. */
export const TRACED =
  "execve,execveat,clone,clone3,fork,vfork,dup2,dup3,write,wait4,waitid,poll,ppoll,select,pselect6,epoll_wait," +
  "epoll_pwait,nanosleep,clock_nanosleep,rt_sigsuspend,pause";

/** Calls in which a process waits for another one, for news or for time to pass. */
const WAITS =
  /^(?:wait4|waitid|p?poll|p?select6?|epoll_p?wait|nanosleep|clock_nanosleep|rt_sigsuspend|pause)$/;

/** What tells nothing of a stop: of children, of timers, and what Go preempts its threads with. */
const UNTOLD = new Set(["SIGCHLD", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGURG"]);

/** In ms since PID 1's exec, like all times. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One process of a container. */
export interface Process extends Span {
  /** As the container counts it. */
  readonly pid: number;
  readonly parent?: Process;
  /** The programs it was, in order; none in one that only forked. */
  readonly images: readonly Image[];
  /** Programs that it tried to become and did not, such as the misses of a search along PATH. */
  readonly failed: readonly Image[];
  readonly waits: readonly Span[];
  readonly signals: readonly { readonly name: string; readonly at: number }[];
  /** When it, or one of its own, first wrote a line to the notification-fd that s6-supervise gave it. */
  readonly ready?: number;
  /** "exited with 0", "killed by SIGTERM" or the like. */
  readonly end: string;
}

export interface Image {
  readonly program: string;
  readonly argv: readonly string[];
  readonly at: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };
type Draft = Mutable<Process> & {
  /** The supervised process whose notification-fd it has, and as which descriptors. */
  notifies?: Draft | undefined;
  readonly fds: Set<number>;
};

/**
 * Reads all processes of the container whose PID 1 strace knows as `first`, in the order in which they began; none if
 * PID 1 never became the container's own program.
 */
export function readProcesses(text: string, first: string): readonly Process[] {
  const events = [...readEvents(text)];
  const begin = events.findIndex((event) => event.pid === first && event.kind === "call" && isInit(event));
  const init = events[begin];
  if (init?.kind !== "call") return [];
  const family = new Map(familyOf(events, first).map((birth) => [birth.child, birth]));
  const since = (time: number) => Math.round((time - init.from) * 1000) / 1000;
  const drafts = new Map<string, Draft>();

  const draftOf = (pid: string): Draft | undefined => {
    const birth = family.get(pid);
    if (birth?.thread) return draftOf(birth.call.pid);
    if (!birth && pid !== first) return undefined;
    const known = drafts.get(pid);
    if (known) return known;
    const parent = birth && draftOf(birth.call.pid);
    const draft: Draft = {
      pid: birth?.pid ?? 1,
      from: birth ? since(birth.call.from) : 0,
      to: NaN,
      images: [],
      failed: [],
      waits: [],
      signals: [],
      end: "",
      ...(parent && { parent, notifies: parent.notifies }),
      fds: new Set(parent?.fds),
    };
    drafts.set(pid, draft);
    return draft;
  };

  const tell = (draft: Draft, event: Event): void => {
    const isThread = family.get(event.pid)?.thread;
    if (event.kind === "signal") {
      if (!UNTOLD.has(event.name)) draft.signals.push({ name: event.name, at: since(event.at) });
    } else if (event.kind === "end") {
      if (!isThread) Object.assign(draft, { to: since(event.at), end: event.how });
    } else if (isExec(event)) {
      const image = { program: programOf(event), argv: argvOf(event), at: since(event.from) };
      (event.result === 0 ? draft.images : draft.failed).push(image);
    } else if (event.name.startsWith("dup")) duplicate(draft, event);
    else if (event.name === "write") {
      if (writesLineTo(draft, event) && draft.notifies) draft.notifies.ready ??= since(event.to);
    } else if (WAITS.test(event.name) && !isThread && event.to > event.from)
      draft.waits.push({ from: since(event.from), to: since(event.to) });
  };

  for (const event of events.slice(begin)) {
    const draft = draftOf(event.pid);
    if (draft) tell(draft, event);
  }
  const last = since(
    Math.max(...events.slice(begin).map((event) => (event.kind === "call" ? event.to : event.at))),
  );
  return [...drafts.values()]
    .map((draft) => Object.assign(draft, { to: Number.isNaN(draft.to) ? last : draft.to }))
    .toSorted((a, b) => a.from - b.from);
}

/** A container runtime may first become a copy of itself. */
const isInit = (call: Call): boolean =>
  isExec(call) &&
  call.result === 0 &&
  programOf(call).startsWith("/") &&
  programOf(call) !== "/proc/self/exe";

/** s6-supervise's child moves the end of a pipe to the descriptor that notification-fd names; it may move on from there. */
function duplicate(draft: Draft, { text, result = -1 }: Call): void {
  if (result < 0) return;
  const from = Number(/\((\d+)/.exec(text)?.[1]);
  if (!draft.images.length && draft.parent?.images.at(-1)?.program.endsWith("/s6-supervise")) {
    draft.notifies = draft;
    draft.fds.clear();
    draft.fds.add(result);
  } else if (draft.fds.has(from)) draft.fds.add(result);
  else draft.fds.delete(result);
}

const writesLineTo = ({ fds }: Draft, { text, result = 0 }: Call): boolean =>
  result > 0 && fds.has(Number(/\((\d+)/.exec(text)?.[1])) && text.includes("\\n");
