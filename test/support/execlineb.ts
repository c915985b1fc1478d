import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The real execlineb: Debian's /usr/bin/execlineb is an execline script of its own, three times as slow. */
export const EXECLINEB = ["/usr/lib/execline/bin/execlineb", "/bin/execlineb", "/usr/bin/execlineb"].find(
  (path) => existsSync(path),
)!;

/** Makes a script print its own words, each ended by a NUL, instead of running them. */
const PRINT_WORDS = '/usr/bin/printf "%s\\\\0" -\n';

/**
 * What real execlineb makes of each script: the words of its argv, each ended by a NUL, or undefined where it refuses
 * the script. One shell runs them all.
 */
export function readByExeclineb(scripts: readonly Uint8Array[]): (Buffer | undefined)[] {
  const directory = mkdtempSync(join(tmpdir(), "execlineb-"));
  try {
    scripts.forEach((script, i) =>
      writeFileSync(
        join(directory, `${i}`),
        [PRINT_WORDS, script].map((each) => Buffer.from(each)).reduce((a, b) => Buffer.concat([a, b])),
      ),
    );
    const loop = `i=0; while [ $i -lt ${scripts.length} ]; do ${EXECLINEB} -P $i > $i.words 2> /dev/null; echo $?; i=$((i + 1)); done`;
    const codes = execFileSync("sh", ["-c", loop], { cwd: directory, encoding: "utf8" }).split("\n");
    return scripts.map((_, i) => {
      if (codes[i] === "100") return undefined;
      if (codes[i] !== "0") throw new Error(`execlineb exited ${codes[i]}`);
      return readFileSync(join(directory, `${i}.words`)).subarray(2);
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}
