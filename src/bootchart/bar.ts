import { escape, round, text } from "../svg/elements.ts";
import type { Bar, Segment } from "./chart.ts";
import { BAR, LEFT, NAMES } from "./layout.ts";
import { clipped, nameOf, namesOf, widthOf } from "./names.ts";
import type { Span } from "./processes.ts";
import type { Scale } from "./scale.ts";
import { styleOf } from "./style.ts";

/** A process: its name, and its bar from its begin to its end. */
export function rowOf(bar: Bar, y: number, { at }: Scale): string[] {
  const { segments, signals, ready } = bar;
  return [
    text(NAMES, y + BAR - 2, "name", clipped(namesOf(bar), LEFT - NAMES - 10)),
    ...segments.flatMap((segment) => segmentOf(bar, segment, y, at)),
    ...signals.map((signal) => signalAt(at(signal.at), y - 3, title(`${signal.name} at ${signal.at} ms`))),
    ...(ready === undefined ? [] : [readyAt(at(ready), y + BAR / 2, title(`ready at ${ready} ms`))]),
  ];
}

/** A triangle whose point is down. */
export const signalAt = (x: number, y: number, content = ""): string =>
  `<path class="signal" d="M${round(x - 4)} ${round(y)}h8l-4 6z">${content}</path>`;

/** A diamond around a point. */
export const readyAt = (x: number, y: number, content = ""): string =>
  `<path class="ready" d="M${round(x)} ${round(y - 5)}l5 5l-5 5l-5 -5z">${content}</path>`;

const title = (content: string): string => `<title>${escape(content)}</title>`;

/** Pale as a whole, with what is no wait in full colour upon it; and the name, where there is room for it. */
function segmentOf(bar: Bar, segment: Segment, y: number, at: Scale["at"]): string[] {
  const [left, right] = [at(segment.from), Math.max(at(segment.to), at(segment.from) + 1)];
  // A hair's breadth between two programs.
  const gap = right - left > 3 && segment.to < bar.to ? 0.8 : 0;
  const whole = { from: left, to: right - gap };
  const works = worksOf(whole, bar, at);
  const rect = ({ from, to }: Span, style: string, content = "") =>
    `<rect class="${style}" x="${round(from)}" y="${y}" width="${round(to - from)}" height="${BAR}">${content}</rect>`;
  const style = styleOf(segment.kind);
  return [
    rect(whole, `${style} wait`, title(tellOf(bar, segment))),
    ...works.map((work) => rect(work, style).replace("></rect>", "/>")),
    ...labelOf(nameOf(segment), whole, works, at(bar.ready ?? -Infinity), y),
  ];
}

const tellOf = ({ pid, ended }: Bar, { program, argv, from, to }: Segment): string =>
  `${argv?.join(" ") ?? `a copy of ${program}`}\nPID ${pid}, ${from} to ${to} ms; ${ended}`;

/** The parts of a segment between waits, in pixels; a wait too short to be seen is none. */
function worksOf(whole: Span, { waits }: Bar, at: Scale["at"]): Span[] {
  const works: Span[] = [];
  let from = whole.from;
  for (const wait of waits) {
    const [begin, end] = [Math.max(at(wait.from), whole.from), Math.min(at(wait.to), whole.to)];
    if (end - begin < 1) continue;
    if (begin > from) works.push({ from, to: begin });
    from = end;
  }
  if (whole.to > from) works.push({ from, to: whole.to });
  return works;
}

/** The name stands where it first has room on one colour, and not where the service is ready. */
function labelOf(name: string, whole: Span, works: readonly Span[], ready: number, y: number): string[] {
  const waits = [whole.from, ...works.map(({ to }) => to)].map((from, i) => ({
    from,
    to: works[i]?.from ?? whole.to,
  }));
  const styled = (spans: readonly Span[], style: string) =>
    spans.flatMap(({ from, to }) => [
      { from, to: Math.min(to, ready - BAR), style },
      { from: Math.max(from, ready + BAR), to, style },
    ]);
  const span = [...styled(works, "works"), ...styled(waits, "waits")]
    .filter(({ from, to }) => to - from >= widthOf(name) + 6)
    .toSorted((a, b) => a.from - b.from)[0];
  return span ? [text(round(span.from + 4), y + BAR - 2, span.style, name)] : [];
}
