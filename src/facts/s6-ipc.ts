import type { Entry } from "./notation.ts";

const TIMEOUT = "t ms: give up after this many milliseconds; 0: never";

const NOISE = {
  quiet: "q: fewer messages",
  normal: "Q: errors only (the default)",
  verbose: "v: more messages",
} as const;

const IDENTITY = {
  uid: "u uint: become this uid",
  gid: "g uint: become this gid",
  gidlist: "G gids: become these supplementary groups",
  fromEnvironment: "U: take all three from UID, GID and GIDLIST",
} as const;

const REUSE = {
  reuse: "d: bind even where the address is in use (the default)",
  noReuse: "D: do not",
} as const;

const RULES = {
  rulesdir: "i path: directory of access rules",
  rulesfile: "x path: compiled access rules",
} as const;

/** Events, local sockets, descriptor holding, privilege gain. */
export const IPC = {
  "s6-ftrig-listen": {
    purpose: "run the rest and wait for events in several directories",
    synopsis: "{pairs:pairs} ...:child",
    options: {
      and: "a: until all of them came (the default)",
      or: "o: until one of them came",
      timeout: TIMEOUT,
    },
    exclusive: [["and", "or"]],
  },
  "s6-ftrig-listen1": {
    purpose: "run the rest and wait for an event in a directory",
    synopsis: "fifodir:path regex:regex ...:child",
    options: { timeout: TIMEOUT },
  },
  "s6-ftrig-wait": {
    purpose: "wait for an event in a directory",
    synopsis: "fifodir:path regex:regex",
    options: { timeout: TIMEOUT },
  },
  "s6-ftrig-notify": {
    purpose: "send events to those who wait in a directory",
    synopsis: "fifodir:path message:string",
  },
  "s6-ftrigrd": {
    purpose: "wait for events on behalf of another program",
    synopsis: "",
    until: "2.15.0.0",
  },
  "s6-mkfifodir": {
    purpose: "make a directory for events",
    synopsis: "fifodir:path",
    options: {
      force: "f: set the permissions of an existing one",
      gid: "g uint: members of this group may listen",
    },
  },
  "s6-cleanfifodir": {
    purpose: "remove what dead listeners left in a directory for events",
    synopsis: "fifodir:path",
  },
  "s6-accessrules-cdb-from-fs": {
    purpose: "compile access rules",
    synopsis: "cdbfile:path dir:path",
    options: { mode: "m octal @2.14.0.0: mode of the file" },
    long: "2.14.0.0",
  },
  "s6-accessrules-fs-from-cdb": {
    purpose: "turn compiled access rules into a directory",
    synopsis: "dir:path cdbfile:path",
  },
  "s6-connlimit": {
    purpose: "refuse a client with too many connections",
    synopsis: "...",
  },
  "s6-ioconnect": {
    purpose: "copy between standard input and output and two other descriptors",
    synopsis: "",
    options: {
      timeout: "t ms: close after this long without data",
      read: "r fd: descriptor to read from",
      write: "w fd: descriptor to write to",
      flag0: "0: ignored",
      flag1: "1: ignored",
      flag6: "6: ignored",
      flag7: "7: ignored",
    },
  },
  "s6-ipcclient": {
    purpose: "connect descriptors 6 and 7 to a socket",
    synopsis: "path:path ...",
    options: {
      ...NOISE,
      localPath: "p path: bind the socket here",
      localName: "l string: value of IPCLOCALPATH",
    },
    exclusive: [["quiet", "normal", "verbose"]],
  },
  "s6-ipcserver": {
    purpose: "run the rest once for each connection to a socket",
    synopsis: "path:path ...:child",
    options: {
      ...NOISE,
      ...REUSE,
      notify: "1: print a newline when connections are accepted",
      noLookup: "P: do not look up who connects",
      lookup: "p: look up who connects (the default)",
      maximum: "c uint: at most this many connections",
      userMaximum: "C uint: at most this many connections of one user",
      backlog: "b uint: length of the queue",
      perms: "a octal: mode of the socket",
      ...IDENTITY,
    },
    exclusive: [
      ["quiet", "normal", "verbose"],
      ["reuse", "noReuse"],
      ["lookup", "noLookup"],
    ],
  },
  "s6-ipcserverd": {
    purpose: "run the rest once for each connection to the socket on standard input",
    synopsis: "...:child",
    options: {
      verbosity: "v uint: 0, 1 or 2",
      notify: "1: print a newline when connections are accepted",
      noLookup: "P: do not look up who connects",
      lookup: "p: look up who connects (the default)",
      maximum: "c uint: at most this many connections",
      userMaximum: "C uint: at most this many connections of one user",
    },
    exclusive: [["lookup", "noLookup"]],
  },
  "s6-ipcserver-access": {
    purpose: "exec the rest if the client may connect",
    synopsis: "...",
    options: {
      verbosity: "v uint: 0, 1 or 2",
      environment: "e: set what is known of the connection in the environment (the default)",
      noEnvironment: "E: unset it",
      localName: "l string: value of IPCLOCALPATH",
      ...RULES,
    },
    exclusive: [
      ["environment", "noEnvironment"],
      ["rulesdir", "rulesfile"],
    ],
  },
  "s6-ipcserver-socketbinder": {
    purpose: "bind a socket to standard input",
    synopsis: "path:path ...",
    options: {
      ...REUSE,
      backlog: "b uint: length of the queue; 0: do not listen",
      stream: "M: a socket of streams (the default)",
      datagram: "m: a socket of datagrams",
      perms: "a octal: mode of the socket",
      blocking: "B: a blocking socket",
    },
    exclusive: [
      ["reuse", "noReuse"],
      ["stream", "datagram"],
    ],
  },
  "s6-sudo": {
    purpose: "run a program behind a socket that has more privileges",
    synopsis: "path:path args:string*",
    options: {
      ...NOISE,
      bindPath: "p path: bind the socket here",
      localName: "l string: value of IPCLOCALPATH",
      noEnvironment: "e: send no environment",
      connectTimeout: "t ms: how long connecting may take",
      runTimeout: "T ms: how long the program may run",
    },
    exclusive: [["quiet", "normal", "verbose"]],
  },
  "s6-sudoc": {
    purpose: "talk to s6-sudod on descriptors 6 and 7",
    synopsis: "args:string*",
    options: {
      noEnvironment: "e: send no environment",
      connectTimeout: "t ms: how long connecting may take",
      runTimeout: "T ms: how long the program may run",
    },
  },
  "s6-sudod": {
    purpose: "run a program for the client on standard input and output",
    synopsis: "args:string*",
    options: {
      noStdin: "0: do not take its standard input",
      noStdout: "1: do not take its standard output",
      noStderr: "2: do not take its standard error",
      detach: "d: go on when the client leaves",
      timeout: TIMEOUT,
    },
  },
  "s6-fdholder-daemon": {
    purpose: "hold descriptors for others, on a socket of its own",
    synopsis: "path:path",
    options: {
      verbosity: "v uint: 0, 1 or 2",
      ...REUSE,
      notify: "1: print a newline when ready",
      clients: "c uint: at most this many clients",
      maximum: "n uint: at most this many descriptors",
      backlog: "b uint: length of the queue",
      ...IDENTITY,
      timeout: TIMEOUT,
      lameduckTimeout: "T ms: how long to go on after SIGTERM",
      ...RULES,
    },
    exclusive: [
      ["reuse", "noReuse"],
      ["rulesdir", "rulesfile"],
    ],
  },
  "s6-fdholderd": {
    purpose: "hold descriptors for others, on the socket on standard input",
    synopsis: "",
    options: {
      verbosity: "v uint: 0, 1 or 2",
      notify: "1: print a newline when ready",
      clients: "c uint: at most this many clients",
      maximum: "n uint: at most this many descriptors",
      timeout: TIMEOUT,
      lameduckTimeout: "T ms: how long to go on after SIGTERM",
      ...RULES,
    },
    exclusive: [["rulesdir", "rulesfile"]],
  },
  "s6-fdholder-delete": {
    purpose: "let go of a descriptor that is held",
    synopsis: "path:path id:string",
    options: { timeout: TIMEOUT },
  },
  "s6-fdholder-store": {
    purpose: "have a descriptor held",
    synopsis: "path:path id:string",
    options: {
      fd: "d fd: the descriptor, instead of standard input",
      timeout: TIMEOUT,
      expire: "T ms: hold it this long; 0: for ever",
    },
  },
  "s6-fdholder-retrieve": {
    purpose: "exec the rest with a held descriptor as its standard input",
    synopsis: "path:path id:string ...",
    options: { delete: "D: let go of it", timeout: TIMEOUT },
  },
  "s6-fdholder-list": {
    purpose: "print what is held",
    synopsis: "path:path",
    options: { timeout: TIMEOUT },
  },
  "s6-fdholder-getdump": {
    purpose: "exec the rest with every held descriptor",
    synopsis: "path:path ...",
    options: { timeout: TIMEOUT },
  },
  "s6-fdholder-setdump": {
    purpose: "have every descriptor named in the environment held",
    synopsis: "path:path",
    options: { timeout: TIMEOUT },
  },
  "s6-fdholder-transferdump": {
    purpose: "have what one holder holds held by another",
    synopsis: "from:path to:path",
    options: { timeout: "t timeouts: timeoutfrom:timeoutto, in milliseconds" },
  },
  s6lockd: {
    purpose: "keep locks on behalf of another program",
    synopsis: "lockdir:path",
    until: "2.12.0.0",
  },
} as const satisfies Record<string, Entry>;
