import { and, not, read, run, sh, test, word, pattern } from "../dsl/sh.ts";
import { LIB } from "./paths.ts";
import { RUN_DIR, state } from "./state.ts";

/** A signal that does not stop the container is CMD's: s6-svscan runs this as `.s6-svscan/SIGHUP`. */
export const passOn = sh(`${LIB}/pass-on`, (s, argv) => {
  const { cmdPid, noCmd, cmdCode } = state(s.set("dir", RUN_DIR));
  const target = s.var("target");
  const phase = s.var("phase");
  s.if(and(test("-e", cmdPid), not(test("-e", noCmd)), not(test("-e", cmdCode))), (s) => {
    s.do(read(target, phase).from(cmdPid));
    s.or(test("-n", phase), run("kill", word`-${argv[0].removeLongestPrefix(pattern`*/SIG`)}`, target));
  });
});
