import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { TRACED } from "../../bootchart/processes.ts";
import { SystemError } from "../command.ts";

const run = promisify(execFile);

/**
 * strace, as it is run for a chart, up to the program. With -D it is no parent of what it traces, and --seccomp-bpf
 * stops processes at the traced calls only.
 */
export const straceTo = (file: string): readonly string[] => [...STRACE, `trace=${TRACED}`, "-o", file];

const STRACE = ["strace", "-D", "-f", "-q", "-ttt", "-T", "-s", "256", "--seccomp-bpf", "-e"];

const PROGRAMS = "i=0; while [ $i -lt 40 ]; do /bin/true; i=$((i + 1)); done";
const ROUNDS = 5;

/** How many times as long as without strace a shell takes that starts programs: the best of some times each. */
export async function measureStretch(): Promise<number> {
  let [plain, traced] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round++) {
    plain = Math.min(plain, await timeOf(["sh", "-c", PROGRAMS]));
    traced = Math.min(traced, await timeOf([...straceTo("/dev/null"), "sh", "-c", PROGRAMS]));
  }
  return traced / plain;
}

async function timeOf([program = "", ...args]: readonly string[]): Promise<number> {
  const begin = performance.now();
  try {
    await run(program, args);
  } catch (error) {
    const { code, stderr } = error as { code: unknown; stderr: string };
    if (code === "ENOENT") throw new SystemError(`needs ${program}, which is not installed`);
    throw new SystemError(`${program} is not allowed to trace here: ${stderr.split("\n")[0]}`);
  }
  return performance.now() - begin;
}
