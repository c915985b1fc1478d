import type { Position } from "../../ast/diagnostic.ts";
import type { ShScript } from "../../ast/sh.ts";
import { callSite } from "../call-site.ts";
import type { Sh } from "./handle.ts";
import { positionals, type Positionals } from "./parameters.ts";
import { Program } from "./program.ts";
import { Recorder } from "./recorder.ts";
import { Scope } from "./scope.ts";

/** A file of the root file system that is a POSIX sh script. */
export interface ShFile {
  /** Where it is in the container. */
  readonly path: `/${string}`;
  readonly mode: 0o755;
  readonly language: "sh";
  readonly tree: ShScript;
  /** Where the author wrote it. */
  readonly position?: Position;
}

export interface ShOptions {
  /** What stands after `#!`; `/bin/sh` when it is not said. */
  readonly interpreter?: string;
}

/** Records the statements of a script. It ends by itself: `exit` and `exec` are optional. */
export type ShProgram = (s: Sh, argv: Positionals) => void;

/**
 * A POSIX sh script for dash and busybox ash.
 *
 *     export const hello = sh("/usr/bin/hello", (s, argv) => {
 *       const name = s.set("name", argv[1].ifEmpty("world"));
 *       s.if(test(name, "=", "root"), (s) => s.exit(1));
 *       s.run("printf", "%s\n", word`hello ${name}`);
 *     });
 *
 * is
 *
 *     #!/bin/sh
 *     name="${1:-world}"
 *     if [ "$name" = root ]; then
 *       exit 1
 *     fi
 *     printf '%s\n' "hello $name"
 */
export function sh(path: `/${string}`, program: ShProgram): ShFile;
export function sh(path: `/${string}`, options: ShOptions, program: ShProgram): ShFile;
export function sh(
  path: `/${string}`,
  ...rest: readonly [ShProgram] | readonly [ShOptions, ShProgram]
): ShFile {
  const [{ interpreter = "/bin/sh" }, record] = rest.length === 2 ? rest : [{}, rest[0]];
  const position = callSite();
  const program = new Program();
  const scope = new Scope(program.main);
  const recorder = new Recorder(program, scope);
  record(recorder, positionals(scope));
  const body = recorder.close();
  program.finish();
  return {
    path,
    mode: 0o755,
    language: "sh",
    tree: { kind: "ShScript", shebang: interpreter, body },
    ...(position && { position }),
  };
}
