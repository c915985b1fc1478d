import { execFile } from "node:child_process";
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
