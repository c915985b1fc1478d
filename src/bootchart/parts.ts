import type { Image, Process } from "./processes.ts";

/** What a process is a part of; a chart has a colour for each. */
export const KINDS = ["stage 1", "stage 2", "script", "supervision", "service", "CMD", "stage 3"] as const;
export type Kind = (typeof KINDS)[number];

export interface Parts {
  /** What its rows stand under. */
  readonly group: string;
  /** Its kind when it is made, and at each of its images. */
  readonly kinds: readonly Kind[];
}

interface Part {
  readonly kind: Kind;
  readonly group: string;
}

/** What each process belongs to: by the programs that ignity and s6 have, else to what its parent belongs to. */
export function partsOf(processes: readonly Process[]): ReadonlyMap<Process, Parts> {
  const cmd = cmdOf(processes);
  const found = new Map<Process, { at: number; part: Part }[]>();
  for (const process of processes) {
    const { parent, from, images } = process;
    let part: Part = { kind: "stage 1", group: "stage 1" };
    if (parent) part = found.get(parent)!.findLast(({ at }) => at <= from)!.part;
    const history = [{ at: from, part }];
    for (const image of images) {
      part = image === cmd ? { kind: "CMD", group: "CMD" } : partOf(image, part, parent);
      history.push({ at: image.at, part });
    }
    found.set(process, history);
  }
  return new Map([...found].map(([process, history]) => [process, partsFrom(process, history)]));
}

function partsFrom({ pid }: Process, history: readonly { part: Part }[]): Parts {
  const kinds = history.map(({ part }) => part.kind);
  // A process stands where its first program belongs, unless it becomes CMD or a script.
  const own = kinds.findIndex((kind) => kind === "CMD" || kind === "script");
  const { part } = pid === 1 ? history[0]! : (history[own] ?? history[1] ?? history[0]!);
  return { group: part.group, kinds };
}

function partOf({ program, argv }: Image, before: Part, parent: Process | undefined): Part {
  const [, directory, name = ""] = /(?:^|\/)(init|finalize)\/([^/]+)$/.exec(program) ?? [];
  if (directory && /^\/run\/|\/ignity\//.test(program))
    return { kind: "script", group: `${directory}/${name}` };
  if (program.endsWith("/stage2")) return { kind: "stage 2", group: "stage 2" };
  if (/\/stage3$|\.s6-svscan\/|\/ignity\/finish$/.test(program)) return { kind: "stage 3", group: "stage 3" };
  if (program.endsWith("/s6-svscan")) return { kind: "supervision", group: "s6-svscan" };
  if (program.endsWith("/s6-supervise")) return { kind: "supervision", group: argv[1] ?? "" };
  // What a supervisor starts, in the supervisor's group.
  if (before.kind === "supervision" && parent?.images.at(-1)?.program.endsWith("/s6-supervise"))
    return { kind: "service", group: before.group };
  return before;
}

/** CMD's first program: the first after PID 1's own whose arguments are the last ones of PID 1's. */
function cmdOf(processes: readonly Process[]): Image | undefined {
  const [first, ...others] = processes.flatMap(({ images }) => images).toSorted((a, b) => a.at - b.at);
  const given = first?.argv.slice(1) ?? [];
  const isCmd = ({ argv }: Image): boolean =>
    argv.length > 0 &&
    argv.length <= given.length &&
    given.slice(-argv.length).join("\0") === argv.join("\0");
  return others.find(isCmd);
}
