import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { TRACED } from "../../bootchart/processes.ts";
import { SystemError } from "../command.ts";

const run = promisify(execFile);

/** strace, as it is run for a chart, up to the program. --seccomp-bpf stops processes at the traced calls only. */
export const straceTo = (file: string): readonly string[] => [
  "strace",
  "-f",
  "-q",
  "-ttt",
  "-T",
  "-s",
  "256",
  "--seccomp-bpf",
  "-e",
  `trace=${TRACED}`,
  "-o",
  file,
];

const PROGRAMS = "i=0; while [ $i -lt 200 ]; do /bin/true; i=$((i + 1)); done";

/**
 * How many times as long as without strace a shell takes that starts programs: in time of the processor, strace's too,
 * for the other one depends on what else the machine does.
 */
export async function measureStretch(): Promise<number> {
  const shell = ["sh", "-c", PROGRAMS];
  const plain = await processorTimeOf(shell);
  return (await processorTimeOf([...straceTo("/dev/null"), ...shell])) / plain;
}

/** In seconds, of a command and of all that it waits for. */
async function processorTimeOf([program = "", ...args]: readonly string[]): Promise<number> {
  try {
    const { stdout } = await run("sh", ["-c", '"$@" && times', "sh", program, ...args]);
    const [, children = ""] = stdout.split("\n");
    return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
      (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
      0,
    );
  } catch (error) {
    const { code, stderr } = error as { code: unknown; stderr: string };
    if (code === 127 || code === "ENOENT") throw new SystemError(`needs ${program}, which is not installed`);
    throw new SystemError(`${program} is not allowed to trace here: ${stderr.split("\n")[0]}`);
  }
}
