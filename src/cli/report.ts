import { IgnityError } from "../ast/diagnostic.ts";

/** Runs a command. What the build refuses becomes one line and exit code 1; a defect of the build keeps its trace. */
export async function report(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof IgnityError)) throw error;
    console.error(error.message.replaceAll(`${process.cwd()}/`, ""));
    process.exitCode = 1;
  }
}
