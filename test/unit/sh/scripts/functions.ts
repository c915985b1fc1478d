import { arith, call, capture, env, sh, stderr, test } from "../../../../src/dsl/sh.ts";

export const functions = sh("/functions", (s, argv) => {
  s.setOption("-f");
  // A note before a function.
  const warn = s.fn("warn", (s, argv) => {
    s.and(test(env("IGNITY_VERBOSITY"), "-lt", 1), (s) => s.return(0));
    s.printf("ignity: %s\n\t\\", argv.joined).to(stderr);
  });
  const die = s.fn("die", (s, argv) => {
    s.call(warn, argv.all);
    s.exit(arith`${argv[1]} + 128`);
  });
  s.or(test("-n", argv[1]), call(die, 1));

  const child = s.set("child", s.background(call(warn, "started")));
  s.export(child);
  s.trap(["TERM", "INT"], (s) => s.run("kill", child));
  s.trap(["EXIT"], (s) => {
    s.call(warn, "it's over");
    s.if(test("-n", child), (s) => s.run("kill", child));
  });
  s.trap(["HUP"], (s) => s.call(warn));
  s.trap(["QUIT"], (s) => s.run("cat").here("quit\n").to(stderr));
  s.ignore("PIPE", "USR1");
  s.untrap("TERM");

  s.setArgs("--", argv.all, capture(call(warn)));
  s.shift();
  s.shift(2);
  s.unset(child);
  s.exec("printf", "%s", argv.all).with({ LC_ALL: "C" });
});
