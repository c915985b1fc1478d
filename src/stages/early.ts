import {
  and,
  call,
  env,
  glob,
  not,
  or,
  pattern,
  run,
  set,
  test,
  word,
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
import { serviceFaults, tellFault } from "./service-faults.ts";

const SERVICES = glob`${ETC}/services/*`;

/** Nothing changes the services before they start: they can be there when s6-svscan first looks. */
export function isUnchanged(hasAny: Fn) {
  return and(
    not(call(hasAny, glob`${ETC}/init/*`)),
    or(test(env("IGNITY_SKIP_PERMS"), "-eq", 1), not(call(hasAny, glob`${ETC}/perms/*`))),
  );
}

/** Services that are there when s6-svscan first looks, put there while all else is done. */
export interface Early {
  /** `place_services`: begins. `placer` is then its process. `placed` is empty where stage 2 has to see to it. */
  readonly place: Fn;
  /** `examine_services`: takes those away that cannot run, each named in one line, and waits until all are there. */
  readonly examine: Fn;
}

export function earlyServices(
  s: Sh,
  { dir, placed, placer, hasAny, refuse }: { dir: Var; placed: Var; placer: Var; hasAny: Fn; refuse: Fn },
): Early {
  const scandir: Word = word`${dir}/services-state`;
  const place = s.fn("place_services", (s, argv) => {
    s.setArgs(SERVICES);
    s.or(call(hasAny, argv[1]), run("return", 0));
    s.for("service", [argv.all], (s, service) => {
      s.if(not(test("-x", word`${service}/run`)), (s) => {
        s.set(placed, "");
        s.return(0);
      });
    });
    tell(s, "services");
    s.set(placer, s.background(run("cp", "-RLs", argv.all, scandir)));
  });

  const faults = serviceFaults(s);
  const { find, fault, shown, loggers } = faults;
  const findRoom = findRoomFn(s, loggers);
  const makeEvents = makeEventsFn(s, scandir);
  const examine = s.fn("examine_services", (s, argv) => {
    s.for("service", [SERVICES], (s, service) => {
      s.call(find, service);
      s.or(test("-z", fault), (s) => s.break());
    }).stderr("/dev/null");
    s.setArgs();
    s.if(test("-n", fault), (s) => {
      s.set(loggers, 0);
      s.for("service", [SERVICES], (s, service) => {
        s.set(shown, service);
        s.call(find, service).stderr("/dev/null");
        s.or(test("-z", fault), (s) => {
          const name = service.removeLongestPrefix(pattern`*/`);
          tellFault(s, name, faults);
          s.setArgs(argv.all, word`${scandir}/${name}`);
        });
      });
    });
    s.if(test(loggers, "-gt", FEW), (s) => s.or(call(findRoom), run("exit", 111)));
    const ordered = s.set("ordered", "");
    s.and(call(hasAny, glob`${ETC}/services/*/wave`), set(ordered, "yes"));
    s.or(run("wait", placer), call(refuse));
    s.or(test(argv.count, "-eq", 0), run("rm", "-rf", "--", argv.all));
    s.or(test("-z", ordered), call(makeEvents));
  });
  return { place, examine };
}
