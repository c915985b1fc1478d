import { script, type ExeclineScript, type Options, type Program } from "../dsl/execline.ts";
import { EXECLINEB } from "./paths.ts";

/** An execline script of the root file system. Its first line tells the compiler where its programs are. */
export function chain<O extends Options>(
  path: `/${string}`,
  options: O,
  program: Program<O>,
): ExeclineScript {
  const written = script(path, options, program);
  const shebang = [EXECLINEB, options].filter((word) => word !== "").join(" ");
  return { ...written, tree: { ...written.tree, shebang } };
}
