import {
  and,
  any,
  getopts,
  glob,
  not,
  optarg,
  or,
  read,
  run,
  sh,
  test,
  when,
  word,
} from "../../../../src/dsl/sh.ts";

export const blocks = sh("/blocks", { interpreter: "/bin/sh -e" }, (s, argv) => {
  const name = s.set("name", "");

  // A note before an if.
  s.if(test("-z", argv[1]), (s) => {
    // A note in its block.
    s.exit(100);
  });

  s.if(test(argv.count, "-gt", 1), (s) => s.run("echo", "many"))
    // A note before an elif.
    .elif(not(test("-e", name)), (s) => {
      s.run("echo", "none");
    })
    .else((s) => {
      s.run("echo", "one");

      // A note after a blank line.
      s.run("echo", "end");
    });

  const option = s.var("option");
  s.while(getopts("n:tx", option), (s) => {
    s.case(
      option,
      when("n", (s) => s.set(name, optarg)),
      // A note before an arm.
      when(["t", "x"]),
      when(any, (s) => {
        s.run("echo", "usage").stderr("/dev/null");
        s.exit(100);
      }),
    );
  });

  s.for("file", [glob`/etc/*.conf`, "/etc/passwd"], (s, file) => {
    s.or(test("-f", file), (s) => s.continue());
    s.until(test("-s", file), (s) => s.run("sleep", 1));
    s.break();
  });

  const line = s.var("line");
  s.while(or(read(line).with({ IFS: "" }), test("-n", line)), (s) => {
    s.run("echo", line);
  }).from(word`${name}.txt`);

  s.group((s) => s.run("echo", "alone"));
  s.group((s) => {
    s.run("echo", "a");
    s.run("echo", "b");
  }).to("/dev/null");
  s.subshell((s) => s.or(run("cd", "/"), (s) => s.exit(1)));
  s.subshell((s) => {
    s.group((s) => s.run("umask", "077")).silent();
    s.if(and(test("-e", name), run("true")), (s) => s.run("true"));
  });
});
