/**
 * Every environment variable ignity reads: the one place for names, defaults, units and what is allowed.
 * The table in `docs/parameters.md`, the checks at boot and the types of `importas` and `env` all come from here.
 */
export interface Parameter {
  /** Used when the variable is not set. A variable set to the empty string is set, and refused. */
  readonly default: string;
  readonly kind: "milliseconds" | "switch" | "level" | "id" | "name" | "path" | "names";
  /** One sentence, for the table of parameters. */
  readonly meaning: string;
}

const parameters = <const T extends Readonly<Record<string, Parameter>>>(table: T): T => table;

export const ENVIRONMENT = parameters({
  IGNITY_CMD_WAIT_FOR_SERVICES: {
    default: "0",
    kind: "switch",
    meaning:
      "1: CMD starts only when the services are up; up means ready where the service directory has `notification-fd`.",
  },
  IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME: {
    default: "5000",
    kind: "milliseconds",
    meaning:
      "How long that may take before CMD is started all the same, with a warning naming the services not up.",
  },
  IGNITY_KILL_FINALIZE_MAXTIME: {
    default: "5000",
    kind: "milliseconds",
    meaning: "How long one finalize script may run before it is killed; 0 is no limit.",
  },
  IGNITY_SERVICES_GRACETIME: {
    default: "5000",
    kind: "milliseconds",
    meaning: "How long services may take to go down before they are killed.",
  },
  IGNITY_KILL_GRACETIME: {
    default: "3000",
    kind: "milliseconds",
    meaning: "Time between the last TERM and KILL to whatever is left.",
  },
  IGNITY_SKIP_PERMS: {
    default: "0",
    kind: "switch",
    meaning: "1: the permission phase is skipped.",
  },
  IGNITY_SYNC_DISKS: {
    default: "0",
    kind: "switch",
    meaning: "1: file systems are synchronised before the end.",
  },
  IGNITY_VERBOSITY: {
    default: "1",
    kind: "level",
    meaning: "0: errors; 1: warnings too; 2: every stage. A healthy container prints nothing of ours at 1.",
  },
  IGNITY_RUN_DIR: {
    default: "/run/ignity",
    kind: "path",
    meaning: "Where the state of a running container is kept.",
  },
  IGNITY_CMD_RECEIVE_SIGNALS: {
    default: "0",
    kind: "switch",
    meaning: "1: signals go to CMD only, and the container stops when CMD does.",
  },
  IGNITY_SECRETS: {
    default: "",
    kind: "names",
    meaning:
      "Names, with commas between: `NAME` is given the content of the file that `NAME_FILE` names, for all that runs.",
  },
  USER: {
    default: "root",
    kind: "name",
    meaning: "Name of the user mapped on files; `preboot` creates it.",
  },
  USERMAP_UID: {
    default: "0",
    kind: "id",
    meaning: "Its uid, and what `{{USERMAP_UID}}` stands for in permission rules.",
  },
  USERMAP_GID: {
    default: "0",
    kind: "id",
    meaning: "Its gid, and what `{{USERMAP_GID}}` stands for in permission rules.",
  },
});

export type EnvName = keyof typeof ENVIRONMENT;
