import { env, or, pattern, read, run, subshell, test, word, not, type Sh, type Var } from "../dsl/sh.ts";
import { complain } from "./messages.ts";

/**
 * Gives each variable of IGNITY_SECRETS the content of the file that NAME_FILE names, less one newline at its end.
 * It goes from file to file: no command line and no message holds it.
 */
export function loadSecrets(s: Sh, dir: Var): void {
  const names = s.set("names", word`${env("IGNITY_SECRETS")},`);
  s.while(test("-n", names), (s) => {
    const secret = s.set("secret", names.removeLongestSuffix(pattern`,*`));
    s.set(names, names.removePrefix(pattern`*,`));
    s.or(test("-n", secret), run("continue"));
    const value = word`${dir}/envs/${secret}`;
    const named = word`${value}_FILE`;
    s.if(or(not(test("-e", named)), test("-e", value)), (s) => {
      complain(s, "IGNITY_SECRETS: %s_FILE must be set, and %s must not", secret, secret);
      s.exit(100);
    });
    const path = s.var("path_of_secret");
    s.do(read(path).with({ IFS: "" }).from(named));
    s.or(subshell(run("umask", "077"), run("exec", "cat", "--", path).to(value)), (s) => {
      complain(s, "IGNITY_SECRETS: the file of %s cannot be read", secret);
      s.exit(100);
    });
  });
}
