import { run, test, type Fn, type Sh, type Var } from "../dsl/sh.ts";
import { descriptorsFor, readLimitFn } from "./descriptors.ts";
import { complain } from "./messages.ts";

/** `find_room`: tells whether s6-svscan may have a pipe for each logger. It would try without end to open what it may not. */
export function findRoomFn(s: Sh, loggers: Var): Fn {
  const limit = s.var("descriptors");
  const readLimit = readLimitFn(s, limit);
  return s.fn("find_room", (s) => {
    const needed = s.set("needed", descriptorsFor(loggers));
    s.call(readLimit);
    s.or(test(limit, "-lt", needed), run("return", 0));
    complain(
      s,
      "%s services with a log take %s file descriptors, and the limit is %s: raise it (--ulimit nofile=%s)",
      loggers,
      needed,
      limit,
      needed,
    );
    s.return(1);
  });
}
