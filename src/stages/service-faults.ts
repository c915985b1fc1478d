import {
  arith,
  call,
  glob,
  not,
  pattern,
  read,
  set,
  test,
  when,
  word,
  type Fn,
  type Positionals,
  type Sh,
  type Var,
  type Word,
} from "../dsl/sh.ts";
import { warn } from "./messages.ts";
import { ETC } from "./paths.ts";

/** What tells the services that can run from the others. */
export interface Faults {
  /** `look_over DIRECTORY`: whether all services in it can run: `fault` is empty then. Stops at the first that cannot. */
  readonly lookOver: Fn;
  /** `find_fault SERVICE`: why it cannot run, in `fault`, which is empty when it can. */
  readonly find: Fn;
  readonly fault: Var;
  /** The directory where the reader is to mend it. */
  readonly shown: Var;
  /** How many services have a `log`. */
  readonly loggers: Var;
  /** `yes` when services wait for each other. */
  readonly ordered: Var;
}

/** It starts nothing: a file is asked for, and the first line of `run` is read. */
export function serviceFaults(s: Sh): Faults {
  const fault = s.set("fault", "");
  const shown = s.set("shown", "");
  const loggers = s.set("loggers", 0);
  const ordered = s.set("ordered", "");
  const checkRun = checkRunFn(s, fault, shown);
  const checkNotification = checkNotificationFn(s, fault);
  const checkLog = s.fn("check_log", (s, argv) => {
    s.set(loggers, arith`${loggers} + 1`);
    s.or(test("-n", fault), call(checkRun, argv[1], "log/run"));
  });
  const find = s.fn("find_fault", (s, argv) => {
    s.set(fault, "");
    s.call(checkRun, argv[1], "run");
    s.or(not(test("-e", word`${argv[1]}/notification-fd`)), call(checkNotification, argv[1]));
    s.or(not(test("-d", word`${argv[1]}/log`)), call(checkLog, argv[1]));
    s.or(not(test("-e", word`${argv[1]}/wave`)), set(ordered, "yes"));
  });
  // To list a directory costs less than to ask for each file that may be there.
  const lookOver = s.fn("look_over", (s, argv) => {
    const found = s.set("found", 0);
    s.for("file", [glob`${argv[1]}/*/*`], (s, file) => {
      const service = file.removeSuffix(pattern`/*`);
      s.case(
        file,
        when(pattern`*/run`, (s) => {
          s.set(found, arith`${found} + 1`);
          s.call(checkRun, service, "run");
        }),
        when(pattern`*/notification-fd`, (s) => s.call(checkNotification, service)),
        when(pattern`*/log`, (s) => s.call(checkLog, service)),
        when(pattern`*/wave`, (s) => s.set(ordered, "yes")),
      );
      s.or(test("-z", fault), (s) => s.return(0));
    });
    s.setArgs(glob`${argv[1]}/*`);
    s.or(test(found, "-eq", argv.count), set(fault, "it has no run"));
  });
  return { lookOver, find, fault, shown, loggers, ordered };
}

/** Makes the services in `from` that can run the arguments, and names the others, a line each. */
export function keepSound(s: Sh, argv: Positionals, from: Word, faults: Faults, hasAny: Fn): void {
  const { find, fault, shown, loggers } = faults;
  s.set(loggers, 0);
  s.setArgs();
  s.for("service", [glob`${from}/*`], (s, service) => {
    const name = service.removeLongestPrefix(pattern`*/`);
    s.set(shown, word`${ETC}/services/${name}`);
    s.or(call(hasAny, shown), set(shown, service));
    s.call(find, service).stderr("/dev/null");
    s.if(test("-z", fault), (s) => s.setArgs(argv.all, service)).else((s) => {
      warn(s, "service %s is not started: %s", name, fault);
    });
  });
}

/** `check_notification SERVICE` */
function checkNotificationFn(s: Sh, fault: Var): Fn {
  const number = s.var("number");
  return s.fn("check_notification", (s, argv) => {
    s.do(
      read(number)
        .with({ IFS: "" })
        .from(word`${argv[1]}/notification-fd`),
    );
    s.case(
      number,
      when(["", pattern`0*`, pattern`*[!0-9]*`], (s) => {
        s.set(fault, word`notification-fd='${number}' is not allowed: it must be the number of a descriptor`);
      }),
    );
  });
}

/** `check_run DIRECTORY run|log/run` */
function checkRunFn(s: Sh, fault: Var, shown: Var): Fn {
  const notThere = notThereFn(s, fault, shown);
  const first = s.var("first");
  const second = s.var("second");
  const rest = s.var("rest");
  return s.fn("check_run", (s, argv) => {
    const name = argv[2];
    const path = word`${argv[1]}/${name}`;
    s.if(not(test("-x", path)), (s) => {
      s.call(notThere, argv.all);
      s.return();
    });
    s.set(first, "");
    s.or(read(first, second, rest).from(path), test("-f", path), set(fault, word`${name} is not a file`));
    s.or(test(first, "!=", "#!"), set(first, word`#!${second}`));
    s.case(
      word`${first}${second}${rest}`,
      when(pattern`#!/*[[:cntrl:]]`, (s) =>
        s.set(fault, word`the lines of ${name} end in CR LF, and must end in LF`),
      ),
      when(pattern`#!/*`, (s) => {
        s.or(
          test("-x", first.removePrefix("#!")),
          set(fault, word`${name} begins with ${first}, which is not there or not executable`),
        );
      }),
    );
  });
}

/** `not_there DIRECTORY run|log/run`: what is wrong when that is not executable. */
function notThereFn(s: Sh, fault: Var, shown: Var): Fn {
  return s.fn("not_there", (s, argv) => {
    const [directory, name] = [argv[1], argv[2]];
    const path = word`${directory}/${name}`;
    s.if(not(test("-e", directory)), (s) => s.set(fault, "it is a symlink to nothing"))
      .elif(not(test("-d", directory)), (s) => s.set(fault, "it is not a directory"))
      .elif(not(test("-x", directory)), (s) => s.set(fault, "it cannot be read"))
      .elif(test("-e", path), (s) => {
        s.set(fault, word`${name} is not executable; chmod +x ${shown}/${name}`);
      })
      .elif(test("-L", path), (s) => s.set(fault, word`${name} is a symlink to nothing`))
      .else((s) => s.set(fault, word`it has no ${name}`));
  });
}
