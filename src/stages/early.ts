import {
  and,
  call,
  env,
  glob,
  not,
  or,
  run,
  seldom,
  test,
  type Fn,
  type Sh,
  type Var,
  type Word,
} from "../dsl/sh.ts";
import { FEW } from "./descriptors.ts";
import { makeEventsFn } from "./events.ts";
import { tell } from "./messages.ts";
import { ETC } from "./paths.ts";
import { findRoomFn } from "./room.ts";
import { keepSound, serviceFaults } from "./service-faults.ts";

const SERVICES = glob`${ETC}/services/*`;

/** Nothing changes the services before they start: they can be there when s6-svscan first looks. */
function isUnchanged(hasAny: Fn) {
  return and(
    not(call(hasAny, glob`${ETC}/init/*`)),
    or(test(env("IGNITY_SKIP_PERMS"), "-eq", 1), not(call(hasAny, glob`${ETC}/perms/*`))),
  );
}

/**
 * `place_services CMD...`: begins to put the services where s6-svscan first looks, unless they may change before, or CMD
 * waits for them. `placer` is then the process that does it, and `placed` is not empty.
 */
export function placeEarlyFn(
  s: Sh,
  { scandir, placer, placed, hasAny }: { scandir: Word; placer: Var; placed: Var; hasAny: Fn },
): Fn {
  return s.fn("place_services", (s, argv) => {
    const isAwaited = and(test(argv.count, "-gt", 0), test(env("IGNITY_CMD_WAIT_FOR_SERVICES"), "-eq", 1));
    s.and(isAwaited, run("return", 0));
    s.or(isUnchanged(hasAny), run("return", 0));
    s.set(placed, "placed");
    s.setArgs(SERVICES);
    s.or(call(hasAny, argv[1]), run("return", 0));
    tell(s, "services");
    s.set(placer, s.background(run("cp", "-RLs", argv.all, scandir).stderr("/dev/null")));
  });
}

/** `examine_services`: takes those away that cannot run, each named in one line, and waits until all are there. */
export function examineFn(
  s: Sh,
  { scandir, placer, hasAny, refuse }: { scandir: Word; placer: Var; hasAny: Fn; refuse: Fn },
): Fn {
  const faults = serviceFaults(s);
  const { lookOver, fault, loggers, ordered } = faults;
  const findRoom = findRoomFn(s, loggers);
  const makeEvents = makeEventsFn(s, scandir);
  return s.fn("examine_services", (s, argv) => {
    s.call(lookOver, `${ETC}/services`).stderr("/dev/null");
    s.if(seldom(or(test("-n", fault), not(run("wait", placer)))), (s) => {
      keepSound(s, argv, `${ETC}/services`, faults, hasAny);
      // Those that can run are put there anew: of what is no directory, cp makes no copy or one that is no service.
      s.run("wait", placer);
      s.run("rm", "-rf", "--", glob`${scandir}/*`);
      s.if(test(argv.count, "-eq", 0), (s) => s.set(ordered, "")).else((s) => {
        s.or(run("cp", "-RLs", argv.all, scandir), call(refuse));
      });
    });
    s.if(test(loggers, "-gt", FEW), (s) => s.or(call(findRoom), run("exit", 111)));
    s.or(test("-z", ordered), call(makeEvents));
  });
}
