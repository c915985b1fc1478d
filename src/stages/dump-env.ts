import { pattern, run, sh, test, when, word, or } from "../dsl/sh.ts";
import { RESERVED } from "./init.ts";
import { warn } from "./messages.ts";
import { LIB } from "./paths.ts";

/**
 * Writes each `NAME=VALUE` after the directory to a file of it, as s6-envdir -fL reads them: the value and a newline.
 *
 * Exit codes: 0; 1 when the shells of stages 1 and 2 drop or change a variable, so that CMD has to get it from its
 * file; 255 when a file cannot be written. Both are xargs' own: it goes on after 1 and stops at 255.
 */
export const dumpEnv = sh(`${LIB}/dump-env`, (s, argv) => {
  const dir = s.set("dir", argv[1]);
  s.shift();
  const code = s.set("code", 0);
  s.for("variable", [argv.all], (s, variable) => {
    const name = s.set("name", variable.removeLongestSuffix(pattern`=*`));
    const keeps = s.set("keeps", "yes");
    s.case(
      name,
      // s6-envdir skips such names.
      when(["", pattern`.*`, pattern`*/*`], (s) => s.set(keeps, "")),
      // These are no identifiers: a shell drops them.
      when([pattern`[!A-Za-z_]*`, pattern`*[!A-Za-z0-9_]*`], (s) => s.set(code, 1)),
      // A shell, and stages 1 and 2, have variables of these names.
      when(RESERVED, (s) => s.set(code, 1)),
    );
    // No file has a longer name.
    s.if(or(test("-z", keeps), test(name.length, "-gt", 255)), (s) => {
      warn(
        s,
        "the variable '%s' is not kept: a name is 1 to 255 bytes, does not begin with a dot and has no slash",
        name,
      );
      s.continue();
    });
    s.or(run("printf", "%s\\n", variable.removePrefix(pattern`*=`)).to(word`${dir}/${name}`), (s) =>
      s.exit(255),
    );
  });
  s.exit(word`${code}`);
});
