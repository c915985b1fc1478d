import {
  and,
  any,
  capture,
  env,
  fd,
  glob,
  not,
  or,
  pattern,
  pid,
  read,
  run,
  sh,
  test,
  when,
  word,
  type Fn,
  type Positionals,
  type Sh,
  type Var,
} from "../dsl/sh.ts";
import { tellScanner } from "./letters.ts";
import { tell, warn } from "./messages.ts";
import { LIB, S6 } from "./paths.ts";
import { seconds } from "./seconds.ts";
import { tellServices } from "./services-down.ts";
import { spareOf, writeNeeded } from "./spare.ts";
import { FINISH, isCmdLeft, RUN_DIR, state, type Files } from "./state.ts";
import { waitFn } from "./wait.ts";

/**
 * Stage 3: stops CMD and the services, runs the finalize scripts beside them, and then ends s6-svscan.
 *
 * All of it is done while s6-svscan still listens, because it acts on no signal once it ends itself: so a second
 * signal can hurry this, and nothing that refuses to stop can hold it for longer than the grace times.
 *
 * It is run by s6-svscan for a signal, as `.s6-svscan/SIGTERM`; by stage 2 with the code of CMD; by finish with the word
 * `finish`, when s6-svscan has ended because a service told it to; and with the word `service` for one whose end is the
 * container's.
 */
export const stage3 = sh(`${LIB}/stage3`, (s, argv) => {
  const dir = s.set("dir", RUN_DIR);
  const files = state(dir);
  const scandir = s.set("scandir", word`${dir}/services-state`);
  const signal = s.set("signal", "TERM");

  s.if(test("-z", argv[1]), (s) => {
    s.set(signal, argv[0].removeLongestPrefix(pattern`*/SIG`));
    forSignal(s, files, signal);
  });

  const cmd = s.set("cmd", "");
  const waiter = s.set("waiter", "");
  const timer = s.set("timer", "");
  const script = s.set("script", "");
  const guard = s.set("guard", "");
  const ordered = s.set("ordered", "");
  const kill = killFn(s, scandir, ordered);
  // Each further signal ends what is waited for now.
  s.trap(["TERM"], (s) => {
    s.set(guard, "yes");
    s.call(kill, "");
    for (const child of [cmd, waiter, timer]) {
      s.or(test("-z", child), run("kill", "-KILL", child).stderr("/dev/null"));
    }
    s.if(test("-n", script), (s) => {
      // The utility timeout has it in a process group of their own.
      s.or(
        run("kill", "-KILL", word`-${script}`).stderr("/dev/null"),
        run("kill", "-KILL", script).stderr("/dev/null"),
      );
      s.set(script, "");
    });
  });
  // Where s6-svscan has ended, a signal that it has seen before is not a further one.
  s.if(test(argv[1], "=", FINISH), (s) => {
    s.trap(["TERM"], (s) => s.run(":"));
  });

  // The first to come does the stopping.
  s.setOption("-C");
  s.or(run("true").stderr("/dev/null").to(files.stopping), (s) => {
    // Somebody else was, unless there is no room for another file.
    const isFirst = and(
      not(test("-e", files.stopping)),
      run("mv", "-f", spareOf(files.stopping), files.stopping),
    );
    s.if(not(isFirst), (s) => tellFirst(s, argv, files)).stderr("/dev/null");
  });
  s.setOption("+C");
  writeNeeded(s, pid, files.stopping);
  tell(s, "stop");
  // Stage 2 may be here before s6-svscan is.
  const listens = s.var("listens");
  s.case(
    argv[1],
    when(["", FINISH, "service"]),
    when(any, (s) => {
      s.do(read(listens).from(fd(4)));
      s.or(test(listens, "!=", FINISH), (s) => s.setArgs(FINISH));
    }),
  );

  tellCmd(s, files, signal, cmd, timer, guard);
  const awaitServices = tellServices(s, argv, files, scandir, { waiter, guard, ordered }, kill);
  const code = s.var("code");
  const waitFor = waitFn(s, code);
  finalize(s, dir, script, waitFor, code);
  awaitServices(s, waitFor, code);
  s.if(test("-n", timer), (s) => {
    s.call(waitFor, timer);
    s.set(timer, "");
    s.or(test(code, "-ne", 0), (s) => {
      warn(s, "CMD has not ended after %s ms", env("IGNITY_SERVICES_GRACETIME"));
    });
  });

  // A signal that somebody was about to pass on has nothing more to hurry.
  s.trap(["TERM"], (s) => s.run(":"));
  s.or(test("-z", guard), (s) => {
    s.set(timer, s.background(run("sleep", seconds(env("IGNITY_KILL_GRACETIME"))).close(4)));
    s.run("echo", timer).stderr("/dev/null").to(files.guard);
  });
  s.run("true").to(files.stopped);
  s.or(test(argv[1], "=", FINISH), (s) => {
    tellScanner(s, scandir, "t");
  });
  s.if(test("-n", guard), (s) => {
    // s6-svscan has ended before, and finish waits for this.
    s.and(test("-e", files.finishing), run("kill", "-KILL", timer).stderr("/dev/null"));
    s.call(waitFor, timer);
    // What may refuse to end holds s6-svscan, which has no limit of its own. When it has ended, finish ends the timer.
    s.if(test(code, "-eq", 0), (s) => {
      s.untrap("TERM");
      s.call(kill, "not ended");
      s.and(test("-e", files.pidOne), run("kill", "-KILL", -1).stderr("/dev/null"));
    });
  });
});

