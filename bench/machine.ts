import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The version of an installed Debian package; undefined when it is not installed. */
export async function installed(name: string): Promise<string | undefined> {
  const query = run("dpkg-query", ["-W", "-f", "${db:Status-Status} ${Version}", name]);
  const [status, version] = await query.then(
    ({ stdout }) => stdout.split(" "),
    () => [],
  );
  return status === "installed" ? version : undefined;
}

/** What this machine is, in a line. */
export async function machine(): Promise<string> {
  const [cpu] = cpus();
  const system = /^PRETTY_NAME="(.*)"$/m.exec(await readFile("/etc/os-release", "utf8"))?.[1];
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${cpus().length} x ${cpu?.model}, ${memory}, Linux ${release()}, ${system}`;
}
