import { arith, group, run, set, sh, status, test } from "../dsl/sh.ts";
import { LIB, S6 } from "./paths.ts";
import { seconds } from "./seconds.ts";

/** How a process may end, but by TERM, which is how a service is told to. */
const ENDS =
  "0-255,SIGABRT,SIGALRM,SIGBUS,SIGFPE,SIGHUP,SIGILL,SIGINT,SIGKILL,SIGPIPE,SIGQUIT,SIGSEGV,SIGSYS,SIGTRAP,SIGUSR1,SIGUSR2,SIGXCPU,SIGXFSZ";

/**
 * `back-off FIRST MOST`, in the live directory of a service: returns at once when the service has not ended lately; after
 * FIRST milliseconds when it has ended once, and twice as long for each further time, MOST at most. Lately is within ten
 * times MOST, or a minute.
 */
export const backOff = sh(`${LIB}/back-off`, (s, argv) => {
  const within = s.set("within", arith`${argv[2]} / 100`);
  s.or(test(within, "-gt", 60), set(within, 60));
  const wait = s.set("wait", 0);
  const next = s.set("next", argv[1]);
  const deaths = s.set("deaths", 1);
  const hasEnded = run(`${S6}/s6-permafailon`, within, deaths, ENDS, "true").silent();
  s.while(group(hasEnded, test(status, "-eq", 125)), (s) => {
    s.set(wait, next);
    s.or(test(wait, "-lt", argv[2]), run("break"));
    s.set(next, arith`${next} * 2`);
    s.or(test(next, "-lt", argv[2]), set(next, argv[2]));
    s.set(deaths, arith`${deaths} + 1`);
  });
  s.or(test(wait, "-eq", 0), run("exec", "sleep", seconds(wait)));
});
