import { run, status, type Sh, type Var } from "../dsl/sh.ts";

/** Waits for a child, whose code is then in `code`. A trap that runs in between ends a `wait` too soon. */
export function waitFor(s: Sh, child: Var, code: Var): void {
  s.run("wait", child);
  s.set(code, status);
  s.while(run("kill", "-0", child).stderr("/dev/null"), (s) => {
    s.run("wait", child);
    s.set(code, status);
  });
}
