import {
  any,
  when,
  call,
  capture,
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
import { state } from "./state.ts";

/** Descriptor of readiness of what tells by itself that it has started. */
const READY = 3;

/**
 * `await [-r] NAME:MS...`, in the live directory of a service: waits until the services named are ready, or up where
 * they do not tell. A NAME that ends in a dash stands for its instances. One that is left down, or is not there, is not
 * waited for. After MS milliseconds it says which service is waited for, and goes on waiting.
 *
 * With `-r` it then tells s6-supervise that the service itself is ready. `await -s DIRECTORY EVENT` is its own.
 *
 * Nothing polls: what does not exist yet is waited for by the events of its directory, which is made for it when it is
 * too early. s6-supervise keeps one that is there.
 */
export const awaitNeeds = sh(`${LIB}/await`, (s, argv) => {
  s.if(test(argv[1], "=", "-s"), (s) => {
    s.if(test("-e", word`${argv[2]}/supervise/status`), (s) => {
      const is = s.set("is", "up");
      s.or(test(argv[3], "=", "u"), set(is, "ready"));
      s.and(
        test(capture(run(`${S6}/s6-svstat`, "-o", is, argv[2])), "=", "true"),
        run(`${S6}/s6-ftrig-notify`, word`${argv[2]}/event`, argv[3]),
      );
    });
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
  const asked = s.set("asked", "");
  const code = s.var("code");
  const once = s.fn("wait_once", (s, argv) => {
    const event = word`${argv[1]}/event`;
    s.if(test("-e", word`${argv[1]}/supervise/status`), (s) => {
      s.run(`${S6}/s6-svwait`, word`-${asked}`, "-t", max, argv[1]);
      s.set(code, status);
    })
      .else((s) => {
        // It may be made by two at once.
        s.or(test("-d", event), run("mkdir", "-m", "3730", event));
        // What happened just before is told about once more.
        s.run(`${S6}/s6-ftrig-listen1`, "-t", max, event, asked, argv[0], "-s", argv[1], asked).to(
          "/dev/null",
        );
        s.set(code, status);
        // When time is over this is 1 before s6 2.12, and 99 from then on, as of s6-svwait.
        s.or(test(code, "-ne", 1), set(code, 99));
      })
      .stderr("/dev/null");
    s.return(code);
  });
  return s.fn("wait_for", (s, argv) => {
    const directory = argv[1];
    s.if(or(not(test("-d", directory)), test("-e", word`${directory}/down`)), (s) => s.return(0));
    s.set(asked, "u");
    s.or(not(test("-e", word`${directory}/notification-fd`)), set(asked, "U"));
    const isLate = s.set("is_late", "");
    s.until(call(once, directory), (s) => {
      s.case(
        code,
        when("99"),
        // It has been given up: then it is waited for until somebody starts it.
        when(["1", "102"], (s) => s.continue()),
        when(any, (s) => s.exit(code)),
      );
      // A stop ends what waits too; so does who stops the service.
      s.and(test("-e", state("../..").stopping), run("exit", code));
      s.or(run("kill", "-0", envOf("PPID")).stderr("/dev/null"), run("exit", code));
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
