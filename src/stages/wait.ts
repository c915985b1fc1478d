import { run, status, test, type Fn, type Sh, type Var } from "../dsl/sh.ts";

/**
 * `wait_for child`: waits for a child, whose code is then in `code`. A trap that runs in between ends a `wait` too soon;
 * and the shell has a word to say of a child that a signal ended.
 */
export function waitFn(s: Sh, code: Var): Fn {
  return s.fn("wait_for", (s, argv) => {
    s.run("wait", argv[1]).stderr("/dev/null");
    s.set(code, status);
    s.while(run("kill", "-0", argv[1]).stderr("/dev/null"), (s) => {
      s.run("wait", argv[1]).stderr("/dev/null");
      s.set(code, status);
    });
    // One that ended as a signal came has a code that is still to be had. Of others a shell may say 127.
    s.run("wait", argv[1]).stderr("/dev/null");
    const late = s.set("late", status);
    s.or(test(late, "-eq", 127), (s) => s.set(code, late));
  });
}
