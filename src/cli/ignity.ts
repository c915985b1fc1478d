#!/usr/bin/env node
import { IgnityError } from "../ast/diagnostic.ts";
import { EXIT, SystemError, UsageError, type Command } from "./command.ts";

const COMMANDS: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  bootchart: () => import("./commands/bootchart.ts"),
  build: () => import("./commands/build.ts"),
  check: () => import("./commands/check.ts"),
  explain: () => import("./commands/explain.ts"),
  fmt: () => import("./commands/fmt.ts"),
  graph: () => import("./commands/graph.ts"),
  import: () => import("./commands/import.ts"),
  lint: () => import("./commands/lint.ts"),
  lsp: () => import("./commands/lsp.ts"),
  new: () => import("./commands/new.ts"),
};

process.exitCode = await main(process.argv.slice(2));

async function main([name = "--help", ...args]: readonly string[]): Promise<number> {
  if (name === "--help" || name === "help") {
    console.log(await help());
    return EXIT.ok;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    console.error(`ignity: no command "${name}"; the commands are ${Object.keys(COMMANDS).join(", ")}`);
    return EXIT.usage;
  }
  const { command } = await load();
  if (args.includes("--help")) {
    console.log(command.usage);
    return EXIT.ok;
  }
  try {
    return await command.run(args);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    const message = (error as Error).message.replaceAll(`${process.cwd()}/`, "");
    console.error(`ignity ${name}: ${message}`);
    return code;
  }
}

async function help(): Promise<string> {
  const names = Object.keys(COMMANDS);
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map(
    async (name) => `  ${name.padEnd(width)}  ${(await COMMANDS[name]!()).command.summary}`,
  );
  return [
    "usage: ignity COMMAND ...",
    "",
    ...(await Promise.all(lines)),
    "",
    "ignity COMMAND --help tells more",
  ].join("\n");
}

/** Exit code of an error that is told in one line; undefined for a defect, which keeps its trace. */
function codeOf(error: unknown): number | undefined {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof IgnityError) return EXIT.found;
  if (error instanceof SystemError || (error instanceof Error && "syscall" in error)) return EXIT.system;
  return undefined;
}
