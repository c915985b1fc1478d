import {
  and,
  call,
  glob,
  not,
  or,
  pattern,
  read,
  set,
  sh,
  status,
  test,
  when,
  word,
  type Fn,
  type Positionals,
  type Sh,
  type Var,
} from "../dsl/sh.ts";
import { complain } from "./messages.ts";
import { S6 } from "./paths.ts";
import { durationFn, escapeFn, readServiceFn, type Service } from "./service-status.ts";
import { RUN_DIR, state } from "./state.ts";

/**
 * `ignity-status [--json | --healthy] [NAME...]`: how the services are, those named or all. A logger is `NAME/log`.
 *
 * A line of the table, or an object of the JSON array, says
 *
 * - `state`: `up`; `restarting`, which is down and about to be started again; `down`; or `unsupervised`, when no
 *   s6-supervise runs for it;
 * - `ready`: whether it has said so; `-` (null) where there is no `notification-fd` to say so with;
 * - `pid` and `uptime` (in JSON seconds) while it is up;
 * - `restarts`: how often it was started again, by s6 or by hand, since its s6-supervise began. s6 keeps 100 ends of a
 *   service, or what `max-death-tally` says: then it is `100+`, in JSON 100;
 * - `exit`: the code or the signal that it ended with last; `-` (null) before it has.
 *
 * `--healthy` is for a HEALTHCHECK or a probe. It says nothing when the boot is over, no stop has begun, and the services
 * are up, and ready where they can say so: those named, or all but those with a file `down` that nobody has started.
 *
 * Exit codes: 0; 1 with a line that says what is not healthy, or what service there is none of; 100 for wrong usage;
 * 111 when ignity does not run here, or its state cannot be read.
 */
export const ignityStatus = sh("/usr/bin/ignity-status", (s, argv) => {
  const format = s.set("format", "table");
  s.case(
    argv[1],
    when(["--json", "--healthy"], (s) => {
      s.set(format, argv[1].removePrefix("--"));
      s.shift();
    }),
    when(pattern`-*`, (s) => {
      complain(s, "usage: ignity-status [--json | --healthy] [NAME...]");
      s.exit(100);
    }),
  );
  const dir = s.set("dir", RUN_DIR);
  const scandir = s.set("scandir", word`${dir}/services-state`);
  // This tells s6-svscan nothing, but it has to be there to listen.
  s.run(`${S6}/s6-svscanctl`, scandir).silent();
  s.if(or(test(status, "-eq", 100), not(test("-e", state(dir).begun))), (s) => {
    complain(s, "not running: no s6-svscan listens in %s", scandir);
    s.exit(111);
  });

  const named = s.set("named", argv.count);
  s.if(test(named, "-eq", 0), (s) => {
    s.for("found", [glob`${scandir}/*`], (s, found) => {
      s.and(test("-d", found), (s) => s.setArgs(argv.all, found.removePrefix(word`${scandir}/`)));
      s.and(test("-d", word`${found}/log`), (s) =>
        s.setArgs(argv.all, word`${found.removePrefix(word`${scandir}/`)}/log`),
      );
    });
  });
  const escaped = s.var("escaped");
  const escape = escapeFn(s, escaped);
  const problems = s.set("problems", "");
  const add = s.fn("add_problem", (s, argv) => {
    s.set(problems, word`${problems.ifNonempty(word`${problems}, `)}${argv.joined}`);
  });
  const width = s.set("width", 4);
  s.for("given", [argv.all], (s, given) => {
    s.call(escape, given);
    s.or(test("-d", word`${scandir}/${given}`), call(add, "there is no service", escaped));
    s.or(test(escaped.length, "-le", width), set(width, escaped.length));
  });

  const service = readServiceFn(s, scandir);
  s.if(and(test(format, "=", "healthy"), test("-z", problems)), (s) => {
    checkContainer(s, dir, add);
    s.for("checked", [argv.all], (s, name) => {
      s.call(service.read, name);
      s.call(escape, name);
      checkService(s, service, named, escaped, add);
    });
  });
  s.if(test("-n", problems), (s) => {
    complain(s, "%s", problems);
    s.exit(1);
  });
  s.case(
    format,
    when("json", (s) => json(s, argv, service, escape, escaped)),
    when("table", (s) => table(s, argv, service, escape, escaped, width)),
  );
});

function checkContainer(s: Sh, dir: Var, add: Fn): void {
  const files = state(dir);
  const target = s.set("target", "");
  const phase = s.set("phase", "");
  s.and(test("-e", files.cmdPid), read(target, phase).from(files.cmdPid));
  // It is empty for the moment in which it is written.
  s.or(test("-n", target), set(phase, "boot"));
  s.and(test("-n", phase), not(test("-e", files.noCmd)), call(add, "the container is booting"));
  s.and(test("-e", files.stopping), call(add, "the container is stopping"));
}

function checkService(s: Sh, service: Service, named: Var, escaped: Var, add: Fn): void {
  const { state, normallyUp, ready } = service;
  s.case(
    word`${state},${ready}`,
    when(["up,true", "up,"]),
    when("up,false", (s) => s.call(add, escaped, "is not ready")),
    // Nobody wants it up, but for who named it.
    when("down,", (s) => {
      s.and(test(word`${normallyUp}${named}`, "!=", "false0"), call(add, escaped, "is down"));
    }),
    when(pattern`*`, (s) => s.call(add, escaped, "is", state)),
  );
}

function json(s: Sh, argv: Positionals, service: Service, escape: Fn, escaped: Var): void {
  const { state, ready, pid, seconds, restarts, exit } = service;
  const comma = s.set("comma", "");
  s.printf("[");
  s.for("listed", [argv.all], (s, name) => {
    s.call(service.read, name);
    s.call(service.readDeaths);
    s.call(escape, name);
    s.case(
      exit,
      when(pattern`*[!0-9]*`, (s) => s.set(exit, word`"${exit}"`)),
    );
    s.printf(
      '%s\n  {"name":"%s","state":"%s","ready":%s,"pid":%s,"uptime":%s,"restarts":%s,"exit":%s}',
      comma,
      escaped,
      state,
      ready.ifEmpty("null"),
      pid.ifEmpty("null"),
      seconds.ifEmpty("null"),
      restarts.removeSuffix("+"),
      exit.ifEmpty("null"),
    );
    s.set(comma, ",");
  });
  s.printf("\n]\n");
}

function table(s: Sh, argv: Positionals, service: Service, escape: Fn, escaped: Var, width: Var): void {
  const { state, ready, pid, seconds, restarts, exit } = service;
  const row = s.fn("row", (s, argv) => {
    s.run("printf", word`%-${width}s  %-12s  %-5s  %7s  %7s  %8s  %s\\n`, argv.all);
  });
  const duration = durationFn(s, seconds);
  s.call(row, "NAME", "STATE", "READY", "PID", "UPTIME", "RESTARTS", "EXIT");
  s.for("shown", [argv.all], (s, name) => {
    s.call(service.read, name);
    s.call(service.readDeaths);
    s.call(escape, name);
    s.or(test("-z", seconds), call(duration));
    s.case(
      ready,
      when("true", (s) => s.set(ready, "yes")),
      when("false", (s) => s.set(ready, "no")),
    );
    s.call(
      row,
      escaped,
      state,
      ready.ifEmpty("-"),
      pid.ifEmpty("-"),
      seconds.ifEmpty("-"),
      restarts,
      exit.ifEmpty("-"),
    );
  });
}
