import { run, status, type Sh, type Var } from "../dsl/sh.ts";

/**
 * Waits for a child, whose code is then in `code`. A trap that runs in between ends a `wait` too soon; and the shell has
 * a word to say of a child that a signal ended.
 */
export function waitFor(s: Sh, child: Var, code: Var): void {
  s.run("wait", child).stderr("/dev/null");
  s.set(code, status);
  s.while(run("kill", "-0", child).stderr("/dev/null"), (s) => {
    s.run("wait", child).stderr("/dev/null");
    s.set(code, status);
  });
}
