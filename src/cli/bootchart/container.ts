import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { SystemError } from "../command.ts";
import { straceTo } from "./strace.ts";

const run = promisify(execFile);

export interface Container {
  /** An image, or a directory with a root file system. */
  readonly from: string;
  readonly cmd: readonly string[];
  /** Options of podman run. */
  readonly options: readonly string[];
  /** After so many ms it is told to stop. */
  readonly limit: number;
}

/** What strace wrote of the container and its runtime, and how it calls PID 1. */
export interface Recorded {
  readonly text: string;
  readonly first: string;
}

const POLL_MS = 50;
/** A container in which nothing starts or ends for so long is told to stop. */
const QUIET_MS = 1000;
const STARTS_OR_ENDS = /^\d+ +\S+ (?:exec|clone|v?fork|\+\+\+)/m;

/** Runs a container to its end under strace; its output is this program's. */
export async function record(container: Container): Promise<Recorded> {
  const directory = mkdtempSync(join(tmpdir(), "ignity-bootchart-"));
  // Ctrl-C is for podman, which hands it to the container.
  const ignore = (): void => {};
  process.on("SIGINT", ignore);
  try {
    return await recordIn(directory, container);
  } finally {
    process.off("SIGINT", ignore);
    rmSync(directory, { recursive: true });
  }
}

async function recordIn(directory: string, { from, cmd, options, limit }: Container): Promise<Recorded> {
  const files = { trace: join(directory, "trace"), pid: join(directory, "pid") };
  writeFileSync(files.trace, "");
  writeFileSync(files.pid, "");
  const real = await realRuntime();
  // podman tells by its name what a runtime can do.
  const runtime = join(directory, basename(real));
  writeFileSync(runtime, runtimeUnderStrace(real, files.trace), { mode: 0o755 });
  const name = `ignity-bootchart-${process.pid}`;
  const isDirectory = statSync(from, { throwIfNoEntry: false })?.isDirectory();
  // What the container writes into a directory goes to a layer that is thrown away.
  const image = isDirectory ? ["--rootfs", `${resolve(from)}:O`, "/init"] : [from];
  const own = ["--runtime", runtime, "run", "--rm", "--name", name, "--pidfile", files.pid];
  const podman = spawn("podman", [...own, ...options, ...image, ...cmd], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const ended = once(podman, "exit");
  if (await isStill(ended, files, limit)) await run("podman", ["stop", "--time", "30", name]).catch(() => {});
  await ended;
  const first = readFileSync(files.pid, "utf8").trim();
  if (first) await tillEndOf(first, files.trace);
  return { text: readFileSync(files.trace, "utf8"), first };
}

/** Waits till the container has ended (false), or is quiet or at its limit (true). */
async function isStill(
  ended: Promise<unknown>,
  files: Readonly<Record<"trace" | "pid", string>>,
  limit: number,
): Promise<boolean> {
  const has = ended.then(() => true);
  let [size, begun, busy] = [0, 0, 0];
  while (!(await Promise.race([has, setTimeout(POLL_MS, false)]))) {
    const now = Date.now();
    if (readFileSync(files.pid).length > 0) begun ||= now;
    const news = readFileSync(files.trace).subarray(size);
    size += news.length;
    if (STARTS_OR_ENDS.test(news.toString())) busy = now;
    if (begun && (now - busy >= QUIET_MS || now - begun >= limit)) return true;
  }
  return false;
}

/** strace is no child of podman's, and may have something left to write when podman has ended. */
async function tillEndOf(first: string, trace: string): Promise<void> {
  const end = new RegExp(`^${first} .* \\+\\+\\+$`, "m");
  for (let left = 100; left && !end.test(readFileSync(trace, "utf8")); left--) await setTimeout(POLL_MS);
}

async function realRuntime(): Promise<string> {
  try {
    const { stdout } = await run("podman", ["info", "--format", "{{.Host.OCIRuntime.Path}}"]);
    return stdout.trim();
  } catch (error) {
    const { code, stderr } = error as { code: unknown; stderr: string };
    if (code === "ENOENT") throw new SystemError("needs podman, which is not installed");
    throw new SystemError(`podman does not work here: ${stderr.trim().split("\n").at(-1)}`);
  }
}

/** What podman takes for its OCI runtime. strace goes on with the container when `create` has ended. */
function runtimeUnderStrace(runtime: string, trace: string): string {
  // With -D it is no parent of what it traces, which ends without it.
  const [strace, ...options] = straceTo(trace).map(quoted);
  return `#!/bin/sh
for word; do
  [ "$word" != create ] || exec ${strace} -D ${options.join(" ")} ${quoted(runtime)} "$@"
done
exec ${quoted(runtime)} "$@"
`;
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
