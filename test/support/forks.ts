import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFork, readCalls } from "../../src/trace/strace.ts";

/** How many processes strace sees an interpreter start for a script with these arguments. */
export function forksOf(interpreter: readonly string[], script: string, ...args: readonly string[]): number {
  const directory = mkdtempSync(join(tmpdir(), "forks-"));
  try {
    const [file, trace] = [join(directory, "script"), join(directory, "trace")];
    writeFileSync(file, script);
    const strace = ["-f", "-qq", "-e", "signal=none", "-e", "trace=process", "-o", trace];
    const { status, stderr } = spawnSync("strace", [...strace, ...interpreter, file, ...args], {
      encoding: "utf8",
      timeout: 30_000,
      env: { PATH: `/usr/lib/execline/bin:${process.env["PATH"]}` },
    });
    if (status !== 0) throw new Error(`exit code ${status}: ${stderr}`);
    return [...readCalls(readFileSync(trace, "utf8"))].filter(isFork).length;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
