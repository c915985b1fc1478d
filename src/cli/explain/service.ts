import { explain } from "../../image/explain.ts";
import { EXIT, UsageError } from "../command.ts";
import { buildImage, IMAGE_FILE } from "../image/load.ts";

/** Tells of one service of an image. */
export async function explainService(
  name: string,
  [file = IMAGE_FILE, ...more]: readonly string[],
  json: boolean,
): Promise<number> {
  if (more.length > 0) throw new UsageError("name one service, and perhaps a file");
  const { image, graph } = await buildImage(file);
  const unit = graph.units.get(name);
  if (unit === undefined) {
    throw new UsageError(`there is no service ${name}; there are ${[...graph.units.keys()].join(", ")}`);
  }
  const aspects = explain(unit, image, graph);
  if (json) console.log(JSON.stringify({ name, kind: unit.kind, ...aspects }, undefined, 2));
  else {
    console.log(`${name}, a ${unit.kind}`);
    for (const [aspect, words] of Object.entries(aspects)) console.log(`  ${aspect.padEnd(9)}  ${words}`);
  }
  return EXIT.ok;
}
