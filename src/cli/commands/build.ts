import { writeFileSync } from "node:fs";
import { staleFiles } from "../../image/compile.ts";
import { dockerfile, kubernetes } from "../../image/deploy.ts";
import { EXIT, UsageError, type Command } from "../command.ts";
import { buildImage, IMAGE_FILE } from "../image/load.ts";
import { writeTree } from "../image/write.ts";
import { readOptions } from "../options.ts";
import { tarball } from "../tarball.ts";

export const command: Command = {
  summary: "write the files of an image that is defined in TypeScript",
  usage: `usage: ignity build [FILE] [--out DIR] [--tar FILE] [--dockerfile] [--kubernetes IMAGE] [--json]

Compiles the image that FILE (${IMAGE_FILE}) exports as its default into plain directories of
s6 and scripts, in DIR (rootfs), which a Dockerfile copies to /. What an earlier build
wrote there and this one does not is deleted; DIR.json lists what is there.

  --tar FILE           write the same as a tarball too, gzipped and reproducible
  --dockerfile         print the lines of a Dockerfile
  --kubernetes IMAGE   print a Deployment that runs IMAGE
  --json               print what was written, as JSON

exit codes: 0 written, 1 the image was refused, 100 wrong usage, 111 a file cannot be read
or written`,

  async run(args) {
    const { values, positionals } = readOptions(args, {
      out: { type: "string", default: "rootfs" },
      tar: { type: "string" },
      dockerfile: { type: "boolean", default: false },
      kubernetes: { type: "string" },
      json: { type: "boolean", default: false },
    });
    const printed = [values.dockerfile, values.kubernetes !== undefined, values.json].filter(Boolean);
    if (printed.length > 1) throw new UsageError("--dockerfile, --kubernetes and --json exclude each other");
    if (positionals.length > 1) throw new UsageError("one file defines an image");
    const out = values.out.replace(/(?<=.)\/+$/, "");
    const { image, graph, files } = await buildImage(positionals[0] ?? IMAGE_FILE);
    const { written, deleted } = writeTree(out, files);
    if (values.tar !== undefined) writeFileSync(values.tar, await tarball(files));
    if (values.dockerfile) process.stdout.write(dockerfile(image, out));
    if (values.kubernetes !== undefined) process.stdout.write(kubernetes(image, graph, values.kubernetes));
    if (values.json) console.log(JSON.stringify({ out, files: files.map(entryOf) }, undefined, 2));
    const stale = values.dockerfile ? [] : staleFiles(image);
    if (stale.length > 0) console.error(`to be removed from the image below: ${stale.join(" ")}`);
    console.error(`${out}: ${files.length} files, ${written} written, ${deleted} deleted`);
    return EXIT.ok;
  },
};

function entryOf({ path, mode, language }: { path: string; mode: number; language: string }) {
  return { path, mode: mode.toString(8).padStart(4, "0"), language };
}
