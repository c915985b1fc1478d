import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "../../src/ast/bytes.ts";
import { printSh } from "../../src/emit/sh.ts";
import { sh, type ShProgram } from "../../src/dsl/sh.ts";

/** The shells that emitted scripts are for. */
export const SHELLS = {
  dash: ["dash"],
  "busybox ash": ["busybox", "ash"],
  "bash --posix": ["bash", "--posix"],
} as const;

export type Shell = keyof typeof SHELLS;
/** All but bash, which expands braces and `<(...)` inside of quotes inside of an expansion. */
export const shells = ["dash", "busybox ash"] as const;

/** The text of a script that does what `program` records. */
export const printed = (program: ShProgram): string => printSh(sh("/test", program).tree);

/** What a script writes to stdout when a shell runs it, or undefined when it fails. */
export function output(shell: Shell, script: string): Buffer | undefined {
  const directory = mkdtempSync(join(tmpdir(), "sh-"));
  try {
    const file = join(directory, "script");
    writeFileSync(file, encode(script));
    const [program, ...options] = SHELLS[shell];
    const { stdout, status } = spawnSync(program, [...options, file], {
      cwd: directory,
      env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C" },
      maxBuffer: 1 << 27,
      timeout: 30_000,
    });
    return status === 0 ? stdout : undefined;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
