import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Complaint } from "./complaint.ts";

const run = promisify(execFile);

/** A package that its registry's own client installs. */
export interface Published {
  readonly registry: "npm" | "PyPI";
  readonly name: string;
  readonly version: string;
}

/** Installs it in /opt, with what else it needs in /opt/needs, of a directory in the cache, if it is not there yet, and returns that directory. */
export async function install({ registry, name, version }: Published): Promise<string> {
  const { IGNITY_CACHE, XDG_CACHE_HOME = join(homedir(), ".cache") } = process.env;
  const layer = join(IGNITY_CACHE ?? join(XDG_CACHE_HOME, "ignity"), "bench", `${name}-${version}`);
  if (existsSync(layer)) return layer;
  const unfinished = `${layer}.${process.pid}`;
  const directory = join(unfinished, "opt", name);
  try {
    await mkdir(directory, { recursive: true });
    await CLIENTS[registry](directory, name, version);
    await rename(unfinished, layer);
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Complaint((stderr || message).trim().split("\n")[0]!);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return layer;
}

type Client = (directory: string, name: string, version: string) => Promise<void>;

const CLIENTS: Readonly<Record<Published["registry"], Client>> = {
  // Node itself is no part of the root file system that the inits run on.
  async npm(directory, name, version) {
    await writeFile(join(directory, "package.json"), "{}");
    const options = ["--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"];
    await run("npm", ["install", "--prefix", directory, ...options, `${name}@${version}`]);
    await mkdir(join(directory, "../needs"));
    await cp(await realpath(process.execPath), join(directory, "../needs/node"));
  },
  // With the system's own Python, which is in the root file system that the inits run on.
  async PyPI(directory, name, version) {
    const tools = `${directory}.tools`;
    await run("/usr/bin/python3", ["-m", "venv", tools]);
    const options = ["--quiet", "--disable-pip-version-check", "--target", directory];
    await run(join(tools, "bin/pip"), ["install", ...options, `${name}==${version}`]);
    await rm(tools, { recursive: true });
  },
};
