import { fd, pid, run, sh, test } from "../dsl/sh.ts";
import { LIB, S6 } from "./paths.ts";
import { waitFn } from "./wait.ts";

/**
 * `once prog...`, in the live directory of a service with 3 as its `notification-fd`: runs the program to its end. When
 * that was 0 the service is ready, and stays up: what needs it sees that whenever it looks. Any other code is the
 * service's own.
 */
export const once = sh(`${LIB}/once`, (s, argv) => {
  const child = s.set("child", "");
  const told = s.set("told", "");
  s.trap(["TERM"], (s) => {
    s.set(told, "yes");
    s.run("kill", "-TERM", child).stderr("/dev/null");
  });
  s.set(child, s.background(run(argv.all).close(3)));
  const code = s.var("code");
  s.call(waitFn(s, code), child);
  s.untrap("TERM");
  // To s6-supervise it was the signal that ended it.
  s.or(test("-z", told), run("kill", "-TERM", pid));
  s.or(test(code, "-eq", 0), run("exit", code));
  s.run("echo").to(fd(3));
  // s6-supervise holds this lock for as long as it lives.
  s.exec(`${S6}/s6-setlock`, "supervise/lock", "true").close(3);
});
