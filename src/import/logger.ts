import type { Log, Rotated } from "../image/index.ts";

/** What s6-overlay's logutil-service does when nobody says otherwise. */
const LOGUTIL: Omit<Rotated, "directory"> = { size: "1000000B", files: 20, user: "nobody" };

/**
 * The files that a logger writes, when it is logutil-service or an s6-log that does nothing else. The words are those of
 * its command.
 */
export function rotatedBy([program, ...args]: readonly string[], user: string | undefined): Log | undefined {
  const directory = args.at(-1);
  if (directory === undefined || !isAbsolute(directory)) return undefined;
  if (program === "logutil-service" && args.length === 1) return { directory, ...LOGUTIL };
  if (program !== "s6-log") return undefined;
  let size: Rotated["size"];
  let files: number | undefined;
  for (const directive of args.slice(0, -1)) {
    const [, letter, count] = /^([ns])(\d+)$/.exec(directive) ?? [];
    if (letter === "n") files = Number(count);
    else if (letter === "s") size = `${Number(count)}B`;
    else if (!["-b", "-bp", "-bb", "--", "T", "t", "1"].includes(directive)) return undefined;
  }
  return {
    directory,
    ...(size !== undefined && { size }),
    ...(files !== undefined && { files }),
    ...(user !== undefined && { user }),
    ...(args.includes("1") && { stdout: true as const }),
  };
}

const isAbsolute = (path: string): path is `/${string}` => path.startsWith("/");
