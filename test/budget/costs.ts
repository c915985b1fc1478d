import type { Event, Process } from "./processes.ts";

/**
 * What a container does belongs to one of three parts:
 *
 * boot      up to CMD, and up to s6-svscan in the process that becomes it
 * services  s6-svscan, each s6-supervise and its service, from their start to their end
 * stop      what stage 2 does after CMD, what s6-svscan starts for a signal, and what it becomes at the end
 */
export const PARTS = ["boot", "services", "stop"] as const;
export type Part = (typeof PARTS)[number];

export interface Cost {
  /** A line a process, indented below the one that forked it: what it execs, in order. `10 * ` is before ten alike. */
  readonly processes: readonly string[];
  readonly images: number;
  readonly forks: number;
  /** Programs that an exec asked for and did not get. */
  readonly failed: readonly string[];
  /** System calls, and bytes that they wrote, of all processes. */
  readonly calls: number;
  readonly written: number;
}

export type Costs = Readonly<Record<Part, Cost>>;

/** A process, as far as it belongs to one part. */
interface Line {
  readonly images: string[];
  readonly children: Line[];
}

interface Tally {
  readonly lines: Line[];
  readonly failed: string[];
  forks: number;
  calls: number;
  written: number;
}

/** What the life of a container costs: `first` is its PID 1, and `cmd` CMD's program, whose own doing is left out. */
export function costsOf(first: Process, cmd: string): Costs {
  const tally = (): Tally => ({ lines: [], failed: [], forks: 0, calls: 0, written: 0 });
  const tallies: Record<Part, Tally> = { boot: tally(), services: tally(), stop: tally() };

  /** Whether the process became CMD. */
  const count = ({ events }: Process, begun: Part, siblings: Line[]): boolean => {
    let part = begun;
    let line: Line = { images: [], children: [] };
    siblings.push(line);
    const goOnIn = (next: Part): void => {
      part = next;
      line = { images: [], children: [] };
      tallies[part].lines.push(line);
    };
    for (const event of events) {
      switch (event.kind) {
        case "call":
          tallies[part].calls++;
          tallies[part].written += event.written;
          break;
        case "failed":
          tallies[part].failed.push(event.program);
          break;
        case "image":
          if (isHandler(event) && part !== "stop") goOnIn("stop");
          if (event.program.endsWith("/s6-svscan")) goOnIn("services");
          line.images.push(event.program);
          if (event.program === cmd) return true;
          break;
        case "fork": {
          const handles = event.child.events.some(isHandler);
          const its = handles ? "stop" : part;
          tallies[its].forks++;
          if (count(event.child, its, its === part ? line.children : tallies[its].lines)) goOnIn("stop");
        }
      }
    }
    return false;
  };
  count(first, "boot", tallies.boot.lines);
  const cost = ({ lines, failed, ...counts }: Tally): Cost => ({
    processes: textOf(lines),
    images: lines.reduce((sum, line) => sum + imagesOf(line), 0),
    forks: counts.forks,
    failed: alike(failed.map((program) => [program])),
    calls: counts.calls,
    written: counts.written,
  });
  return { boot: cost(tallies.boot), services: cost(tallies.services), stop: cost(tallies.stop) };
}

/** s6-svscan execs what its directory has for a signal, and for its end. */
const isHandler = (event: Event): boolean =>
  event.kind === "image" && event.program.startsWith(".s6-svscan/");

const imagesOf = ({ images, children }: Line): number =>
  children.reduce((sum, child) => sum + imagesOf(child), images.length);

function textOf(lines: readonly Line[]): string[] {
  return alike(
    lines.map(({ images, children }) => [
      images.join(" -> ") || "(fork)",
      ...textOf(children).map((text) => `  ${text}`),
    ]),
  );
}

/** Texts of some lines each; one that comes again and again is there once, with how often before it. */
function alike(texts: readonly string[][]): string[] {
  const found: string[] = [];
  for (let i = 0, n = 1; i < texts.length; i += n, n = 1) {
    const [first, ...rest] = texts[i]!;
    while (texts[i + n]?.join() === texts[i]!.join()) n++;
    found.push(n > 1 ? `${n} * ${first}` : first!, ...rest);
  }
  return found;
}
