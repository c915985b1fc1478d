import {
  and,
  any,
  arith,
  call,
  capture,
  env,
  glob,
  not,
  or,
  pattern,
  pipe,
  read,
  run,
  set,
  split,
  test,
  when,
  word,
  type Command,
  type Fn,
  type Positionals,
  type Sh,
  type Text,
  type Var,
} from "../dsl/sh.ts";
import { FEW, readLimitFn, servicesWith } from "./descriptors.ts";
import { hasAnyFn } from "./has-any.ts";
import { tellDown } from "./letters.ts";
import { LIB, S6 } from "./paths.ts";
import { FINISH, type Files } from "./state.ts";

/** With more services than these s6-svwait is asked for one at a time. */
const MANY = 100;

/** What a supervisor writes at each death of its service. */
const TALLY = "/supervise/death_tally";

/** Variables of stage 3: what waits, whether something may hold s6-svscan, and whether a service is in a wave. */
type Telling = Readonly<Record<"waiter" | "guard" | "ordered", Var>>;

/**
 * Tells each supervisor that is there to stop its service, all at once unless one has a wave, and begins to wait for them.
 *
 * One s6-svwait waits for all. But to subscribe to the events of a service takes longer than most services take to stop.
 * So of many it waits for the one that is told last; and then for the last of those that have not died since.
 *
 * @returns records the wait for them, with its code, for where nothing else is left to be done
 */
export function tellServices(
  s: Sh,
  argv: Positionals,
  files: Files,
  scandir: Var,
  telling: Telling,
  kill: Fn,
): (s: Sh, waitFor: Fn, code: Var) => void {
  const { waiter, guard, ordered } = telling;
  const grace = env("IGNITY_SERVICES_GRACETIME");
  const hasAny = hasAnyFn(s);
  const tellEach = s.fn("tell_each", (s, argv) => {
    s.for("told", [argv.all], (s, told) => {
      tellDown(s, told);
    }).stderr("/dev/null");
  });
  const timeLeft = s.set("time_left", grace);
  const begin = beginFn(s, waiter, timeLeft);
  // When the first of many was told.
  const began = s.set("began", "");
  const rest = s.var("rest");
  const tellAll = s.fn("tell_services", (s, argv) => {
    s.setArgs(glob`${scandir}/*`);
    const isUnready = s.set("is_unready", "");
    s.for("service_dir", [argv.all], (s, service) => {
      s.or(test("-e", word`${service}/supervise/status`), (s) => s.set(isUnready, "yes"));
    });
    // To choose among a thousand takes long, and seldom has to be done.
    s.if(test("-n", isUnready), (s) => {
      s.for("service_dir", [argv.all], (s, service) => {
        s.shift();
        s.or(test("-d", service), run("continue"));
        // A supervisor writes its status when it reads its control: before that a letter would be lost.
        s.if(test("-e", word`${service}/supervise/status`), (s) => s.setArgs(argv.all, service)).else((s) => {
          s.set(guard, "yes");
        });
      });
    });
    s.or(test(argv.count, "-gt", 0), run("return", 0));
    s.and(call(hasAny, glob`${scandir}/*/log`), (s) => s.set(guard, "yes"));
    s.and(call(hasAny, glob`${scandir}/*/wave`), (s) => s.set(ordered, "yes"));
    // To s6-svwait 0 is no limit.
    s.if(test(grace, "-eq", 0), (s) => {
      s.call(tellEach, argv.all);
      s.set(guard, "yes");
      s.call(kill, "not down after 0 ms");
      s.return();
    });
    const areMany = and(
      test(argv.count, "-gt", MANY),
      test("-z", isUnready),
      not(call(hasAny, glob`${scandir}/*/finish`)),
      uptime(began, rest),
    );
    s.if(test("-n", ordered), (s) => {
      s.background(run(`${LIB}/stop-in-order`, argv.all).close(4));
      s.call(begin, argv.all);
    })
      .elif(areMany, (s) => {
        // What has died since may have been between two starts.
        s.set(guard, "yes");
        s.call(tellEach, argv.all);
        s.shift(arith`${argv.count} - 1`);
        s.call(begin, argv.all);
      })
      .else((s) => {
        s.call(tellEach, argv.all);
        s.call(begin, argv.all);
      });
  });
  s.or(test(argv[1], "=", FINISH), call(tellAll));

  return (s, waitFor, code) => {
    // Of those that have not died since the stop began the last is waited for, and then they are looked at again.
    const awaitLate = s.fn("await_late", (s, argv) => {
      const tallies = s.var("tallies");
      const isNotNewer = ["!", "-newer", files.stopping] as const;
      const find = or(run("find", glob`${scandir}/*${TALLY}`, ...isNotNewer).stderr("/dev/null"), run(":"));
      const now = s.var("now");
      const before = s.set("before", "");
      // Where find fails nobody is late: s6-svscan waits for all, and has the time of the guard.
      s.until(and(set(tallies, capture(find)), test("-z", tallies)), (s) => {
        s.do(uptime(now, rest));
        s.set(timeLeft, arith`${grace} - 10 * (${hundredths(now)} - ${hundredths(began)})`);
        s.or(test(timeLeft, "-gt", 0), (s) => s.set(timeLeft, 1));
        const last = s.set("last", tallies.removeLongestPrefix(pattern`*\n`));
        s.setArgs();
        s.if(test(last, "!=", before), (s) => s.setArgs(last.removeSuffix(TALLY))).else((s) => {
          // It was down before the stop. So may others be, and each is asked.
          const ifs = s.set("IFS", "\n");
          s.for("tally", [split(tallies)], (s, tally) => {
            s.setArgs(argv.all, tally.removeSuffix(TALLY));
          });
          s.unset(ifs);
        });
        s.call(begin, argv.all);
        s.call(waitFor, waiter);
        s.set(waiter, "");
        s.or(and(test(code, "-eq", 0), test(last, "!=", before)), run("return", 0));
        s.set(before, last);
      });
    });
    s.if(test("-n", waiter), (s) => {
      s.call(waitFor, waiter);
      s.set(waiter, "");
      s.and(test(code, "-eq", 0), test("-n", began), call(awaitLate));
      s.case(
        code,
        when("0"),
        // A further signal has ended it, and killed what it waited for.
        when("137"),
        // It, or one of several, could not wait for all; s6-svscan waits for them.
        when(["111", "123"], (s) => s.set(guard, "yes")),
        when(any, (s) => {
          s.set(guard, "yes");
          s.call(kill, word`not down after ${grace} ms`);
        }),
      );
    });
  };
}

