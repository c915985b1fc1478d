/**
 * What the README shows, for a test to try: `node test/support/readme.ts files DIR` writes each file that it gives the
 * content of, `commands` prints each command of its consoles and `output` what they are to print.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const README = readFileSync("README.md", "utf8");
const FILE = /^\*\*`(\/[^`]+)`\*\*\n\n```\w+\n([^]*?)^```$/gm;
const CONSOLE = /^```console\n([^]*?)^```$/gm;

const lines = [...README.matchAll(CONSOLE)].flatMap(([, text]) => text!.trimEnd().split("\n"));
const [what, directory] = process.argv.slice(2);

if (what === "files") {
  for (const [, path, text] of README.matchAll(FILE)) {
    const file = join(directory!, path!);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text!, { mode: text!.startsWith("#!") ? 0o755 : 0o644 });
  }
} else {
  const isCommand = what === "commands";
  const wanted = lines.filter((line) => line.startsWith("$ ") === isCommand);
  console.log(wanted.map((line) => line.replace(/^\$ /, "")).join("\n"));
}
