import { pattern, run, sh, when, word } from "../dsl/sh.ts";
import { warn } from "./messages.ts";
import { LIB } from "./paths.ts";

/**
 * Writes each `NAME=VALUE` after the directory to a file of it, as s6-envdir -fL reads them: the value and a newline.
 *
 * Exit codes: 0; 1 when a name is no identifier, so that a shell would drop the variable; 255 when a file cannot be
 * written. Both are xargs' own: it goes on after 1 and stops at 255.
 */
export const dumpEnv = sh(`${LIB}/dump-env`, (s, argv) => {
  const dir = s.set("dir", argv[1]);
  s.shift();
  const code = s.set("code", 0);
  s.for("variable", [argv.all], (s, variable) => {
    const name = s.set("name", variable.removeLongestSuffix(pattern`=*`));
    s.case(
      name,
      // s6-envdir skips such names.
      when(["", pattern`.*`, pattern`*/*`], (s) => {
        warn(
          s,
          "the variable '%s' cannot be kept: its name must not be empty, begin with a dot or hold a slash",
          name,
        );
        s.continue();
      }),
      when([pattern`[!A-Za-z_]*`, pattern`*[!A-Za-z0-9_]*`], (s) => s.set(code, 1)),
    );
    s.or(run("printf", "%s\\n", variable.removePrefix(pattern`*=`)).to(word`${dir}/${name}`), (s) =>
      s.exit(255),
    );
  });
  s.exit(word`${code}`);
});
