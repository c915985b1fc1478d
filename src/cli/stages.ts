import { globSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Sourced, Stage } from "../emit/tree.ts";

/** All stages that the modules of a folder export, one by one or in lists. */
export async function loadStages(folder: string): Promise<readonly Sourced[]> {
  const sources = globSync(`${folder}/**/*.ts`).toSorted();
  return (await Promise.all(sources.map(stagesOf))).flat();
}

/** Those of one module. */
export async function stagesOf(source: string): Promise<readonly Sourced[]> {
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(source).href);
  const stages = Object.values(module).flat().filter(isStage);
  return stages.map((stage) => ({ stage, source }));
}

function isStage(value: unknown): value is Stage {
  return typeof value === "object" && value !== null && "language" in value && "path" in value;
}
