import { ENVIRONMENT, type EnvName } from "../dsl/environment.ts";
import { text } from "../dsl/text.ts";
import type { Stage } from "../emit/tree.ts";
import { ETC } from "../stages/paths.ts";
import type { Graph } from "./graph.ts";
import type { Image } from "./image.ts";
import { milliseconds } from "./units.ts";

/** How long a stop in order may take: in each wave as long as the slowest of it says, and the waves one after another. */
function stopTime(graph: Graph): number {
  const slowest = new Map<number, number>();
  for (const unit of graph.units.values()) {
    const timeout = unit.kind === "service" ? unit.options.stop?.timeout : undefined;
    if (timeout === undefined) continue;
    const wave = graph.waveOf(unit.name);
    slowest.set(wave, Math.max(slowest.get(wave) ?? 0, milliseconds(timeout, unit.position)));
  }
  return [...slowest.values()].reduce((sum, each) => sum + each, 0);
}

/** Where services say that they may need longer than the container gives them by default, a file that gives them that. */
export function graceOf(graph: Graph): readonly Stage[] {
  const needed = stopTime(graph);
  if (needed <= Number(ENVIRONMENT.IGNITY_SERVICES_GRACETIME.default)) return [];
  return [text(`${ETC}/envs/00-stop`, `IGNITY_SERVICES_GRACETIME="${needed}"\n`)];
}

/** Whole seconds after which a container of the image has ended, once it was told to stop. */
export function stopSeconds({ options: { envs = {}, finalize = {} } }: Image, graph: Graph): number {
  const said = Object.assign({}, ...Object.values(envs)) as Partial<Record<EnvName, string>>;
  const value = (name: EnvName): number => Number(said[name] ?? ENVIRONMENT[name].default);
  const services = Math.max(stopTime(graph), value("IGNITY_SERVICES_GRACETIME"));
  const scripts = Object.keys(finalize).length * value("IGNITY_KILL_FINALIZE_MAXTIME");
  return 1 + Math.ceil((Math.max(services, scripts) + value("IGNITY_KILL_GRACETIME")) / 1000);
}
