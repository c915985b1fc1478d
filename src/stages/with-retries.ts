import {
  any,
  arith,
  fd,
  getopts,
  optarg,
  optind,
  pattern,
  run,
  sh,
  test,
  when,
  type Fn,
  type Sh,
} from "../dsl/sh.ts";
import { complain } from "./messages.ts";
import { seconds } from "./seconds.ts";
import { waitFn } from "./wait.ts";

/**
 * `with-retries [-n TRIES] [-t MS] prog...` runs a program until it succeeds, three times at most when -n does not
 * say otherwise. Each try is killed after MS milliseconds; 0, the default, is no limit.
 *
 * Exit codes: 0; the code of the last try, 137 when it was killed; 100 for wrong usage.
 */
export const withRetries = sh("/usr/bin/with-retries", (s, argv) => {
  const usage = s.fn("usage", (s) => {
    complain(s, "usage: with-retries [-n TRIES] [-t MS] prog...");
    s.exit(100);
  });
  const tries = s.set("tries", 3);
  const ms = s.set("ms", 0);
  const option = s.var("option");
  s.while(getopts("n:t:", option).stderr("/dev/null"), (s) => {
    s.case(
      option,
      when("n", (s) => s.set(tries, optarg)),
      when("t", (s) => s.set(ms, optarg)),
      when(any, (s) => s.call(usage)),
    );
  });
  s.run("shift", arith`${optind} - 1`);
  const number = numberFn(s, usage);
  s.call(number, tries);
  s.call(number, ms);
  s.or(test(tries, "-gt", 0), (s) => s.call(usage));
  s.or(test(argv.count, "-gt", 0), (s) => s.call(usage));

  s.or(test(ms, "-eq", 0), (s) => s.setArgs("timeout", "-s", "KILL", seconds(ms), argv.all));
  // The program has this standard input; the shell would give it none.
  s.redirect().from(fd(0), 3);
  const child = s.set("child", "");
  for (const [signal, code] of [
    ["TERM", 143],
    ["INT", 130],
    ["HUP", 129],
  ] as const) {
    s.trap([signal], (s) => {
      s.run("kill", "-TERM", child).stderr("/dev/null");
      s.exit(code);
    });
  }
  const code = s.set("code", 0);
  const waitFor = waitFn(s, code);
  s.while(test(tries, "-gt", 0), (s) => {
    s.set(child, s.background(run(argv.all).from(fd(3)).close(3)));
    s.call(waitFor, child);
    s.or(test(code, "-ne", 0), (s) => s.break());
    s.set(tries, arith`${tries} - 1`);
  });
  s.exit(code);
});

function numberFn(s: Sh, usage: Fn): Fn {
  return s.fn("check_number", (s, argv) => {
    s.case(
      argv[1],
      when(["", pattern`*[!0-9]*`, pattern`0?*`, pattern`??????????*`], (s) => s.call(usage)),
    );
  });
}
