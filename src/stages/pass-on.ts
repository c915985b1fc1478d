import { read, run, sh, test, word, pattern } from "../dsl/sh.ts";
import { LIB } from "./paths.ts";
import { isCmdLeft, RUN_DIR, state } from "./state.ts";

/** A signal that does not stop the container is CMD's: s6-svscan runs this as `.s6-svscan/SIGHUP`. */
export const passOn = sh(`${LIB}/pass-on`, (s, argv) => {
  const files = state(s.set("dir", RUN_DIR));
  const target = s.var("target");
  const phase = s.var("phase");
  s.if(isCmdLeft(files), (s) => {
    s.do(read(target, phase).from(files.cmdPid));
    s.or(test("-n", phase), run("kill", word`-${argv[0].removeLongestPrefix(pattern`*/SIG`)}`, target));
  });
});
