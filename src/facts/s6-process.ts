import type { Entry } from "./notation.ts";

const LIMIT = {
  hardToo: "H: the hard limit too",
  hardOnly: "h: the hard limit only",
  priority: "P limit @2.14.0.0: real-time priority",
  addressSpace: "a limit: address space, in bytes",
  core: "c limit: size of a core file, in bytes",
  data: "d limit: data segment, in bytes",
  fileSize: "f limit: size of a file, in bytes",
  lockedMemory: "l limit: locked memory, in bytes",
  memory: "m limit: data segment, stack, locked memory and address space, in bytes",
  openFiles: "o limit: open files",
  processes: "p limit: processes of the user",
  resident: "r limit: resident memory, in bytes",
  stack: "s limit: stack, in bytes",
  time: "t limit: processor time, in seconds",
} as const;

/** What a process is before it runs (environment, identity, session, limits, locks), and logging. */
export const PROCESS = {
  "s6-envdir": {
    purpose: "load variables from the files of a directory",
    synopsis: "dir:path ...",
    options: {
      insist: "i: a missing directory is an error (the default)",
      noInsist: "I: a missing directory is no error",
      noChomp: "n: keep blanks at the end of a value",
      full: "f: the whole file, not its first line",
      noLimit: "L: values longer than 4096 bytes too",
      null: "c char: put this character for null characters, instead of a newline",
    },
    exclusive: [["insist", "noInsist"]],
  },
  "s6-envuidgid": {
    purpose: "set UID, GID and GIDLIST from an account",
    synopsis: "account:account ...",
    options: {
      user: "u: the account is a user, set UID only",
      group: "g: the account is a group, set GID only",
      both: "B: the account is user:group",
      numeric: "n: take numbers where there is no such name",
      insist: "i: an unknown account is an error (the default)",
      default: "D ids: uid:gid:gidlist of an unknown account",
    },
    exclusive: [
      ["user", "group", "both"],
      ["insist", "default"],
    ],
  },
  "s6-setuidgid": {
    purpose: "become an account",
    synopsis: "account:account ...",
  },
  "s6-applyuidgid": {
    purpose: "become a uid, a gid and a list of groups",
    synopsis: "...",
    options: {
      unexport: "z: unset UID, GID and GIDLIST",
      uid: "u uint: uid",
      gid: "g uint: gid",
      gidlist: "G gids: supplementary groups",
      fromEnvironment: "U: take all three from UID, GID and GIDLIST",
    },
  },
  "s6-fghack": {
    purpose: "keep a daemon that goes into the background in the foreground",
    synopsis: "...",
  },
  "s6-setlock": {
    purpose: "hold a lock while the rest runs",
    synopsis: "file:path ...",
    options: {
      noWait: "n: fail at once when it is locked",
      wait: "N: wait for the lock (the default)",
      timeout: "t ms: fail when it is still locked after this long",
      shared: "r: shared lock",
      exclusive: "w: exclusive lock (the default)",
      fd: "d fd @2.12.0.0: keep the lock on this descriptor",
    },
    exclusive: [
      ["noWait", "wait", "timeout"],
      ["shared", "exclusive"],
    ],
  },
  "s6-setsid": {
    purpose: "start a session or a process group",
    synopsis: "...",
    options: {
      session: "s: session (the default)",
      background: "b: background process group",
      foreground: "f: foreground process group",
      grab: "g: foreground process group, even where another session has the terminal",
      strict: "i: fail where it cannot be done",
      loose: "I: warn where it cannot be done (the default)",
      quiet: "q: say nothing where it cannot be done",
      terminal: "d fd: descriptor of the terminal",
    },
    exclusive: [
      ["session", "background", "foreground", "grab"],
      ["strict", "loose", "quiet"],
    ],
  },
  "s6-softlimit": {
    purpose: "set resource limits",
    synopsis: "...",
    options: LIMIT,
    exclusive: [["hardToo", "hardOnly"]],
  },
  "s6-log": {
    purpose: "log lines of standard input: select, stamp, rotate",
    synopsis: "directives:directives+",
    options: {
      notificationFd: "d fd: write a newline on this descriptor when ready",
      quiet: "q: fewer messages",
      verbose: "v: more messages",
      blocking: "b: read nothing while a line is being written",
      protect: "p: ignore SIGTERM",
      lineLimit: "l uint: cut lines at this many bytes; 0: never",
      partialTimeout: "t ms @2.12.0.0: how long to wait for the end of the last line",
    },
    exclusive: [["quiet", "verbose"]],
  },
  "s6-socklog": {
    purpose: "read syslog messages from a socket",
    synopsis: "",
    options: {
      notificationFd: "d fd: write a newline on this descriptor when ready",
      raw: "r: keep the bytes as they are",
      lineLimit: "l uint: longest message",
      timeout: "t ms: how long to go on after SIGTERM",
      uid: "u uint: become this uid",
      gid: "g uint: become this gid",
      gidlist: "G gids: become these supplementary groups",
      fromEnvironment: "U: take all three from UID, GID and GIDLIST",
      unix: "x path: listen on this socket",
      inet: "i address: listen on this address and port",
    },
    exclusive: [["unix", "inet"]],
  },
  ucspilogd: {
    purpose: "turn syslog messages on standard input into lines",
    synopsis: "variables:envname*",
    options: { default: "D string: text for a variable that is not set" },
  },
  "s6-tai64n": {
    purpose: "put a TAI64N stamp before each line",
    synopsis: "",
  },
  "s6-tai64nlocal": {
    purpose: "turn the TAI64N stamp of each line into a readable one",
    synopsis: "",
    options: { gmt: "g: in GMT instead of local time" },
  },
} as const satisfies Record<string, Entry>;
