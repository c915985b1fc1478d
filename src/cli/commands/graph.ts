import { graphData, mermaid, svg } from "../../image/diagram.ts";
import { EXIT, UsageError, type Command } from "../command.ts";
import { buildImage, IMAGE_FILE } from "../image/load.ts";
import { readOptions } from "../options.ts";

export const command: Command = {
  summary: "draw which service of an image needs which",
  usage: `usage: ignity graph [FILE] [--svg | --json]

Prints the services of the image that FILE (${IMAGE_FILE}) exports as its default, and what
each needs, as a flowchart of Mermaid. Oneshots are rounded, services written by hand dashed.

  --svg    as a picture
  --json   as data, with the wave of each: a stop tells the highest first

exit codes: 0 printed, 1 the image was refused, 100 wrong usage, 111 a file cannot be read`,

  async run(args) {
    const { values, positionals } = readOptions(args, {
      svg: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    });
    if (values.svg && values.json) throw new UsageError("--svg and --json exclude each other");
    if (positionals.length > 1) throw new UsageError("one file defines an image");
    const { graph } = await buildImage(positionals[0] ?? IMAGE_FILE);
    if (values.json) console.log(JSON.stringify(graphData(graph), undefined, 2));
    else process.stdout.write(values.svg ? svg(graph) : mermaid(graph));
    return EXIT.ok;
  },
};
