import { script, type ExeclineScript, type Options, type Program } from "../dsl/execline.ts";
import { absolutePaths } from "../passes/absolute-paths.ts";
import { EXECLINE, S6 } from "./paths.ts";

/** An execline script of the root file system, which finds its programs whatever PATH is. */
export function chain<O extends Options>(
  path: `/${string}`,
  options: O,
  program: Program<O>,
): ExeclineScript {
  const written = script(path, options, program);
  return { ...written, tree: absolutePaths(written.tree, { execline: EXECLINE, s6: S6 }) };
}
