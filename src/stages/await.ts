import {
  envOf,
  fd,
  glob,
  not,
  or,
  pattern,
  run,
  set,
  sh,
  status,
  test,
  word,
  type Fn,
  type Sh,
  type Var,
} from "../dsl/sh.ts";
import { complain } from "./messages.ts";
import { LIB, S6 } from "./paths.ts";

/** Descriptor of readiness of what tells by itself that it has started. */
const READY = 3;

/**
 * `await [-r] NAME:MS...`, in the live directory of a service: waits until the services named are ready, or up where
 * they do not tell. A NAME that ends in a dash stands for its instances. One that is left down, or is not there, is not
 * waited for. After MS milliseconds it says which service is waited for, and goes on waiting.
 *
 * With `-r` it then tells s6-supervise that the service itself is ready. `await -s DIRECTORY` is its own.
 *
 * Nothing polls: what does not exist yet is waited for by the events of its directory, which is made for it when it is
 * too early. s6-supervise keeps one that is there.
 */
export const awaitNeeds = sh(`${LIB}/await`, (s, argv) => {
  s.if(test(argv[1], "=", "-s"), (s) => {
    s.or(
      not(test("-e", word`${argv[2]}/supervise/status`)),
      run(`${S6}/s6-ftrig-notify`, word`${argv[2]}/event`, "s"),
    );
    s.exit(0);
  });

  const tells = s.set("tells", "");
  s.if(test(argv[1], "=", "-r"), (s) => {
    s.set(tells, "yes");
    s.shift();
  });
  const max = s.var("max");
  const wait = waitFn(s, max);
  s.for("need", [argv.all], (s, need) => {
    s.set(max, need.removeLongestPrefix(pattern`*:`));
    const name = s.set("name", need.removeSuffix(pattern`:*`));
    s.if(test(name.removeSuffix("-"), "=", name), (s) => s.call(wait, word`../${name}`)).else((s) => {
      s.for("instance", [glob`../${name}[0-9]*`], (s, instance) => s.call(wait, instance));
    });
  });
  s.or(test("-z", tells), run("echo").to(fd(READY)));
});

/** `wait_for directory` */
function waitFn(s: Sh, max: Var): Fn {
  return s.fn("wait_for", (s, argv) => {
    const directory = argv[1];
    s.if(or(not(test("-d", directory)), test("-e", word`${directory}/down`)), (s) => s.return(0));
    s.if(not(test("-e", word`${directory}/supervise/status`)), (s) => {
      // It may be made by two at once.
      s.or(
        test("-d", word`${directory}/event`),
        run("mkdir", "-m", "3730", word`${directory}/event`).stderr("/dev/null"),
      );
      // Whoever came just before is told about once more.
      s.run(`${S6}/s6-ftrig-listen1`, word`${directory}/event`, "s", argv[0], "-s", directory).to(
        "/dev/null",
      );
    });
    const state = s.set("state", "-u");
    s.or(not(test("-e", word`${directory}/notification-fd`)), set(state, "-U"));
    const isLate = s.set("is_late", "");
    s.until(run(`${S6}/s6-svwait`, state, "-t", max, directory).stderr("/dev/null"), (s) => {
      const code = s.set("code", status);
      // Another code than that of time, or a service that is stopped meanwhile: nobody is to wait any more.
      s.if(or(test(code, "-ne", 99), not(run("kill", "-0", envOf("PPID")).stderr("/dev/null"))), (s) =>
        s.exit(code),
      );
      s.if(test("-z", isLate), (s) => {
        complain(
          s,
          "service %s waits for %s, which is not ready after %s ms",
          envOf("PWD").removeLongestPrefix(pattern`*/`),
          directory.removeLongestPrefix(pattern`*/`),
          max,
        );
        s.set(isLate, "yes");
      });
    });
  });
}
