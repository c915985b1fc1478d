import { constants } from "node:os";

/** Text of files by their absolute path in the container; every one is executable. */
export type Files = Readonly<Record<string, string>>;

/** One init, and how it is asked for what it can do. A scenario leaves out the contenders that cannot do it. */
export interface Contender {
  readonly name: string;
  /** Its Debian package, for the version; absent when it is laid out in a directory. */
  readonly package?: string;
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
  /** Takes part in one round of five, for it needs seconds to start or to stop. */
  readonly slow?: true;
}

export const { SIGHUP, SIGTERM } = constants.signals;

/** The one program of every service. As a file with this first line, or as a command. */
const SERVICE = "/bench/probe serve";

/** As in "1 service", "10 services". */
export const howMany = (n: number): string => (n === 1 ? "1 service" : `${n} services`);

const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `service-${i + 1}`);

/** Service directories in the form that daemontools gave to its descendants: `directory/NAME/run`. */
export function serviceDirectories(directory: string, n: number): Files {
  return Object.fromEntries(names(n).map((name) => [`${directory}/${name}/run`, `#!${SERVICE}\n`]));
}

function supervisordConf(n: number): string {
  const head =
    "[supervisord]\nnodaemon=true\nuser=root\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/run/supervisord.pid\n";
  return (
    head +
    names(n)
      .map((name) => `\n[program:${name}]\ncommand=${SERVICE}\n`)
      .join("")
  );
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
    },
  },
];

export function ignity(layer: string): Contender {
  return { ...laidOut("ignity", layer, "/etc/ignity/services"), withEnv: "/usr/bin/with-env" };
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
