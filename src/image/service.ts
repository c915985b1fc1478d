import type { Position } from "../ast/diagnostic.ts";
import { callSite } from "../dsl/call-site.ts";
import type { Chain, End } from "../dsl/execline.ts";
import type { ShProgram } from "../dsl/sh.ts";
import type { Duration, Size } from "./units.ts";

/** A program and its arguments, each one word: nothing in them is expanded. */
export type Command = readonly [program: string, ...args: string[]];

/**
 * What runs.
 *
 *     ["nginx", "-g", "daemon off;"]                       a command
 *     { execline: (x) => x.into(run("nginx")) }            a chain of execline, by the DSL of "ignity/execline"
 *     { sh: (s) => s.exec("nginx") }                       a POSIX sh script, by the DSL of "ignity/sh"
 *     { sh: "exec nginx" }                                 the same as text, printed as it is
 *     { script: "#!/usr/bin/python3\n..." }                a script of any other language, likewise
 *
 * What runs as a service has to stay in the foreground: a shell ends in `exec`.
 */
export type Body =
  | Command
  | { readonly execline: (x: Chain) => End }
  | { readonly sh: ShProgram | string }
  | { readonly script: `#!${string}` };

/** What a service or oneshot waits for before it starts, itself or as a function where it is defined further down. */
export type Needs = readonly Unit[] | (() => readonly Unit[]);

export type StopSignal = "TERM" | "INT" | "QUIT" | "HUP" | "USR1" | "USR2" | "ABRT" | "WINCH" | "KILL";

/** The signals that `s6-svc` sends. */
export type ReloadSignal = "HUP" | "USR1" | "USR2" | "INT" | "QUIT" | "ALRM" | "WINCH";

type Octal = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** Three or four octal digits: `"022"`. */
export type Umask = `${"" | "0"}${Octal}${Octal}${Octal}`;

/** Soft limits, as `s6-softlimit` sets them. */
export interface Limits {
  readonly openFiles?: number;
  readonly processes?: number;
  readonly addressSpace?: Size;
  readonly data?: Size;
  readonly stack?: Size;
  readonly lockedMemory?: Size;
  readonly core?: Size;
  readonly fileSize?: Size;
}

/** How a service says that it is ready. `timeout`: after how long what waits for it says so (30s). */
export type Ready =
  | {
      /** It writes a newline to this file descriptor, 3 or more, and may then close it. */
      readonly fd: number;
      readonly timeout?: Duration;
      readonly command?: never;
      readonly poll?: never;
    }
  | {
      /** Run beside it: waits by itself, and exits 0 when the service is ready. One that fails is run again. */
      readonly command: Command;
      readonly timeout: Duration;
      readonly poll?: never;
    }
  | {
      /** For a program that cannot wait: run every so often until it exits 0, and never again. */
      readonly poll: Command;
      readonly every: Duration;
      readonly timeout: Duration;
    };

/** The wait before a start after a death: `first`, twice that after the next death in a minute, and so on to `most`. */
export interface Backoff {
  readonly first: Duration;
  readonly most: Duration;
}

/** When it has ended `times` times within the time (whole seconds), it is not started again. */
export interface AtMost {
  readonly times: number;
  readonly within: Duration;
  /** It stays down, or its last code ends the container. */
  readonly otherwise: "giveUp" | "stopContainer";
}

/** `always`: whatever it ended with. `on-failure`: unless it ended with 0. `never`: it stays down. */
export type Restart<Policy extends string = "always" | "on-failure" | "never"> =
  | Policy
  | {
      readonly policy: Exclude<Policy, "never">;
      readonly backoff?: Backoff;
      readonly atMost?: AtMost;
    };

/** Files of `s6-log` in a directory, which is made at the start. */
export interface Rotated {
  readonly directory: `/${string}`;
  /** A file that has this much is put away; 100KiB when it is not said. */
  readonly size?: Size;
  /** How many are kept; 10 when it is not said. */
  readonly files?: number;
  /** Who writes them; who runs s6-svscan when it is not said. */
  readonly user?: string;
}

