import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Complaint } from "./complaint.ts";

/** The two C programs of the bench, compiled for this machine. */
export interface Native {
  readonly launch: string;
  readonly probe: string;
}

/** Compiles them into `directory`, statically: a dynamic linker's work would be timed as if it were the init's. */
export async function compile(directory: string): Promise<Native> {
  const build = async (name: string) => {
    const output = join(directory, name);
    const source = join(import.meta.dirname, `${name}.c`);
    try {
      await promisify(execFile)("cc", [
        "-O2",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-static",
        "-o",
        output,
        source,
      ]);
    } catch (error) {
      const { stderr, message } = error as { stderr?: string; message: string };
      throw new Complaint(`cannot compile ${source} (apt-get install gcc libc6-dev): ${stderr || message}`);
    }
    return output;
  };
  const [launch, probe] = await Promise.all([build("launch"), build("probe")]);
  return { launch, probe };
}
