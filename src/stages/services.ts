import {
  and,
  arith,
  call,
  capture,
  env,
  glob,
  not,
  pattern,
  run,
  set,
  test,
  word,
  type Fn,
  type Sh,
  type Var,
} from "../dsl/sh.ts";
import { descriptorsFor, FEW } from "./descriptors.ts";
import { makeEventsFn } from "./events.ts";
import { tell, warn } from "./messages.ts";
import { EXECLINE, S6 } from "./paths.ts";
import { findRoomFn } from "./room.ts";
import { keepSound, serviceFaults } from "./service-faults.ts";

interface Place {
  readonly dir: Var;
  /** Where the services are: in the image, or in the state directory when init scripts may have changed them. */
  readonly from: Var;
  readonly scandir: Var;
  /** `yes` when there are services in the scan directory. */
  readonly placed: Var;
  /** 1 when CMD is to wait for them, and they were not told to start. */
  readonly awaited: Var;
  /** `yes` when s6-svscan cannot have them all. */
  readonly crowded: Var;
  readonly code: Var;
  readonly hasAny: Fn;
  readonly runChild: Fn;
}

/** `place_services`: puts the services that can run into the scan directory, and names the others, a line each. */
export function placeFn(s: Sh, place: Place): Fn {
  const { dir, from, scandir, placed, awaited, crowded, hasAny } = place;
  const faults = serviceFaults(s);
  const { lookOver, fault, loggers, ordered } = faults;
  const findRoom = findRoomFn(s, loggers);
  const unlink = unlinkFn(s, dir);
  const startAndAwait = startAndAwaitFn(s, place);
  const makeEvents = makeEventsFn(s, scandir);
  const staged = word`${dir}/services`;
  return s.fn("place_services", (s, argv) => {
    s.setArgs(glob`${from}/*`);
    s.or(call(hasAny, argv[1]), run("return", 0));
    s.call(lookOver, from).stderr("/dev/null");
    s.if(test("-n", fault), (s) => {
      keepSound(s, argv, from, faults, hasAny);
      s.or(test(argv.count, "-gt", 0), run("return", 0));
    });
    s.if(test(loggers, "-gt", FEW), (s) => {
      s.or(call(findRoom), (s) => {
        s.set(crowded, "yes");
        s.return(0);
      });
    });
    tell(s, "services");
    s.set(placed, "yes");
    s.if(test(from, "=", staged), (s) => s.call(unlink, argv.all)).elif(test(awaited, "-eq", 1), (s) => {
      s.run("cp", "-RLs", argv.all, staged);
      s.set(from, staged);
      s.for("copied", [argv.all], (s, copied) => {
        s.setArgs(argv.all, word`${staged}/${copied.removeLongestPrefix(pattern`*/`)}`);
        s.shift();
      });
    });
    s.if(test(awaited, "-eq", 1), (s) => {
      s.call(startAndAwait, argv.all);
      s.or(test("-e", argv[1]), run("return", 0));
      // They could not be subscribed to, so they are still where they were.
      const needed = descriptorsFor(argv.count);
      warn(
        s,
        "CMD does not wait for the services: that takes %s file descriptors (--ulimit nofile=%s)",
        needed,
        needed,
      );
      s.set(awaited, 0);
    });
    s.if(test(from, "=", staged), (s) => s.run("mv", "--", argv.all, scandir)).else((s) => {
      s.run("cp", "-RLs", argv.all, scandir);
    });
    s.or(test("-z", ordered), call(makeEvents));
  });
}

/** `unlink services...`: what is a link to a directory becomes one of links, so that nothing is written elsewhere. */
function unlinkFn(s: Sh, dir: Var): Fn {
  const linked = word`${dir}/stages/linked`;
  return s.fn("unlink_services", (s, argv) => {
    s.for("link", [argv.all], (s, link) => {
      s.or(test("-L", link), run("continue"));
      s.run("mkdir", "-p", linked);
      s.run("mv", "--", link, linked);
      s.run("cp", "-RLs", word`${linked}/${link.removeLongestPrefix(pattern`*/`)}`, word`${dir}/services`);
    });
  });
}

/**
 * `start_and_await services...`: subscribes to the events of those that are to be up, then has s6-svscan find and start
 * them, and waits. s6-supervise keeps an event directory that was there before it.
 */
function startAndAwaitFn(s: Sh, { scandir, runChild, code }: Place): Fn {
  return s.fn("start_and_await", (s, argv) => {
    const count = s.set("count", argv.count);
    const pairs = s.set("pairs", 0);
    s.for("service_dir", [argv.all], (s, service) => {
      s.or(not(test("-e", word`${service}/down`)), run("continue"));
      s.run("mkdir", "-m", "3730", "--", word`${service}/event`);
      const event = s.set("event", "u");
      s.or(not(test("-e", word`${service}/notification-fd`)), set(event, "U"));
      s.setArgs(argv.all, word` ${service}/event`, word` ${event}`);
      s.set(pairs, arith`${pairs} + 1`);
    });
    s.setArgs(argv.all, "", `${EXECLINE}/foreground`, " mv", " --");
    s.while(test(count, "-gt", 0), (s) => {
      s.setArgs(argv.all, word` ${argv[1]}`);
      s.shift();
      s.set(count, arith`${count} - 1`);
    });
    s.setArgs(argv.all, word` ${scandir}`, "", `${S6}/s6-svscanctl`, "-a", scandir);
    s.if(test(pairs, "-eq", 0), (s) => {
      s.shift();
      s.call(runChild, argv.all);
    }).else((s) => {
      const max = env("IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME");
      s.setArgs(`${S6}/s6-ftrig-listen`, "-a", "-t", max, argv.all);
      // It has two descriptors for each service.
      s.or(test(pairs, "-le", FEW), (s) => {
        s.setArgs(`${S6}/s6-softlimit`, "-o", descriptorsFor(pairs), argv.all);
      });
      s.call(runChild, argv.all).stderr("/dev/null");
    });
    s.or(test(code, "-ne", 0), run("return", 0));
    s.for("service_dir", [glob`${scandir}/*`], (s, service) => {
      const isUp = s.var("is_up");
      const asked = s.set("asked", "up");
      s.if(test("-e", word`${service}/notification-fd`), (s) => s.set(asked, "ready"));
      s.set(isUp, capture(run(`${S6}/s6-svstat`, "-o", asked, service).stderr("/dev/null")));
      s.if(
        and(test("-d", service), not(test("-e", word`${service}/down`)), test(isUp, "!=", "true")),
        (s) => {
          warn(
            s,
            "service %s is not %s; CMD starts all the same",
            service.removeLongestPrefix(pattern`*/`),
            asked,
          );
        },
      );
    });
  });
}
