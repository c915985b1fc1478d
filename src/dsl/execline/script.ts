import type { Position } from "../../ast/diagnostic.ts";
import { IgnityError } from "../../ast/diagnostic.ts";
import type { Script } from "../../ast/execline.ts";
import { callSite } from "../call-site.ts";
import type { Chain, End, Positionals } from "./chain.ts";
import { Recorder } from "./recorder.ts";
import { Scope } from "./scope.ts";
import { positionalBinders, positionals } from "./substitutions.ts";

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/**
 * What `execlineb` does with the script's arguments:
 *
 * - `-P` ignores them;
 * - `-S2` substitutes `$@`, `$#`, `$0`, `$1` and `$2` in the whole script, `-s2` leaves the first two out of `$@`;
 * - none, and `-p`, put them in the environment.
 */
export type Options = "" | "-P" | "-p" | `-${"S" | "s"}${Digit}`;

/** Writes the script; it is given the arguments where `execlineb` substitutes them. */
export type Program<O extends Options> = O extends `-${"S" | "s"}${infer Count extends Digit}`
  ? (x: Chain, argv: Positionals<UpTo<Count>>) => End
  : (x: Chain) => End;

/** The numbers from 0 to `Last`. */
type UpTo<Last extends number, Seen extends readonly number[] = []> = Seen["length"] extends Last
  ? Seen[number] | Last
  : UpTo<Last, [...Seen, Seen["length"]]>;

/** One execline script of the root file system. */
export interface ExeclineScript {
  readonly path: string;
  readonly mode: number;
  readonly language: "execline";
  readonly tree: Script;
  /** Where the author wrote it. */
  readonly position?: Position;
}

/**
 * An execline script at an absolute path of the container.
 *
 *     export const hello = script("/etc/hello", "-S1", (x, argv) => {   // #!/bin/execlineb -S1
 *       const dir = x.define("dir", "/run/hello");                      // define dir /run/hello
 *       x.foreground(run("mkdir", "-p", dir));                          // foreground { mkdir -p ${dir} }
 *       return x.into(run("echo", "hello", argv[1]));                   // echo hello $1
 *     });
 */
export function script<O extends Options>(
  path: `/${string}`,
  options: O,
  program: Program<O>,
): ExeclineScript {
  const position = callSite();
  const count = /^-[Ss](\d)$/.exec(options)?.[1];
  const binders = count === undefined ? [] : positionalBinders(Number(count));
  const recorder = new Recorder(binders.length === 0 ? Scope.EMPTY : Scope.EMPTY.bind(binders, position));
  const author = program as (x: Chain, argv: unknown) => End;
  if (author(recorder.handle, positionals(binders)) !== recorder.end) {
    throw new IgnityError(
      "IG003",
      "a script was not ended by its own chain",
      "return its own x.into(...)",
      position,
    );
  }
  const shebang = ["/bin/execlineb", options].filter((word) => word !== "").join(" ");
  return {
    path,
    mode: 0o755,
    language: "execline",
    tree: { kind: "Script", shebang, chain: recorder.chain },
    ...(position && { position }),
  };
}