/** `begin_to_wait DIRECTORY...`: `waiter` waits until all of them are down, for `time_left` ms. */
function beginFn(s: Sh, waiter: Var, timeLeft: Var): Fn {
  const limit = s.var("descriptors");
  const readLimit = readLimitFn(s, limit);
  return s.fn("begin_to_wait", (s, argv) => {
    const wait = [`${S6}/s6-svwait`, "-D", "-t", timeLeft, "--"] as const;
    const most = s.set("most", argv.count);
    s.if(test(most, "-gt", FEW), (s) => {
      s.call(readLimit);
      s.set(most, servicesWith(limit));
    });
    s.if(test(argv.count, "-gt", most), (s) => {
      // They are more than one s6-svwait has descriptors for.
      const all = run("printf", "%s\\0", argv.all);
      const lots = run("xargs", "-0", "-n", most, "-P", argv.count, ...wait)
        .close(4)
        .stderr("/dev/null");
      s.set(waiter, s.background(pipe(all, lots)));
      s.return();
    });
    s.set(
      waiter,
      s.background(
        run(...wait, argv.all)
          .close(4)
          .stderr("/dev/null"),
      ),
    );
  });
}

/** Reads the seconds since the machine started, with two decimal places. False where /proc is missing. */
const uptime = (seconds: Var, rest: Var): Command =>
  read(seconds, rest).from("/proc/uptime").stderr("/dev/null");

/** Hundredths of a second, and a hundred more, which make no difference between two: a leading 0 would make them octal. */
const hundredths = (seconds: Var): Text =>
  arith`100 * ${seconds.removeSuffix(pattern`.*`)} + ${word`1${seconds.removePrefix(pattern`*.`)}`}`;
