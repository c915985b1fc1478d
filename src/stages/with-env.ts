import { word } from "../dsl/execline.ts";
import { chain } from "./chain.ts";

/**
 * `with-env prog...` runs a program with the container's environment: its own variables, those of the files in
 * /etc/ignity/envs, and what init scripts have left in the `envs` of the state directory. Also as a shebang,
 * `#!/usr/bin/with-env sh`.
 *
 * A value is what its file holds, less one newline at the end.
 */
export const withEnv = chain("/usr/bin/with-env", "", (x) => {
  // Both at once, so that neither is looked for in the other: an argument may well hold ${dir}.
  const { argv, dir } = x.multisubstitute((m) => ({
    argv: m.elgetpositionals(),
    dir: m.importas("IGNITY_RUN_DIR"),
  }));
  // The arguments go from the environment again.
  x.emptyenv({ popExecline: true });
  // Whole files, of any length.
  x.s6.envdir(word`${dir}/envs`, { full: true, noLimit: true });
  return x.into(argv.all);
});
