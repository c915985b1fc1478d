import { IgnityError } from "../../ast/diagnostic.ts";
import { EXIT, UsageError, type Command } from "../command.ts";
import { buildImage, IMAGE_FILE } from "../image/load.ts";
import { readOptions } from "../options.ts";

export const command: Command = {
  summary: "refuse what is wrong in the definition of an image, and write nothing",
  usage: `usage: ignity check [FILE] [--json]

Compiles the image that FILE (${IMAGE_FILE}) exports as its default, as ignity build does, and
writes nothing. Types are checked by tsc.

  --json   print the result as JSON: { "ok": true, ... }, or false and the error

exit codes: 0 nothing is wrong, 1 something is, 100 wrong usage, 111 a file cannot be read`,

  async run(args) {
    const { values, positionals } = readOptions(args, { json: { type: "boolean", default: false } });
    if (positionals.length > 1) throw new UsageError("one file defines an image");
    const file = positionals[0] ?? IMAGE_FILE;
    try {
      const { graph, files } = await buildImage(file);
      const services = [...graph.units.keys()];
      if (values.json) print({ ok: true, services, files: files.map(({ path }) => path) });
      else console.log(`${file}: ${services.length} services, ${files.length} files`);
      return EXIT.ok;
    } catch (error) {
      if (!values.json || !(error instanceof IgnityError)) throw error;
      const { code, what, hint, position } = error;
      print({ ok: false, code, what, hint, position });
      return EXIT.found;
    }
  },
};

function print(result: object): void {
  console.log(JSON.stringify(result, undefined, 2));
}
