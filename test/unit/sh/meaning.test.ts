import { expect, test } from "vitest";
import {
  capture,
  fd,
  glob,
  pattern,
  run,
  stderr,
  stdout,
  when,
  word,
  type Sh,
  type ShProgram,
} from "../../../src/dsl/sh.ts";
import { output, printed, shells } from "../../support/shells.ts";

/** What both shells print, which must be the same. */
function says(program: ShProgram): string | undefined {
  const [first, second] = shells.map((shell) => output(shell, printed(program))?.toString());
  expect(second).toBe(first);
  return first;
}

test("what is live in a pattern matches, and what is a hole does not", () => {
  const patterns = [
    pattern`a*`,
    pattern`${"a*"}`,
    pattern`?[!b-d]?`,
    pattern`[[:digit:]]?`,
    pattern`[ "$&'\\]`,
    pattern`[]x]`,
    pattern`[`,
    pattern`é*`,
    pattern`\\x`,
  ];
  const matches = (text: string): string | undefined =>
    says((s) =>
      patterns.forEach((each, i) =>
        s.case(
          text,
          when(each, (s) => s.run("printf", "%s ", i)),
        ),
      ),
    );
  expect(matches("abc")).toBe("0 ");
  expect(matches("a*")).toBe("0 1 ");
  expect(matches("axc")).toBe("0 2 ");
  expect(matches("5x")).toBe("3 ");
  for (const sign of " \"$&'\\") expect(matches(sign)).toBe("4 ");
  expect(matches("]")).toBe("5 ");
  expect(matches("[")).toBe("6 ");
  expect(matches("é")).toBe("7 ");
  expect(matches("\\x")).toBe("8 ");
});

test("a program is called by its name, whatever it is", () => {
  const names = ["if", "!", "a=b", "{", "done", "[x", "~", "-n", "a b", "é", "$x", "#"];
  const said = says((s) => {
    for (const name of names) {
      s.run("ln", "-s", "/usr/bin/printf", word`./${name}`);
      s.run(name, "%s ", name).with({ PATH: "." });
    }
  });
  expect(said).toBe(names.map((name) => `${name} `).join(""));
});

test("globs are files, and what surrounds them is data", () => {
  const said = says((s) => {
    const dir = s.set("dir", "my $x*");
    s.run("mkdir", dir);
    s.run("touch", word`${dir}/b 1`, word`${dir}/a 1`, word`${dir}/c*`);
    s.for("file", [glob`${dir}/* 1`, glob`my*/${"c*"}`, glob`none?`], (s, file) =>
      s.run("printf", "%s|", file),
    );
  });
  expect(said).toBe("my $x*/a 1|my $x*/b 1|my $x*/c*|none?|");
});

test("redirections are applied in their order, to all of what they are for", () => {
  const both = (s: Sh): void => {
    s.run("echo", "out");
    s.run("echo", "err").to(stderr);
  };
  const said = says((s) => {
    s.group(both).to("a").stderr(stdout);
    s.group(both).stderr(stdout).to("b");
    s.run("cat", "a", "b");
    s.redirect().from("a", 3);
    s.run("cat").from(fd(3)).close(3);
    s.run("echo", capture(run("cat").here("here\n"))).append("b");
    s.run("cat").from("b");
  });
  expect(said).toBe("err\nout\nerr\nout\nout\nerr\nout\nhere\n");
});

test("what a trap does is read when the signal comes", () => {
  const said = says((s) => {
    const what = s.set("what", "early");
    s.trap(["TERM"], (s) => {
      s.printf("%s ", word`it's ${what}`);
      s.exit(0);
    });
    s.set(what, "late");
    s.raw('kill -TERM "$$"');
  });
  expect(said).toBe("it's late ");
});
