import { run as program, script, type Chain } from "../../../../src/dsl/execline.ts";
import { run, sh, test, when, type Sh } from "../../../../src/dsl/sh.ts";

// A comment outside functions stays here.
export const chain = script("/chain", "-P", (x) => {
  // The first note,
  // of two lines.
  x.foreground((x) => {
    // Inside a block.
    return x.into(program("a")); // not this one
  });
  x.foreground(program("b"));

  x.foreground(program("c"));
  announce(x, "d");

  // A note before a call.
  announce(x, "e");
  /* nor this one */
  const unused = "a constant writes nothing";
  // @ts-ignore is for a tool

  // A paragraph of its own.

  return x.into(program("f", unused));
});

function announce(x: Chain, text: string): void {
  // Said with each call.
  x.foreground(program("say", text));
}

export const shell = sh("/shell", (s, argv) => {
  const code = s.set("code", 0);

  // One arm a line.
  s.case(
    argv[1],
    // The arm's own note.
    when(["a"], (s) => {
      // Inside an arm.
      warn(s, "first");
    }),
    when(["b"], (s) => s.set(code, 1)),
  );
  s.if(test(code, "=", 0), (s) => s.run("true"))
    // What else.
    .else((s) => s.run("false"));

  // Before a loop of the author.
  for (const name of ["x", "y"]) {
    // Once for the loop.
    s.run("touch", name);
  }

  // Before a constant, about what follows.
  const text = "second";
  warn(s, text);
  s.or(run("last"), (s) => {
    // Before the exit.
    s.exit(1);
  });
});

function warn(s: Sh, text: string): void {
  s.or(test("-t", 2), (s) => {
    // Only without a terminal.
    s.run("logger", text);
  });
}
