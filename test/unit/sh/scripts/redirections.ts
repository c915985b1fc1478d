import { fd, run, sh, stderr, stdin, stdout, word } from "../../../../src/dsl/sh.ts";

export const redirections = sh("/redirections", { interpreter: "/usr/bin/with-env sh" }, (s, argv) => {
  const log = s.set("log", word`/run/${argv[1]}`);
  s.run("echo").to(log).stderr(stdout);
  s.run("echo").to(log, 3).append("my log").append(log, 2);
  s.run("cat").from(log).from(stdin, 4).from(fd(5)).readWrite("a").readWrite("b", 1).close(3);
  s.run("echo", 2).to(stderr).silent();
  s.redirect().from("/dev/null").to(fd(3), 4);
  s.run("cat").with({ LC_ALL: "C", IFS: "" }).here("no $expansion\n");
  s.run("cat")
    .here(word`of ${log}x: \$ \`a\` \\ "b" 'c'\n`)
    .to(stderr);
  s.run("cat")
    .here("EOF\nEOFé\n")
    .here(word`${log}\nE\n`, 3);
  s.if(run("cat").here("in a condition\n"), (s) => {
    s.run("cat").here("in a block\n");
    s.pipe(run("cat").here("in a\n"), run("cat", "/dev/fd/3").here("pipeline\n", 3));
  }).stderr("/dev/null");
  s.for("i", [1, 2], (s, i) => s.run("echo", i)).to(log);
  s.case(argv[2], { patterns: ["a"], body: undefined, position: undefined }).to(log);
});
