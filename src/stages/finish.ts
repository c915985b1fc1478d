import {
  and,
  any,
  env,
  not,
  or,
  pattern,
  read,
  run,
  sh,
  test,
  usually,
  when,
  word,
  type Sh,
  type Var,
} from "../dsl/sh.ts";
import { complain } from "./messages.ts";
import { EXECLINE, LIB } from "./paths.ts";
import { FINISH, isCmdLeft, RUN_DIR, state, type Files } from "./state.ts";

/**
 * What s6-svscan becomes at its end: it stops whatever is left, and exits with the container's code.
 *
 * A shell waits only for what it started itself. So where others are to be waited for, it becomes execline's wait,
 * which comes back here. Argument: none at first; `waited` when stage 3 was waited for; `last` when all was.
 */
export const finish = sh(`${LIB}/finish`, (s, argv) => {
  const dir = s.set("dir", RUN_DIR);
  const files = state(dir);
  const isPidOne = usually(test("-e", files.pidOne));
  const other = s.set("other", "");
  const rest = s.var("rest");

  s.if(test("-z", argv[1]), (s) => {
    s.if(not(test("-e", files.stopping)), (s) => {
      // A service told s6-svscan to end: what stage 3 does is still to be done, but for the services.
      s.run("true").to(files.toldByService);
      s.run(`${LIB}/stage3`, FINISH);
    });
    s.if(not(test("-e", files.stopped)), (s) => {
      s.run("true").to(files.finishing);
      s.or(test("-e", files.stopped), (s) => {
        s.do(read(other).from(files.stopping));
        const again = ["", `${LIB}/finish`, "waited"] as const;
        s.and(test("-n", other), run("exec", `${EXECLINE}/wait`, word` ${other}`, ...again));
        // Whoever stops the container has only begun, and has not told its number: so all are waited for.
        s.exec(`${EXECLINE}/wait`, "-t", env("IGNITY_SERVICES_GRACETIME"), ...again);
      });
    });
  });

  s.and(test("-e", files.guard), (s) => {
    // A TERM would be lost on a process that its shell has only begun.
    s.do(read(other).from(files.guard));
    s.run("kill", "-KILL", other).stderr("/dev/null");
  });
  const left = s.set("left", "");
  s.if(usually(test(argv[1], "!=", "last")), (s) => {
    s.if(isPidOne, (s) => {
      // This reaps what has ended: nobody is to be waited for then.
      s.subshell((s) => s.run(":"));
      s.and(run("kill", "-TERM", -1).stderr("/dev/null"), (s) => s.set(left, "yes"));
    }).elif(test("-e", files.cmdPid), (s) => {
      s.do(read(other, rest).from(files.cmdPid));
      s.and(isCmdLeft(files), run("kill", "-TERM", other).stderr("/dev/null"), (s) => s.set(left, "yes"));
    });
    s.and(
      test("-n", left),
      run("exec", `${EXECLINE}/wait`, "-t", env("IGNITY_KILL_GRACETIME"), "", `${LIB}/finish`, "last"),
    );
  })
    .elif(isPidOne, (s) => {
      s.run("kill", "-KILL", -1).stderr("/dev/null");
    })
    .elif(isCmdLeft(files), (s) => {
      s.do(read(other, rest).from(files.cmdPid));
      s.run("kill", "-KILL", other).stderr("/dev/null");
    });

  s.and(test(env("IGNITY_SYNC_DISKS"), "-eq", 1), run("sync"));
  exitWithCode(s, dir, files);
});

/** CMD's code, unless a service ended the container; without CMD, the code that a service left. */
function exitWithCode(s: Sh, dir: Var, files: Files): void {
  const code = s.set("code", 0);
  // It may be empty yet, as whoever writes it may have been killed.
  s.if(test("-s", files.cmdCode), (s) => {
    s.do(read(code).from(files.cmdCode));
  }).elif(not(test("-e", files.noCmd)), (s) => {
    // It was killed with all the rest, and nobody was left to write that down.
    const target = s.var("_");
    const phase = s.set("phase", "boot");
    s.and(test("-e", files.cmdPid), read(target, phase).from(files.cmdPid));
    s.set(code, 137);
    s.or(test("-z", phase), (s) => s.set(code, 143));
  });
  const exitCode = word`${dir}/exit-code`;
  const own = s.set("own", "");
  s.if(and(test("-e", exitCode), or(test("-e", files.noCmd), test("-e", files.toldByService))), (s) => {
    s.do(read(own).from(exitCode));
    s.case(
      own,
      when(
        ["", pattern`*[!0-9]*`, pattern`[3-9]??`, pattern`2[6-9]?`, pattern`25[6-9]`, pattern`????*`],
        (s) => {
          complain(s, "%s='%s' is not allowed: it must be a number from 0 to 255", exitCode, own);
          s.exit(100);
        },
      ),
      when(any, (s) => s.set(code, own)),
    );
  });
  s.exit(code);
}
