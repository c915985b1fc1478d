import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { execa } from "execa";
import { Complaint } from "./complaint.ts";
import type { Files } from "./contender.ts";
import type { Native } from "./native.ts";

/** One life of a container. */
export interface Life {
  readonly argv: readonly string[];
  /** Directories laid over the root file system, the uppermost first. */
  readonly layers: readonly string[];
  /** The root file system; the machine's own by default. */
  readonly root?: string;
  /** Written before it starts. */
  readonly files?: Files;
  /** Once `expect` programs have started, `whenUp` is called with PID 1's pid as seen here, and `signal` sent. */
  readonly stop?: {
    readonly expect: number;
    readonly signal: number;
    readonly whenUp?: (pid: number) => Promise<void>;
  };
  /** The exit code without which the life is no sample. */
  readonly status?: number;
  /** Where strace writes each exec and fork. Its times are then worth nothing. */
  readonly trace?: string;
  /** It writes every other call too. */
  readonly calls?: boolean;
}

/** Times are in ms of one clock, from PID 1's exec. */
export interface Observed {
  /** PID 1's exec, by the clock itself. */
  readonly begin: number;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Durations of the calls that `probe calls` made. */
  readonly calls: readonly number[];
  readonly signal: number;
  readonly exit: number;
  readonly status: number;
}

/** How long a container is left alone after the last start, before anything is asked of it. */
const SETTLE_MS = 200;

const KINDS = ["starts", "ends", "calls"] as const;
const MS = 1e-6;

interface Result {
  exec: number;
  signal: number;
  exit: number;
  status: number;
  records: [kind: 0 | 1 | 2, pid: number, time: number][];
}

export class Containers {
  readonly #native: Native;
  readonly #directory: string;
  #number = 0;

  /** `directory` is on tmpfs; each container is laid out in a directory below it, removed after its end. */
  constructor(native: Native, directory: string) {
    this.#native = native;
    this.#directory = directory;
  }

  async run(life: Life): Promise<Observed> {
    const work = join(this.#directory, `${this.#number++}`);
    try {
      await this.#layOut(work, life.files ?? {});
      const seen = await this.#observe(work, life);
      if (life.status !== undefined && seen.status !== life.status)
        throw new Complaint(`${life.argv.join(" ")}: exit code ${seen.status}\n${await readLog(work)}`);
      return seen;
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }

  /** A layer made of `directory` and of what `argv`, run as PID 1 of a container of it, writes there. */
  async install(directory: string, argv: readonly string[]): Promise<string> {
    const work = join(this.#directory, `${this.#number++}`);
    await this.#layOut(work, {});
    const layer = join(work, "root");
    // cp(1), for a FIFO is a file too.
    await execa("cp", ["-a", `${directory}/.`, layer]);
    const { status } = await this.#observe(work, { argv, layers: [] });
    if (status !== 0) throw new Complaint(`${argv.join(" ")}: exit code ${status}\n${await readLog(work)}`);
    return layer;
  }

  async #layOut(work: string, files: Files): Promise<void> {
    for (const name of ["root/bench", "work", "merged", "tmp", "bench"])
      await mkdir(join(work, name), { recursive: true });
    await link(this.#native.probe, join(work, "bench/probe"));
    for (const [path, text] of Object.entries(files)) {
      const file = join(work, "root", path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, { mode: 0o755 });
    }
  }

  async #observe(work: string, { argv, layers, root = "/", stop, trace, calls }: Life): Promise<Observed> {
    const launch = [
      this.#native.launch,
      work,
      [...layers, root].join(":"),
      stop?.expect ?? 0,
      stop?.signal ?? 0,
      ...argv,
    ];
    const strace = trace === undefined ? [] : [...STRACE, ...(calls ? ALL : SOME), "-o", trace];
    const [program = "", ...args] = [...strace, ...launch].map(String);
    const launched = execa(program, args, { stdin: "pipe", reject: false });
    let last = "";
    for await (const line of launched) {
      last = line;
      if (!line.startsWith("up ")) continue;
      await setTimeout(SETTLE_MS);
      await stop?.whenUp?.(Number(line.slice(3)));
      launched.stdin.write("\n");
    }
    const { exitCode, stderr } = await launched;
    if (exitCode !== 0) throw new Complaint(`${argv.join(" ")}: ${stderr}\n${await readLog(work)}`);
    return observed(JSON.parse(last) as Result);
  }
}

const STRACE = ["strace", "-f", "-qq", "-e", "signal=none"];
const ALL = ["-e", "trace=all"];
const SOME = ["--seccomp-bpf", "-e", "trace=execve,execveat,clone,clone3,fork,vfork"];

function observed({ exec, signal, exit, status, records }: Result): Observed {
  const since = (time: number) => (time - exec) * MS;
  const of = (kind: (typeof KINDS)[number]) => records.filter((r) => KINDS[r[0]] === kind).map((r) => r[2]);
  return {
    begin: exec * MS,
    starts: of("starts").map(since),
    ends: of("ends").map(since),
    calls: of("calls").map((duration) => duration * MS),
    signal: since(signal),
    exit: since(exit),
    status,
  };
}

/** The last lines of what the container said. */
async function readLog(work: string): Promise<string> {
  const log = await readFile(join(work, "log"), "utf8").catch(() => "");
  return log.split("\n").slice(-10).join("\n");
}
