import { expect, test } from "vitest";
import { IgnityError } from "../../../src/ast/diagnostic.ts";
import { eltest, exit, raw, run, s6, script, word, type Chain, type End } from "../../../src/dsl/execline.ts";

/** What the build says of a script: the message, with the line counted from the call of this function. */
function refusal(program: (x: Chain) => End): string {
  const start = Number(/refused\.test\.ts:(\d+):\d+\)?$/m.exec(new Error().stack!.split("\n")[2]!)![1]);
  try {
    script("/t", "-P", program);
  } catch (error) {
    if (!(error instanceof IgnityError)) throw error;
    return error.message.replace(/^.*refused\.test\.ts:(\d+):\d+/, (_, line) => `+${Number(line) - start}`);
  }
  return "not refused";
}

test("IG001: a program after the end of its chain", () => {
  expect(
    refusal((x) => {
      const end = x.exit(0);
      x.umask("022");
      return end;
    }),
  ).toBe("+2: IG001: a program follows the end of its chain; write it before the end");
});

test("IG002: the outer chain written to inside a block", () => {
  const said =
    "IG002: an outer chain is written to inside one of its blocks; use the block's own handle: call it x too, so that it hides the outer one";
  expect(
    refusal((outer) => {
      outer.foreground((x) => {
        outer.umask("022");
        return x.exit(0);
      });
      return outer.exit(0);
    }),
  ).toBe(`+2: ${said}`);
  expect(
    refusal((x) => {
      x.multisubstitute((m) => {
        x.umask("022");
        return { a: m.define("1") };
      });
      return x.exit(0);
    }),
  ).toBe(`+2: ${said}`);
});

test("IG003: a block ended by another chain", () => {
  let stolen: End;
  script("/other", "-P", (x) => (stolen = x.exit(0)));
  expect(
    refusal((x) => {
      x.foreground(() => stolen);
      return x.exit(0);
    }),
  ).toBe(
    "+1: IG003: a block was not ended by its own chain; end it with the handle it is given: return x.into(...), x.exit(...) or a loop",
  );
  expect(refusal(() => stolen)).toContain(": IG003: a script was not ended by its own chain; ");
});

test("IG004: a name bound twice", () => {
  const said =
    "IG004: ${a} is bound here already; execline substitutes the earlier one everywhere, this one nowhere: choose another name";
  expect(
    refusal((x) => {
      x.define("a", "1");
      x.foreground((x) => {
        x.define("a", "2");
        return x.exit(0);
      });
      return x.exit(0);
    }),
  ).toBe(`+3: ${said}`);
  expect(
    refusal((x) => {
      x.define("a", "1");
      return x.forx("a", ["2"], (x) => x.exit(0));
    }),
  ).toBe(`+2: ${said}`);
});

test("a name may be bound again in another block", () => {
  expect(
    refusal((x) => {
      x.foreground((x) => x.into(run("echo", x.define("a", "1"))));
      x.foreground((x) => x.into(run("echo", x.define("a", "2"))));
      return x.exit(0);
    }),
  ).toBe("not refused");
});

test("IG005: a variable used outside the chain that binds it", () => {
  expect(
    refusal((x) => {
      let inner;
      x.foreground((x) => {
        inner = x.define("a", "1");
        return x.exit(0);
      });
      return x.into(run("echo", inner!));
    }),
  ).toBe("+6: IG005: ${a} is used outside the chain that binds it; bind it in this chain");
});

test("IG006: a substitution that would rewrite the value of another", () => {
  const said =
    'IG006: ${b} is substituted after ${a} and would rewrite a value that holds "${b}"; substitute both in one multisubstitute, or the later one only in a block that does not use the earlier one';
  expect(
    refusal((x) => {
      const a = x.importasOf("a", "A", { insist: true });
      const b = x.importasOf("b", "B", { insist: true });
      return x.into(run("echo", a, b));
    }),
  ).toBe(`+3: ${said}`);
  expect(
    refusal((x) => {
      const a = x.elglob("a", "/x/*");
      return x.forx("b", ["c"], (x, b) => x.into(run("echo", a, b)));
    }),
  ).toBe(`+2: ${said}`);
});

test("IG006: also of the script's own arguments", () => {
  expect(() =>
    script("/t", "-S0", (x, argv) => {
      x.importas("user", "USER");
      return x.into(argv.all);
    }),
  ).toThrow("IG006: ${user} is substituted after ${@} and would rewrite a value");
});

test("substitutions one after the other, where the values cannot hold a name", () => {
  expect(
    refusal((x) => {
      const wait = x.importas("wait", "IGNITY_CMD_WAIT_FOR_SERVICES");
      const pid = x.getpid("pid");
      const code = x.importasOf("code", "?", { insist: true });
      const dir = x.define("dir", word`/run/${pid}`);
      const files = x.elglob("files", word`${dir}/*`);
      return x.into(run("echo", wait, pid, code, dir, files));
    }),
  ).toBe("not refused");
  expect(
    refusal((x) => {
      x.foreground((x) => x.into(run("echo", x.importas("user", "USER"))));
      return x.into(run("echo", x.importasOf("home", "HOME", { insist: true })));
    }),
  ).toBe("not refused");
});