/**
 * Where standard output and standard error go: to the container's, each line after `[name] `; into files; or both.
 * Without `log` they are the container's own.
 */
export type Log = "stdout" | Rotated | (Rotated & { readonly stdout: true });

/** A condition on the environment when the container starts. A variable that is not set is the empty string. */
export type Condition = { readonly env: string } & (
  { readonly equals: string } | { readonly differs: string } | { readonly isSet: boolean }
);

/** How many of it run, each as `NAME-1`, `NAME-2`... with its number in `INSTANCE`. */
export type Instances = number | { readonly env: string; readonly default: number };

interface Common {
  /** What has to be ready before it starts; it stops before them. */
  readonly needs?: Needs;
  /** An account, `user:group`, or `uid:gid`; who runs s6-svscan when it is not said. */
  readonly user?: string;
  readonly workdir?: `/${string}`;
  /** More variables. */
  readonly env?: Readonly<Record<string, string>>;
  readonly umask?: Umask;
  readonly limits?: Limits;
  readonly log?: Log;
  /** Left down where this is not so when the container starts; what needs it does not wait for it then. */
  readonly enabledIf?: Condition;
}

export interface ServiceOptions extends Common {
  readonly run: Body;
  /** Run when it has ended, with what s6 hands it: code (256: by a signal), signal, name. 5 seconds at most. */
  readonly finish?: Body;
  /** Without it a service is ready when it has been started. */
  readonly ready?: Ready;
  /** TERM, and no KILL before the container's own grace time, when it is not said. */
  readonly stop?: { readonly signal?: StopSignal; readonly timeout?: Duration };
  /** What `data/reload` in its live directory does. */
  readonly reload?: ReloadSignal | Command;
  /** `always` when it is not said; `never` for what is essential. */
  readonly restart?: Restart;
  /** Whenever it stays down by itself, the container stops with its code (128+n for signal n). */
  readonly essential?: boolean;
  readonly instances?: Instances;
}

export interface OneshotOptions extends Common {
  /** Its work, which ends. It is ready when that has ended with 0. */
  readonly run: Body;
  /** After how long what waits for it says so; 30s when it is not said. */
  readonly timeout?: Duration;
  /** `never` when it is not said. */
  readonly restart?: Restart<"on-failure" | "never">;
  /** Whether its failure stops the container, with its code; it does when it is not said. */
  readonly essential?: boolean;
}

/** A service of the image: what {@link service} gives, to be listed and needed. */
export interface Service {
  readonly kind: "service";
  readonly name: string;
  readonly options: ServiceOptions;
  readonly position: Position | undefined;
}

/** Something to be done once at each start of the container, in the same order as the services. */
export interface Oneshot {
  readonly kind: "oneshot";
  readonly name: string;
  readonly options: OneshotOptions;
  readonly position: Position | undefined;
}

/** A service directory that is written by hand. */
export interface External {
  readonly kind: "external";
  readonly name: string;
  readonly position: Position | undefined;
}

export type Unit = Service | Oneshot | External;

/**
 * A program that is kept running: a directory of s6 in `/etc/ignity/services/NAME`.
 *
 *     const redis = service("redis", {
 *       run: ["redis-server", "--daemonize", "no"],
 *       user: "redis",
 *       ready: { poll: ["redis-cli", "ping"], every: "50ms", timeout: "10s" },
 *     });
 *     const web = service("web", { run: ["/srv/web"], needs: [redis] });
 */
export function service(name: string, options: ServiceOptions): Service {
  return { kind: "service", name, options, position: callSite() };
}

/**
 * Something to be done once, when what it needs is ready and before what needs it starts.
 *
 *     const migrate = oneshot("migrate", { run: ["/srv/migrate"], needs: [postgres] });
 *
 * To s6 it is a service that is ready when its work is done, so `s6-svc -r` does it again.
 */
export function oneshot(name: string, options: OneshotOptions): Oneshot {
  return { kind: "oneshot", name, options, position: callSite() };
}

/** A service directory that the image has anyway, written by hand, so that it can be needed. */
export function external(name: string): External {
  return { kind: "external", name, position: callSite() };
}
