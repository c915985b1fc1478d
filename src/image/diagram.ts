import type { Graph, Written } from "./graph.ts";
import type { Unit } from "./service.ts";

/** What a picture shows: every service, and the hand-written ones that are needed. */
function shown(graph: Graph): {
  readonly nodes: readonly Unit[];
  readonly edges: readonly (readonly [Unit, Unit])[];
} {
  const edges = [...graph.units.values()].flatMap((unit) =>
    graph.needsOf(unit).map((need) => [unit, need] as const),
  );
  const externals = new Map(
    edges.flatMap(([, need]) => (need.kind === "external" ? [[need.name, need] as const] : [])),
  );
  return { nodes: [...externals.values(), ...graph.units.values()], edges };
}

/** A flowchart of Mermaid: an arrow goes to what is needed. Oneshots are rounded, hand-written services dashed. */
export function mermaid(graph: Graph): string {
  const { nodes, edges } = shown(graph);
  const ids = new Map(nodes.map(({ name }, i) => [name, `n${i}`]));
  const boxes = { service: ["[", "]"], oneshot: ["([", "])"], external: ["[", "]"] } as const;
  const external = nodes.filter(({ kind }) => kind === "external");
  return [
    "flowchart TD",
    ...nodes.map(({ kind, name }) => `  ${ids.get(name)}${boxes[kind][0]}"${name}"${boxes[kind][1]}`),
    ...edges.map(([unit, need]) => `  ${ids.get(unit.name)} --> ${ids.get(need.name)}`),
    ...external.map(({ name }) => `  style ${ids.get(name)} stroke-dasharray: 4`),
    "",
  ].join("\n");
}

const BOX = { width: 130, height: 34, gapX: 26, gapY: 46, margin: 20 } as const;

interface Placed {
  readonly unit: Unit;
  readonly x: number;
  readonly y: number;
}

/** The same as SVG: a row a wave, what needs nothing at the bottom. */
export function svg(graph: Graph): string {
  const { nodes, edges } = shown(graph);
  const rows = [...Map.groupBy(nodes, ({ name }) => graph.waveOf(name))].toSorted(([a], [b]) => b - a);
  const widest = Math.max(1, ...rows.map(([, row]) => row.length));
  const width = 2 * BOX.margin + widest * (BOX.width + BOX.gapX) - BOX.gapX;
  const height = 2 * BOX.margin + Math.max(1, rows.length) * (BOX.height + BOX.gapY) - BOX.gapY;
  const places = new Map(
    rows.flatMap(([, row], at) => placeRow(row, at, width).map((each) => [each.unit.name, each])),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="13">
  <title>Which service needs which</title>
  <style>
    .box { fill: #f6f8fa; stroke: #57606a; }
    .external { stroke-dasharray: 4; }
    .need { fill: none; stroke: #57606a; marker-end: url(#tip); }
    text { fill: #1f2328; text-anchor: middle; }
    #tip path { fill: #57606a; }
    @media (prefers-color-scheme: dark) {
      .box { fill: #151b23; stroke: #9198a1; }
      .need { stroke: #9198a1; }
      text { fill: #f0f6fc; }
      #tip path { fill: #9198a1; }
    }
  </style>
  <marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">
    <path d="M0 0 8 4 0 8z"/>
  </marker>
${edges.map(([unit, need]) => arrow(places.get(unit.name)!, places.get(need.name)!)).join("")}${nodes
    .map(({ name }) => box(places.get(name)!))
    .join("")}</svg>
`;
}

function placeRow(row: readonly Unit[], at: number, width: number): readonly Placed[] {
  const used = row.length * (BOX.width + BOX.gapX) - BOX.gapX;
  return row.map((unit, i) => ({
    unit,
    x: (width - used) / 2 + i * (BOX.width + BOX.gapX),
    y: BOX.margin + at * (BOX.height + BOX.gapY),
  }));
}

function box({ unit: { kind, name }, x, y }: Placed): string {
  const radius = kind === "oneshot" ? BOX.height / 2 : 4;
  const style = kind === "external" ? "box external" : "box";
  return `  <rect class="${style}" x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${radius}"/>
  <text x="${x + BOX.width / 2}" y="${y + BOX.height / 2 + 4.5}">${name}</text>
`;
}

function arrow(from: Placed, to: Placed): string {
  const [x1, y1] = [from.x + BOX.width / 2, from.y + BOX.height];
  const [x2, y2] = [to.x + BOX.width / 2, to.y];
  const middle = (y1 + y2) / 2;
  // One that passes a row goes around the box that may stand there.
  const bend = y2 - y1 > BOX.gapY ? BOX.width * 0.8 : 0;
  return `  <path class="need" d="M${x1} ${y1}C${x1 + bend} ${middle} ${x2 + bend} ${middle} ${x2} ${y2}"/>\n`;
}

/** The same as data. */
export function graphData(graph: Graph): object {
  return [...graph.units.values()].map((unit: Written) => ({
    name: unit.name,
    kind: unit.kind,
    wave: graph.waveOf(unit.name),
    needs: graph.needsOf(unit).map(({ name }) => name),
  }));
}
