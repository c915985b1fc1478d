import { statSync } from "node:fs";
import { UsageError, type Command } from "../command.ts";
import { IMAGE_FILE } from "../image/load.ts";
import { readOptions } from "../options.ts";

export const command: Command = {
  summary: "say what will run as a service, or how a script can start fewer programs",
  usage: `usage: ignity explain NAME [FILE] [--json]
       ignity explain SCRIPT... [--write]

Tells of one service of the image that FILE (${IMAGE_FILE}) exports as its default: what runs,
as which user, when it starts, is ready and is started again, and how it is stopped.

Of execline scripts it shows what each pass of the compiler makes of them, and how many
processes they start. A SCRIPT that ends in .ts is a module, whose stages are shown.

  best, worst   the fewest and the most of a run that succeeds; turns of loops are on top
  usual         when each chain goes on to its rest
  programs      all that run, in place of each other or not, if each line runs once

  --json    of a service, as data
  --write   write what comes out, which does the same, in the style of ignity fmt

exit codes: 0 told, 1 the image or a script was refused, 100 wrong usage, 111 a file cannot be
read or written`,

  async run(args) {
    const { values, positionals } = readOptions(args, {
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    });
    const [name, ...more] = positionals;
    if (name === undefined) throw new UsageError("name a service, or scripts");
    if (isFile(name)) {
      if (values.json) throw new UsageError(`--json is for a service, and ${name} is a file`);
      const { explainScripts } = await import("../explain/scripts.ts");
      return explainScripts(positionals, values.write);
    }
    if (values.write) throw new UsageError(`--write is for scripts, and there is no file ${name}`);
    const { explainService } = await import("../explain/service.ts");
    return explainService(name, more, values.json);
  },
};

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
