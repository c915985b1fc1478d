import {
  any,
  arith,
  capture,
  pattern,
  read,
  run,
  set,
  split,
  status,
  test,
  when,
  word,
  type Fn,
  type Sh,
  type Var,
} from "../dsl/sh.ts";
import { complain } from "./messages.ts";
import { S6 } from "./paths.ts";

/** How many ends of a service s6 keeps, unless its `max-death-tally` says otherwise. */
const DEATHS_KEPT = 100;

/** What is known of a service when it was read. What does not apply to it is empty. */
export interface Service {
  /** `read_service name`, one process. */
  readonly read: Fn;
  /** `read_deaths`, for `restarts` and `exit` of the service read last; one process when it has ended before. */
  readonly readDeaths: Fn;
  readonly state: Var;
  readonly normallyUp: Var;
  readonly ready: Var;
  readonly pid: Var;
  readonly seconds: Var;
  readonly restarts: Var;
  readonly exit: Var;
}

export function readServiceFn(s: Sh, scandir: Var): Service {
  const state = s.var("state");
  const up = s.var("up");
  const wantedUp = s.var("wanted_up");
  const normallyUp = s.var("normally_up");
  const ready = s.var("ready");
  const pid = s.var("pid");
  const seconds = s.var("seconds");
  const restarts = s.var("restarts");
  const exit = s.var("exit_of_service");
  const serviceDir = s.var("service_dir");

  const readService = s.fn("read_service", (s, argv) => {
    for (const field of [up, ready, pid, seconds]) s.set(field, "");
    s.set(state, "unsupervised");
    s.set(serviceDir, word`${scandir}/${argv[1]}`);
    const fields = s.var("fields");
    s.set(
      fields,
      capture(
        run(`${S6}/s6-svstat`, "-o", "up,wantedup,normallyup,ready,pid,updownfor", serviceDir).stderr(
          "/dev/null",
        ),
      ),
    );
    s.case(
      status,
      when("0"),
      when("1", (s) => s.return(0)),
      when(any, (s) => {
        complain(s, "the state of %s cannot be read", serviceDir);
        s.exit(111);
      }),
    );
    s.do(read(up, wantedUp, normallyUp, ready, pid, seconds).here(word`${fields}\n`));
    s.or(test("-e", word`${serviceDir}/notification-fd`), set(ready, ""));
    s.if(test(up, "=", "true"), (s) => {
      s.set(state, "up");
      s.return(0);
    });
    for (const field of [ready, pid, seconds]) s.set(field, "");
    s.set(state, "down");
    s.and(test(wantedUp, "=", "true"), set(state, "restarting"));
  });
  const readDeaths = readDeathsFn(s, serviceDir, up, restarts, exit);
  return { read: readService, readDeaths, state, normallyUp, ready, pid, seconds, restarts, exit };
}

function readDeathsFn(s: Sh, serviceDir: Var, up: Var, restarts: Var, exit: Var): Fn {
  return s.fn("read_deaths", (s) => {
    s.set(restarts, 0);
    s.set(exit, "");
    s.or(test("-s", word`${serviceDir}/supervise/death_tally`), (s) => s.return(0));
    const kept = s.set("kept", DEATHS_KEPT);
    const file = word`${serviceDir}/max-death-tally`;
    s.and(test("-e", file), read(kept).from(file));
    // Its lines are "@4000... exitcode 1" and "@4000... signal SIGKILL".
    s.for("field", [split(run(`${S6}/s6-svdt`, serviceDir).stderr("/dev/null"))], (s, field) => {
      s.case(
        field,
        when(pattern`@*`, (s) => s.set(restarts, arith`${restarts} + 1`)),
        when(any, (s) => s.set(exit, field)),
      );
    });
    const more = s.set("more", "");
    s.and(test(restarts, "-ge", kept), set(more, "+"));
    // When it is down it has not been started again after the last one.
    s.and(test(up, "!=", "true"), test(restarts, "-gt", 0), set(restarts, arith`${restarts} - 1`));
    s.set(restarts, word`${restarts}${more}`);
  });
}

/** `escape name`: its quotes, backslashes and control characters as JSON writes them. */
export function escapeFn(s: Sh, escaped: Var): Fn {
  return s.fn("escape", (s, argv) => {
    s.case(
      argv[1],
      when([pattern`*[[:cntrl:]]*`, pattern`*"*`, pattern`*\\*`]),
      when(any, (s) => {
        s.set(escaped, argv[1]);
        s.return(0);
      }),
    );
    s.set(escaped, "");
    const rest = s.set("rest", argv[1]);
    s.while(test("-n", rest), (s) => {
      const character = s.set("character", rest.removeSuffix(rest.removePrefix(pattern`?`)));
      s.set(rest, rest.removePrefix(pattern`?`));
      s.case(
        character,
        when(['"', "\\"], (s) => s.set(character, word`\\${character}`)),
        when(pattern`[[:cntrl:]]`, (s) => {
          s.set(character, capture(run("printf", "\\\\u%04x", word`'${character}`)));
        }),
      );
      s.set(escaped, word`${escaped}${character}`);
    });
  });
}

/** `duration`: makes 59s, 59m59s, 23h59m or 9d23h of a number of seconds. */
export function durationFn(s: Sh, seconds: Var): Fn {
  const units = [
    { below: 60, text: word`${seconds}s` },
    { below: 3600, text: word`${arith`${seconds} / 60`}m${arith`${seconds} % 60`}s` },
    { below: 86400, text: word`${arith`${seconds} / 3600`}h${arith`${seconds} / 60 % 60`}m` },
  ];
  return s.fn("duration", (s) => {
    for (const { below, text } of units) {
      s.if(test(seconds, "-lt", below), (s) => {
        s.set(seconds, text);
        s.return(0);
      });
    }
    s.set(seconds, word`${arith`${seconds} / 86400`}d${arith`${seconds} / 3600 % 24`}h`);
  });
}
