import { existsSync, writeFileSync } from "node:fs";
import { encode } from "../../ast/bytes.ts";
import { importTrees } from "../../import/import.ts";
import { EXIT, UsageError, type Command } from "../command.ts";
import { readOptions } from "../options.ts";
import { treeOf } from "../tree/tree.ts";

export const command: Command = {
  summary: "make an image file of services written by hand",
  usage: `usage: ignity import DIR|ARCHIVE... [--out FILE]

Reads the services of a directory, or of an image as docker save or podman save
write it, wherever they are in it: service directories of s6, all of /etc/ignity, s6-overlay's services.d, cont-init.d, cont-finish.d and
fix-attrs.d, and the definitions of s6-rc with what they depend on. Writes the
image file that says the same, for ignity build, to standard output.

Several are laid over each other, as the layers of an image are: name the root of the
base image first when the services need some of its own.

What it cannot carry, or has to say otherwise, is named on standard error, each
with its file and line. Paths and programs of s6-overlay in scripts become those
of ignity.

  --out FILE   write the image file there; a file that exists is left alone

exit codes: 0 all is carried, 1 something is not, or there is nothing to import,
100 wrong usage, 111 a file cannot be read or written`,

  async run(args) {
    const { values, positionals } = readOptions(args, { out: { type: "string" } });
    if (positionals.length === 0) throw new UsageError("name a directory or an archive to import");
    if (values.out !== undefined && existsSync(values.out)) {
      throw new UsageError(`${values.out} exists: name a file that does not`);
    }
    const { text, imported, lost } = importTrees(await Promise.all(positionals.map(treeOf)));
    if (values.out === undefined) process.stdout.write(encode(text));
    else writeFileSync(values.out, encode(text));
    for (const { path, line, what } of lost) console.error(`${path}:${line}: ${what}`);
    console.error(summary(imported, lost.length));
    return lost.length === 0 ? EXIT.ok : EXIT.found;
  },
};

function summary({ units, image }: ReturnType<typeof importTrees>["imported"], lost: number): string {
  const counts = [
    [units.filter(({ kind }) => kind === "service").length, "service", "services"],
    [units.filter(({ kind }) => kind === "oneshot").length, "oneshot", "oneshots"],
    [Object.keys(image.init).length, "init script", "init scripts"],
    [Object.keys(image.finalize).length, "finalize script", "finalize scripts"],
    [Object.keys(image.envs ?? {}).length, "file of variables", "files of variables"],
    [Object.keys(image.perms ?? {}).length, "file of permissions", "files of permissions"],
  ] as const;
  const carried = counts
    .filter(([count]) => count > 0)
    .map(([count, one, more]) => `${count} ${count === 1 ? one : more}`);
  return `carried: ${carried.join(", ") || "nothing"}; not carried or not the same: ${lost}`;
}
