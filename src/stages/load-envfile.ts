import { chain } from "./chain.ts";

/**
 * `load-envfile FILE prog...` runs a program with the variables of a file in the format of execline's envfile:
 * lines of `NAME=value`, comments, double quotes with C escapes.
 */
export const loadEnvfile = chain("/usr/bin/load-envfile", "-s1", (x, argv) => {
  x.envfile(argv[1]);
  return x.into(argv.all);
});
