/**
 * What a document shows, for a test to try: `node test/support/readme.ts README.md files DIR` writes each file that it
 * gives the content of, `commands` prints each command of its consoles and `output` what they are to print.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const FILE = /^\*\*`([^`]+)`\*\*\n\n```\w+\n([^]*?)^```$/gm;
const CONSOLE = /^```console\n([^]*?)^```$/gm;

const [document, what, directory] = process.argv.slice(2);
const text = readFileSync(document!, "utf8");
const lines = [...text.matchAll(CONSOLE)].flatMap(([, shown]) => shown!.trimEnd().split("\n"));

if (what === "files") {
  for (const [, path, content] of text.matchAll(FILE)) {
    const file = join(directory!, path!);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content!, { mode: content!.startsWith("#!") ? 0o755 : 0o644 });
  }
} else {
  const isCommand = what === "commands";
  const wanted = lines.filter((line) => line.startsWith("$ ") === isCommand);
  console.log(wanted.map((line) => line.replace(/^\$ /, "")).join("\n"));
}
