import {
  arith,
  call,
  not,
  pattern,
  read,
  set,
  test,
  when,
  word,
  type Fn,
  type Sh,
  type Var,
  type Word,
} from "../dsl/sh.ts";
import { warn } from "./messages.ts";

/** What tells the services that can run from the others. */
export interface Faults {
  readonly find: Fn;
  readonly fault: Var;
  readonly shown: Var;
  readonly loggers: Var;
}

/**
 * `find_fault DIRECTORY`: why its service cannot run, in `fault`, which is empty when it can. It starts nothing: a file
 * is asked for, and the first line of `run` is read. `shown` is the directory where the reader is to mend it. Services
 * with a `log` are counted in `loggers`.
 */
export function serviceFaults(s: Sh): Faults {
  const fault = s.set("fault", "");
  const shown = s.set("shown", "");
  const loggers = s.set("loggers", 0);
  const checkRun = checkRunFn(s, fault, shown);
  const number = s.var("number");
  const find = s.fn("find_fault", (s, argv) => {
    const directory = argv[1];
    s.set(fault, "");
    s.call(checkRun, directory, "run");
    s.if(test("-e", word`${directory}/notification-fd`), (s) => {
      s.do(
        read(number)
          .with({ IFS: "" })
          .from(word`${directory}/notification-fd`),
      );
      s.case(
        number,
        when(["", pattern`0*`, pattern`*[!0-9]*`], (s) => {
          s.set(
            fault,
            word`notification-fd='${number}' is not allowed: it must be the number of a descriptor`,
          );
        }),
      );
    });
    s.if(test("-d", word`${directory}/log`), (s) => {
      s.set(loggers, arith`${loggers} + 1`);
      s.or(test("-n", fault), call(checkRun, directory, "log/run"));
    });
  });
  return { find, fault, shown, loggers };
}

/** Names it, in one line. */
export function tellFault(s: Sh, name: Word, { fault }: Faults): void {
  warn(s, "service %s is not started: %s", name, fault);
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
