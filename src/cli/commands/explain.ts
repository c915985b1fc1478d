import { explain } from "../../image/explain.ts";
import { graphOf } from "../../image/graph.ts";
import { EXIT, UsageError, type Command } from "../command.ts";
import { IMAGE_FILE, loadImage } from "../image/load.ts";
import { readOptions } from "../options.ts";

export const command: Command = {
  summary: "say what will run as a service, as whom, when, and how it is stopped",
  usage: `usage: ignity explain NAME [FILE] [--json]

Tells of one service of the image that FILE (${IMAGE_FILE}) exports as its default: what runs,
as which user, when it starts, is ready and is started again, and how it is stopped.

  --json   as data

exit codes: 0 told, 1 the image was refused, 100 wrong usage, 111 a file cannot be read`,

  async run(args) {
    const { values, positionals } = readOptions(args, { json: { type: "boolean", default: false } });
    const [name, file = IMAGE_FILE, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new UsageError("name one service, and perhaps a file");
    const image = await loadImage(file);
    const graph = graphOf(image);
    const unit = graph.units.get(name);
    if (unit === undefined) {
      throw new UsageError(`there is no service ${name}; there are ${[...graph.units.keys()].join(", ")}`);
    }
    const aspects = explain(unit, image, graph);
    if (values.json) console.log(JSON.stringify({ name, kind: unit.kind, ...aspects }, undefined, 2));
    else {
      console.log(`${name}, a ${unit.kind}`);
      for (const [aspect, words] of Object.entries(aspects)) console.log(`  ${aspect.padEnd(9)}  ${words}`);
    }
    return EXIT.ok;
  },
};
