import { KINDS } from "./parts.ts";
import type { Kind } from "./parts.ts";

/** On light ground, and on dark. */
const COLOURS: Readonly<Record<Kind, readonly [light: string, dark: string]>> = {
  "stage 1": ["#0969da", "#58a6ff"],
  "stage 2": ["#0f7c86", "#39c5cf"],
  script: ["#9a6700", "#d29922"],
  supervision: ["#6e7781", "#8b949e"],
  service: ["#1a7f37", "#3fb950"],
  CMD: ["#8250df", "#bc8cff"],
  "stage 3": ["#bc4c00", "#f0883e"],
};

/** A CSS class. */
export const styleOf = (kind: Kind): string => kind.replace(" ", "");

const fills = (ground: 0 | 1): string =>
  KINDS.map((kind) => `rect.${styleOf(kind)} { fill: ${COLOURS[kind][ground]}; }`).join(" ");

export const STYLE = `<style>
text { font: 11px system-ui, sans-serif; fill: #57606a; }
text.title { font-size: 14px; font-weight: 600; fill: #1f2328; }
text.group { font-weight: 600; fill: #1f2328; }
text.name, text.waits { fill: #1f2328; }
text.waits, text.works { font-size: 10px; }
text.works { fill: #ffffff; }
text.mark { font-weight: 600; fill: #1f2328; }
path { fill: none; stroke-width: 1; }
path.grid { stroke: #d0d7de; }
path.link { stroke: #afb8c1; }
path.mark { stroke: #1f2328; stroke-dasharray: 2 3; }
path.ready { fill: #ffffff; stroke: #1a7f37; stroke-width: 2; }
path.signal { fill: #cf222e; }
rect.other { fill: #57606a; }
rect.cut { fill: #d0d7de; fill-opacity: 0.35; }
${fills(0)}
rect.wait { fill-opacity: 0.28; }
@media (prefers-color-scheme: dark) {
  text { fill: #9198a1; }
  text.title, text.group, text.name, text.waits, text.mark { fill: #f0f6fc; }
  text.works { fill: #0d1117; }
  path.grid { stroke: #3d444d; } path.link { stroke: #656c76; } path.mark { stroke: #f0f6fc; }
  path.ready { fill: #0d1117; stroke: #3fb950; } path.signal { fill: #ff7b72; }
  rect.other { fill: #9198a1; } rect.cut { fill: #3d444d; }
  ${fills(1)}
}
</style>`;
