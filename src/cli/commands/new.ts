import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import manifest from "../../../package.json" with { type: "json" };
import { IgnityError } from "../../ast/diagnostic.ts";
import { EXIT, UsageError, type Command } from "../command.ts";
import { projectOf } from "../new/project.ts";
import { readOptions } from "../options.ts";

export const command: Command = {
  summary: "start a project that defines an image",
  usage: `usage: ignity new [DIR]

Writes a project into DIR, by default the current directory, which must be empty or
not there: an image with one service in image.ts, and what builds it by
npm install and npm run build.

exit codes: 0 written, 1 the directory is not empty, 100 wrong usage, 111 a file
cannot be written`,

  async run(args) {
    const { positionals } = readOptions(args, {});
    const [directory = ".", ...more] = positionals;
    if (more.length > 0) throw new UsageError("name one directory");
    if (existsSync(directory) && readdirSync(directory).length > 0) {
      throw new IgnityError(
        "IG071",
        `${directory} is not empty`,
        "name a directory that is empty or not there",
      );
    }
    mkdirSync(directory, { recursive: true });
    const project = projectOf(nameOf(directory), manifest.version);
    for (const [path, text] of Object.entries(project)) writeFileSync(join(directory, path), text);
    console.error(`${directory}: ${Object.keys(project).join(", ")}`);
    console.error("next: npm install && npm run build");
    return EXIT.ok;
  },
};

/** The name of the directory as one that npm takes. */
function nameOf(directory: string): string {
  const name = basename(resolve(directory))
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|-+$/g, "");
  return name === "" || name === "ignity" ? "image" : name;
}
