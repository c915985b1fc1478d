import {
  and,
  capture,
  group,
  not,
  or,
  pipe,
  raw,
  read,
  run,
  set,
  sh,
  stderr,
  subshell,
  test,
} from "../../../../src/dsl/sh.ts";

export const lists = sh("/lists", (s, argv) => {
  const [a, b, c] = [run("true"), run("false"), run("grep", "-q", argv[1])];
  s.and(a, b, c);
  s.or(and(a, b), c);
  s.and(and(a, b), or(b, c));
  s.and(not(a), not(and(a, b)), not(pipe(a, b)), not(not(test("-e", argv[1]))));
  s.or(pipe(a, and(b, c), not(c)), pipe(pipe(a, b), c));

  s.or(test("-d", "/run"), (s) => s.exit(1));
  s.or(test("-d", "/run"), (s) => {
    s.run("echo", "no /run").to(stderr);
    s.exit(1);
  });
  s.and(test("-d", "/run"), (s) => {
    s.if(a, (s) => s.run("echo", "compound"));
  });
  const value = s.var("value");
  s.or(set(value, capture(run("hostname"))), set(value, "none"));
  s.if(group(read(value).from("/etc/hostname")).stderr("/dev/null"), (s) => s.run("echo", value));
  s.do(subshell(run("umask", 22), run("touch", "/tmp/a")));

  s.pipe(run("cat"), run("sort", "-u"), (s) => {
    const line = s.var("line");
    s.while(read(line), (s) => s.run("echo", line));
  });
  s.pipe((s) => {
    s.run("echo", "b");
    s.run("echo", "a");
  }, run("sort"));
  s.background(run("sleep", 1));
  s.background((s) => {
    s.run("sleep", 1);
    s.run("echo", "slept");
  });
  s.group((s) => s.background(run("sleep", 1)));
  s.run("wait");
  s.raw("ulimit -f 64");
  s.or(raw("ulimit -f 32"), a);
});
