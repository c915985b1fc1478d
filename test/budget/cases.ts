import { serviceDirectories, SIGTERM } from "../../bench/contender.ts";
import type { Life } from "../../bench/container.ts";

export const CMD = "/bench/probe";

/** The case that the exec budget calls usual. */
export const USUAL = "CMD";

/** The containers whose cost is kept, by their names. */
export const CASES: Readonly<Record<string, Omit<Life, "layers">>> = {
  [USUAL]: { argv: ["/init", CMD], status: 0 },
  "10 services": {
    argv: ["/init"],
    files: serviceDirectories("/etc/ignity/services", 10),
    stop: { expect: 10, signal: SIGTERM },
    status: 0,
  },
  "CMD with envs, init and finalize": {
    argv: ["/init", CMD],
    files: {
      "/etc/ignity/envs/10-kept": "KEPT=yes\n",
      "/etc/ignity/init/10-nothing": `#!${CMD} nothing\n`,
      "/etc/ignity/finalize/10-nothing": `#!${CMD} nothing\n`,
    },
    status: 0,
  },
};
