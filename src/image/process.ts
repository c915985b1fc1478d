import { raw } from "../dsl/execline.ts";
import { run, stdout } from "../dsl/sh.ts";
import type { Link } from "./directory.ts";
import type { Written } from "./graph.ts";
import type { Limits } from "./service.ts";
import { bytes } from "./units.ts";

// What a process becomes before the author's body runs in it.

export const errorsToo: Link = {
  add: (x) => x.fdmove(2, 1, { copy: true }),
  inSh: (s) => s.redirect().stderr(stdout),
};

export const numbered: Link = {
  add: (x) => x.s6.envdir("env"),
  inSh: (s) => s.raw("read -r INSTANCE <env/INSTANCE && export INSTANCE"),
};

export const exporting = (variables: readonly (readonly [string, string])[]): Link => {
  const assignments = variables.map(([name, value]) => `${name}=${value}`) as [string, ...string[]];
  return {
    add: (x) => x.chainload("env", ...assignments.map(raw)),
    inSh: (s) => s.run("export", ...assignments),
  };
};

export function limiting(limits: Limits, unit: Written): Link {
  const given = Object.entries(limits).map(
    ([limit, value]) => [limit, typeof value === "number" ? value : bytes(value, unit.position)] as const,
  );
  const letters: Readonly<Record<keyof Limits, string>> = {
    openFiles: "-o",
    processes: "-p",
    addressSpace: "-a",
    data: "-d",
    stack: "-s",
    lockedMemory: "-l",
    core: "-c",
    fileSize: "-f",
  };
  return {
    add: (x) => x.s6.softlimit(Object.fromEntries(given)),
    inSh: ["s6-softlimit", ...given.flatMap(([limit, value]) => [letters[limit as keyof Limits], value])],
  };
}

export const masking = (umask: string): Link => ({
  add: (x) => x.umask(umask),
  inSh: (s) => s.run("umask", umask),
});

export const inDirectory = (workdir: string): Link => ({
  add: (x) => x.cd(workdir),
  inSh: (s) => s.or(run("cd", workdir), run("exit", 111)),
});

export const asUser = (user: string): Link => ({
  add: (x) => x.s6.setuidgid(user),
  inSh: ["s6-setuidgid", user],
});