/** What a signal is when it does not stop the container: CMD's own. A second one hurries the stop that began. */
function forSignal(s: Sh, files: Files, signal: Var): void {
  const target = s.var("target");
  const phase = s.var("phase");
  const isCmds = and(test(env("IGNITY_CMD_RECEIVE_SIGNALS"), "-eq", 1), isCmdLeft(files));
  s.if(isCmds, (s) => {
    s.do(read(target, phase).from(files.cmdPid));
    s.if(test("-z", phase), (s) => {
      s.run("kill", word`-${signal}`, target);
      s.exit(0);
    });
  });
  s.if(test(signal, "=", "PWR"), (s) => s.set(signal, "TERM"));
}

/** Tells the stage 3 that does the stopping: that CMD has ended, or to hurry. Others have nothing to tell it. */
function tellFirst(s: Sh, argv: Positionals, files: Files): void {
  const first = s.var("first");
  s.case(
    argv[1],
    when(["service", FINISH], (s) => s.exit(0)),
  );
  s.if(test("-n", argv[1]), (s) => {
    s.and(test("-e", files.cmdTimer), (s) => {
      s.do(read(first).from(files.cmdTimer));
      s.run("kill", "-KILL", first);
    });
  }).else((s) => {
    s.do(read(first).from(files.stopping));
    s.or(test("-z", first), run("kill", "-TERM", first));
  });
  s.exit(0);
}

/**
 * `kill_services why`: kills what is up of the services and their loggers, each with its process group. Where the services
 * stop in order some may not have been told to yet, and would start again.
 */
function killFn(s: Sh, scandir: Var, ordered: Var): Fn {
  return s.fn("kill_services", (s, argv) => {
    s.for(
      "control",
      [glob`${scandir}/*/supervise/control`, glob`${scandir}/*/log/supervise/control`],
      (s, control) => {
        s.or(test("-p", control), run("continue"));
        s.or(test("-z", ordered), (s) => {
          s.printf("d").readWrite(control, 1);
        });
        const service = s.set("service", control.removeSuffix("/supervise/control"));
        const leader = s.var("leader");
        s.set(leader, capture(run(`${S6}/s6-svstat`, "-o", "pid", service).stderr("/dev/null")));
        s.if(test(leader.ifEmpty(0), "-gt", 0), (s) => {
          s.or(test("-z", argv[1]), (s) => {
            warn(s, "service %s is killed: %s", service.removePrefix(pattern`${scandir}/`), argv[1]);
          });
          s.run("kill", "-KILL", word`-${leader}`).stderr("/dev/null");
        });
      },
    );
  });
}

function tellCmd(s: Sh, files: Files, signal: Var, cmd: Var, timer: Var, guard: Var): void {
  s.if(isCmdLeft(files), (s) => {
    const phase = s.var("phase_of_cmd");
    s.do(read(cmd, phase).from(files.cmdPid));
    s.or(test("-z", phase), (s) => s.set(signal, "TERM"));
    s.run("kill", word`-${signal}`, cmd).stderr("/dev/null");
    s.set(timer, s.background(run("sleep", seconds(env("IGNITY_SERVICES_GRACETIME"))).close(4)));
    writeNeeded(s, timer, files.cmdTimer);
    // A TERM would be lost on a process that the shell has only begun: it has the shell's own trap.
    // And who would end it may have been killed by a further signal.
    const isOver = or(test("-e", files.cmdCode), test("-n", guard));
    s.and(isOver, run("kill", "-KILL", timer).stderr("/dev/null"));
  });
}

/** One after the other, by name. */
function finalize(s: Sh, dir: Var, script: Var, waitFor: Fn, code: Var): void {
  const max = env("IGNITY_KILL_FINALIZE_MAXTIME");
  const runAll = s.fn("finalize", (s, argv) => {
    s.setArgs(`${S6}/s6-envdir`, "-fL", "--", word`${dir}/envs`);
    s.or(test(max, "-eq", 0), (s) => s.setArgs("timeout", "-s", "KILL", seconds(max), argv.all));
    s.for("file", [glob`${dir}/finalize/*`], (s, file) => {
      s.or(test("-e", file), run("continue"));
      const name = s.set("name", file.removeLongestPrefix(pattern`*/`));
      tell(s, "finalize script %s", name);
      s.set(script, s.background(run(argv.all, file).close(4)));
      s.call(waitFor, script);
      // A further signal has killed it, or came as it ended.
      s.or(test("-n", script), run("continue"));
      s.case(
        code,
        when("0"),
        when("137", (s) => {
          warn(s, "finalize script %s was killed: it may run for %s ms", name, max);
        }),
        when(any, (s) => warn(s, "finalize script %s: exit code %s", name, code)),
      );
      s.set(script, "");
    });
  });
  s.call(runAll);
}
