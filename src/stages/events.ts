import { glob, word, type Fn, type Sh, type Word } from "../dsl/sh.ts";

/**
 * `make_events`: services that have a `wave` wait for each other, and may do so before there is a supervisor to make the
 * directory of its events. It keeps one that is there.
 */
export function makeEventsFn(s: Sh, scandir: Word): Fn {
  return s.fn("make_events", (s, argv) => {
    s.setArgs(glob`${scandir}/*`);
    s.for("waited", [argv.all], (s, waited) => {
      s.setArgs(argv.all, word`${waited}/event`);
      s.shift();
    });
    s.run("mkdir", "-m", "3730", "--", argv.all);
  });
}
