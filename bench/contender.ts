import { constants } from "node:os";
import type { Published } from "./registry.ts";

/** Text of files by their absolute path in the container; every one is executable. */
export type Files = Readonly<Record<string, string>>;

/** One init, and how it is asked for what it can do. A scenario leaves out the contenders that cannot do it. */
export interface Contender {
  readonly name: string;
  /** Its Debian package; absent when it is laid out in a directory. */
  readonly package?: string;
  /** Its package in another registry. */
  readonly published?: Published;
  /** The Debian packages that it needs, its own not among them. */
  readonly needs?: readonly string[];
  /** A directory laid over the root file system. */
  readonly layer?: string;
  /** PID 1's argv when it is to run `cmd`. */
  readonly cmd?: (cmd: readonly string[]) => readonly string[];
  /** CMD is PID 1 itself, which the kernel spares every signal that it has no handler for. */
  readonly deaf?: true;
  readonly services?: Supervision;
  /** A program that runs another one with the container's environment. */
  readonly withEnv?: string;
}

/** How an init is asked to supervise `n` services, each one running `SERVICE`. */
export interface Supervision {
  readonly files: (n: number) => Files;
  readonly argv: (n: number) => readonly string[];
  /** The signal that makes it stop all of them and exit. */
  readonly stop: number;
  /** Takes part in two rounds only, for it needs seconds to start or to stop. */
  readonly slow?: true;
  /** It is asked for no more services than these, for it would need a minute or more. */
  readonly most?: number;
  /** It does not start a service again. */
  readonly restarts?: false;
}

export const { SIGHUP, SIGTERM } = constants.signals;

/** The one program of every service. As a file with this first line, or as a command. */
const SERVICE = "/bench/probe serve";

/** As in "1 service", "10 services". */
export const howMany = (n: number): string => (n === 1 ? "1 service" : `${n} services`);

const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `service-${i + 1}`);

const lines = (n: number, line: (name: string) => string): string => names(n).map(line).join("");

/** Service directories in the form that daemontools gave to its descendants: `directory/NAME/run`. */
export function serviceDirectories(directory: string, n: number): Files {
  return Object.fromEntries(names(n).map((name) => [`${directory}/${name}/run`, `#!${SERVICE}\n`]));
}

function supervisordConf(n: number): string {
  // A program has three pipes.
  const head = `[supervisord]
nodaemon=true
user=root
logfile=/dev/null
logfile_maxbytes=0
pidfile=/run/supervisord.pid
minfds=${4 * n + 1024}
`;
  return head + lines(n, (name) => `\n[program:${name}]\ncommand=${SERVICE}\n`);
}

/** The inits of Debian's packages, and no init at all. */
export const DEBIAN: readonly Contender[] = [
  { name: "no init", cmd: (cmd) => cmd, deaf: true },
  { name: "tini", package: "tini", cmd: (cmd) => ["/usr/bin/tini", "--", ...cmd] },
  { name: "dumb-init", package: "dumb-init", cmd: (cmd) => ["/usr/bin/dumb-init", "--", ...cmd] },
  { name: "catatonit", package: "catatonit", cmd: (cmd) => ["/usr/bin/catatonit", "--", ...cmd] },
  {
    name: "s6-svscan",
    package: "s6",
    services: {
      files: (n) => serviceDirectories("/run/service", n),
      // By default it supervises 500 services at most.
      argv: (n) => ["/usr/bin/s6-svscan", ...(n > 500 ? ["-c", `${n}`] : []), "/run/service"],
      stop: SIGTERM,
    },
  },
  {
    name: "runit",
    package: "runit",
    services: {
      files: (n) => serviceDirectories("/run/service", n),
      argv: () => ["/usr/bin/runsvdir", "/run/service"],
      // It tells its supervisors and exits without waiting for them: as PID 1, that kills them and their services.
      stop: SIGHUP,
      slow: true,
    },
  },
  {
    name: "supervisord",
    package: "supervisor",
    services: {
      files: (n) => ({ "/etc/supervisor/bench.conf": supervisordConf(n) }),
      argv: () => ["/usr/bin/supervisord", "-c", "/etc/supervisor/bench.conf"],
      stop: SIGTERM,
      slow: true,
      most: 100,
    },
  },
];

const ecosystem = (n: number): string =>
  JSON.stringify({
    apps: names(n).map((name) => ({ name, script: "/bench/probe", args: "serve", interpreter: "none" })),
  });

const CIRCUS = "[circus]\nendpoint = ipc:///tmp/endpoint\npubsub_endpoint = ipc:///tmp/pubsub\n";

/** A module of Python that is installed in a directory. */
const python = (directory: string, ...argv: readonly string[]): readonly string[] =>
  ["/usr/bin/env", `PYTHONPATH=${directory}`, "/usr/bin/python3", "-m"].concat(argv);

/** Process managers that images are run with, from other registries. */
export const PUBLISHED: readonly (Contender & Required<Pick<Contender, "published">>)[] = [
  {
    name: "pm2-runtime",
    published: { registry: "npm", name: "pm2", version: "7.0.4" },
    services: {
      files: (n) => ({ "/etc/bench.config.json": ecosystem(n) }),
      argv: () => [
        "/opt/needs/node",
        "/opt/pm2/node_modules/.bin/pm2-runtime",
        "start",
        "/etc/bench.config.json",
      ],
      stop: SIGTERM,
      slow: true,
      most: 100,
    },
  },
  {
    name: "circus",
    published: { registry: "PyPI", name: "circus", version: "0.19.0" },
    needs: ["python3"],
    services: {
      files: (n) => ({
        "/etc/circus.ini": CIRCUS + lines(n, (name) => `\n[watcher:${name}]\ncmd = ${SERVICE}\n`),
      }),
      argv: () => python("/opt/circus", "circus.circusd", "/etc/circus.ini"),
      stop: SIGTERM,
      slow: true,
      most: 100,
    },
  },
  {
    name: "honcho",
    published: { registry: "PyPI", name: "honcho", version: "2.0.0" },
    needs: ["python3"],
    services: {
      files: (n) => ({ "/etc/Procfile": lines(n, (name) => `${name}: ${SERVICE}\n`) }),
      argv: () => python("/opt/honcho", "honcho", "start", "-f", "/etc/Procfile"),
      stop: SIGTERM,
      slow: true,
      most: 100,
      restarts: false,
    },
  },
];

export function ignity(layer: string): Contender {
  const init = laidOut("ignity", layer, "/etc/ignity/services");
  return { ...init, needs: ["execline", "s6"], withEnv: "/usr/bin/with-env" };
}

/** Any init that starts as `/init CMD...`; `services` is where it looks for its service directories, if it has any. */
export function laidOut(name: string, layer: string, services?: string): Contender {
  return {
    name,
    layer,
    cmd: (cmd) => ["/init", ...cmd],
    ...(services && {
      services: {
        files: (n: number) => serviceDirectories(services, n),
        argv: () => ["/init"],
        stop: SIGTERM,
      },
    }),
  };
}