test("IG007: plain text that is substituted", () => {
  expect(refusal((x) => x.into(run("echo", "a ${b}")))).toBe(
    '+0: IG007: the text "a ${b}" holds ${b}, which is substituted; put a variable there with word`...${variable}..., or mark the word with raw(...)'.replace(
      "`...${variable}...,",
      "`...${variable}...`,",
    ),
  );
  expect(
    refusal((x) => {
      x.define("b", "1");
      return x.into(run("sh", "-c", "echo $b"));
    }),
  ).toContain('+2: IG007: the text "echo $b" holds $b, which');
  expect(() => script("/t", "-S0", (x) => x.into(run("sh", "-c", "echo $1")))).toThrow(
    'IG007: the text "echo $1" holds $1',
  );
  expect(refusal((x) => x.into(run("echo", word`$${"{b}"}`)))).toContain("IG007: ");
  expect(refusal((x) => x.into(run("echo", raw("${b}"), "$b", "$", "${"))).slice(0, 10)).toBe("+0: IG007:");
});

test("text that is not substituted", () => {
  expect(
    refusal((x) => {
      x.define("b", "1");
      return x.into(run("sh", "-c", "echo $b.", "$bb", "$", "b}"));
    }),
  ).toBe("not refused");
});

test("IG008: names that cannot be", () => {
  expect(refusal((x) => x.into(run("echo", x.define("a}", "1"))))).toBe(
    '+0: IG008: "a}" cannot be substituted; name it with at least one character, none of them $ { } or a backslash',
  );
  expect(
    refusal((x) => {
      x.export("A=b", "c");
      return x.exit(0);
    }),
  ).toBe(
    '+1: IG008: "A=b" is no name of an environment variable; name it with at least one character, none of them "="',
  );
});

test("IG009: what no argument can be", () => {
  expect(refusal((x) => x.into(run("echo", "a\0")))).toBe(
    "+0: IG009: a word holds a NUL byte; no program can be given one: leave it out",
  );
  expect(refusal((x) => x.exit(0.5))).toBe(
    "+0: IG009: 0.5 is no whole number; execline reads plain decimal numbers",
  );
});

test("IG010: a program of the table written by hand", () => {
  expect(refusal((x) => x.into(run("s6-svc", "-u", "/x")))).toBe(
    '+0: IG010: s6-svc is written by hand; write s6.svc(...), or mark it with raw("s6-svc")',
  );
  expect(
    refusal((x) => {
      x.chainload("importas", "a", "A");
      return x.exit(0);
    }),
  ).toBe('+1: IG010: importas is written by hand; write x.importas(...), or mark it with raw("importas")');
});

test("IG011: a directive of multisubstitute without its name", () => {
  expect(
    refusal((x) => {
      x.multisubstitute((m) => {
        m.define("1");
        return { b: m.define("2") };
      });
      return x.exit(0);
    }),
  ).toBe(
    "+1: IG011: a directive of multisubstitute has no name; return each variable in the record, under the name it is to have",
  );
  const said =
    "is not the name of one directive of this multisubstitute; return only its own variables, each under one name; those of multidefine keep theirs";
  expect(
    refusal((x) => {
      const a = x.define("a", "1");
      x.multisubstitute(() => ({ b: a }));
      return x.exit(0);
    }),
  ).toBe(`+2: IG011: b ${said}`);
  expect(
    refusal((x) => {
      x.multisubstitute((m) => ({ c: m.multidefine("1", ["a"]).a }));
      return x.exit(0);
    }),
  ).toBe(`+1: IG011: c ${said}`);
});

test("IG012: a variable that is none of ignity's", () => {
  expect(
    refusal((x) => {
      x.export("IGNITY_VERBOSTIY", 2);
      return x.exit(0);
    }),
  ).toMatch(
    /^\+1: IG012: IGNITY_VERBOSTIY is none of ignity's variables; write one of IGNITY_CMD_WAIT_FOR_SERVICES, /,
  );
});

test("IG013: an empty list where the program needs one", () => {
  expect(
    refusal((x) => {
      x.s6.svlisten([]);
      return x.exit(0);
    }),
  ).toBe("+1: IG013: s6-svlisten is given no servicedirs; give it at least one");
});

test("blocks that hold a command are checked in their place", () => {
  expect(
    refusal((x) => {
      x.if(eltest("-d", "/x"));
      x.ifelse(s6.svok("/x"), run("echo", "${a}"));
      return x.into(exit(0));
    }),
  ).toMatch(/^\+2: IG007/);
});
