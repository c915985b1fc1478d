import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { IgnityError } from "../../../src/ast/diagnostic.ts";
import {
  any,
  arith,
  call,
  capture,
  envOf,
  pipe,
  raw,
  read,
  run,
  sh,
  when,
  word,
  type Fn,
  type Parameter,
  type Sh,
  type ShProgram,
  type Var,
} from "../../../src/dsl/sh.ts";
import { printSh } from "../../../src/emit/sh.ts";

/** What the build says of a script: the message, with the line counted from the call of this function. */
function refusal(program: ShProgram): string {
  const start = Number(/refused\.test\.ts:(\d+):\d+\)?$/m.exec(new Error().stack!.split("\n")[2]!)![1]);
  try {
    printSh(sh("/t", program).tree);
  } catch (error) {
    if (!(error instanceof IgnityError)) throw error;
    return error.message.replace(/^.*refused\.test\.ts:(\d+):\d+/, (_, line) => `+${Number(line) - start}`);
  }
  return "not refused";
}

test("IG020: a block without statements", () => {
  const said = "IG020: a block holds no statement; sh has no empty blocks: leave it out";
  expect(refusal(() => {})).toContain(said);
  expect(
    refusal((s) => {
      s.run("true");
      s.if(run("true"), () => {});
    }),
  ).toBe(`+2: ${said}`);
});

test("IG021: a statement after what does not come back", () => {
  const said = "IG021: this statement is never reached; what stands before it does not come back";
  const after = (last: (s: Sh) => void): string =>
    refusal((s) => {
      last(s);
      s.run("echo", "never");
    }).replace(/^\+\d: /, "");
  expect(after((s) => s.exit(0))).toBe(said);
  expect(after((s) => s.exec("true"))).toBe(said);
  expect(after((s) => s.if(run("true"), (s) => s.exit(0)).else((s) => s.exec("true")))).toBe(said);
  expect(
    after((s) =>
      s.case(
        "x",
        when("x", (s) => s.exit()),
        when(any, (s) => s.group((s) => s.exit())),
      ),
    ),
  ).toBe(said);
  expect(after((s) => s.call(s.fn("die", (s) => s.exit(1))))).toBe(said);
  expect(
    refusal((s) => {
      s.for("x", ["a"], (s) => {
        s.break();
        s.run("true");
      });
    }),
  ).toBe(`+3: ${said}`);

  const comesBack = "not refused";
  expect(after((s) => s.redirect().close(3))).toBe(comesBack);
  expect(after((s) => s.if(run("true"), (s) => s.exit(0)))).toBe(comesBack);
  expect(after((s) => s.subshell((s) => s.exit(0)))).toBe(comesBack);
  expect(after((s) => s.background((s) => s.exit(0)))).toBe(comesBack);
  expect(
    after((s) =>
      s.case(
        "x",
        when("x", (s) => s.exit()),
        when("y", (s) => s.exit()),
      ),
    ),
  ).toBe(comesBack);
  const mayReturn = (s: Sh): Fn =>
    s.fn("f", (s) => {
      s.or(run("true"), run("return", 1));
      s.exit(1);
    });
  expect(after((s) => s.call(mayReturn(s)))).toBe(comesBack);
});

test("IG022: a name the shell does not take", () => {
  const said = (name: string, of: string) =>
    `IG022: "${name}" cannot be the name of a ${of}; use letters, digits and _, not a digit first, and no word of the shell's own`;
  expect(refusal((s) => s.set("a-b", 1))).toBe(`+0: ${said("a-b", "variable")}`);
  expect(refusal((s) => s.for("1", ["a"], (s) => s.run("true")))).toBe(`+0: ${said("1", "variable")}`);
  expect(refusal((s) => s.run("echo", envOf("A.B")))).toBe(`+0: ${said("A.B", "variable")}`);
  expect(refusal((s) => s.run("echo").with({ "": 1 }))).toBe(`+0: ${said("", "variable")}`);
  expect(refusal((s) => s.fn("set", (s) => s.run("true")))).toBe(`+0: ${said("set", "function")}`);
});

test("IG023: a name that is in use", () => {
  const set =
    "IG023: the variable x is set here already; sh has one variable of a name: pass its token to set, or choose another name";
  expect(
    refusal((s) => {
      s.set("x", 1);
      s.set("x", 2);
    }),
  ).toBe(`+2: ${set}`);
  expect(
    refusal((s) => {
      s.set("x", 1);
      s.fn("f", (s) => s.set("x", 2));
    }),
  ).toBe(`+2: ${set}`);
  expect(
    refusal((s) => {
      s.for("x", [1], (s) => s.run("true"));
      s.for("x", [2], (s) => s.run("true"));
    }),
  ).toBe("not refused");
  expect(
    refusal((s) => {
      s.fn("f", (s) => s.run("true"));
      s.fn("f", (s) => s.run("false"));
    }),
  ).toBe("+2: IG023: the function f is defined twice; choose another name");
});

test("IG024: a handle outside of its block", () => {
  const hint = "call the parameter of each block s too, and record nothing later";
  expect(refusal((s) => s.group(() => s.run("true")))).toBe(
    `+0: IG024: the handle of an outer block is used inside a block of it; ${hint}`,
  );
  expect(
    refusal((s) => {
      let kept = s;
      s.group((s) => {
        kept = s;
        s.run("true");
      });
      kept.run("true");
    }),
  ).toBe(`+6: IG024: the handle of a block is used after its end; ${hint}`);
});

test("IG025: a value that means something else here", () => {
  expect(
    refusal((s) => {
      let kept: Var | undefined;
      s.group((s) => {
        kept = s.set("x", 1);
      });
      s.run("echo", word`${kept!.ifUnset("")}`);
    }),
  ).toBe(
    "+5: IG025: the variable x is used outside the block that sets it; set it before the block, and again in there",
  );
  expect(refusal((s, argv) => s.fn("f", (s) => s.run("echo", argv[1])))).toBe(
    "+0: IG025: $1 of the script is used in f, which has its own; set a variable to it outside, or hand it over as an argument",
  );
  expect(refusal((s, argv) => s.trap(["EXIT"], (s) => s.run("echo", argv.all)))).toBe(
    "+0: IG025: $@ of the script is used in a trap, which has its own; set a variable to it outside, or hand it over as an argument",
  );
  const lost = "IG025: $! is another process by now; set a variable to it right after background";
  expect(
    refusal((s) => {
      const first: Parameter = s.background(run("sleep", 1));
      s.background(run("sleep", 2));
      s.run("wait").from(first);
    }),
  ).toBe(`+3: ${lost}`);
});

test("IG026: a variable that is never given a value", () => {
  const unset = refusal((s) => {
    const line = s.var("line");
    s.run("echo", line);
  });
  expect(unset).toBe(
    "+1: IG026: the variable line is never given a value; give it one by set, read or getopts",
  );
  expect(
    refusal((s) => {
      const line = s.var("line");
      s.while(read(line), (s) => s.run("echo", line));
    }),
  ).toBe("not refused");
});

test("IG027: a NUL byte", () => {
  expect(refusal((s) => s.run("echo", "a\0"))).toBe(
    "+0: IG027: a word holds a NUL byte; no program can be given one: leave it out",
  );
});

test("IG028: arithmetic that is not POSIX's", () => {
  const hint =
    "write an expression of numbers and POSIX operators, variables as ${...}, and store its value by s.set";
  const x = envOf("x");
  const wrong = [
    [() => arith`${x}++`, "${...}++"],
    [() => arith`${x} ** 2`, "${...} ** 2"],
    [() => arith`${x} = 2`, "${...} = 2"],
    [() => arith`${x} +`, "${...} +"],
    [() => arith`y + 1`, "y + 1"],
    [() => arith`${x}${x}`, "${...}${...}"],
    [() => arith`1${x}`, "1${...}"],
    [() => arith``, ""],
  ] as const;
  for (const [text, shown] of wrong) {
    expect(refusal((s) => s.run("echo", text())).replace(/^[^:]*: /, "")).toBe(
      `IG028: "${shown}" is not portable arithmetic; ${hint}`,
    );
  }
});

test("IG029: a here-document that cannot be written", () => {
  expect(refusal((s) => s.run("cat").here("text"))).toBe(
    "+0: IG029: a here-document does not end in a newline; end its text with one, or print the text by printf",
  );
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  expect(refusal((s) => s.run("cat").here([...alphabet].map((letter) => `${letter}é\n`).join("")))).toBe(
    "IG029: a here-document has lines that would end it; print the text by printf",
  );
});

test("IG030: a function that sets a variable of who calls it", () => {
  const said =
    "IG030: f sets the variable x, which is in use where it runs; sh has no local variables: choose another name in one of them";
  const setsX = (s: Sh): Fn => s.fn("f", (s) => s.set("x", 1));
  expect(
    refusal((s) => {
      const f = setsX(s);
      s.set("x", 2);
      s.call(f);
    }),
  ).toBe(`+3: ${said}`);
  expect(
    refusal((s) => {
      const f = setsX(s);
      const g = s.fn("g", (s) => s.call(f));
      s.for("x", [1], (s) => s.call(g));
    }),
  ).toBe(`+3: ${said}`);
  expect(
    refusal((s) => {
      const f = setsX(s);
      s.trap(["TERM"], (s) => s.call(f));
      s.set("x", 2);
    }).replace(/^[^I]*/, ""),
  ).toBe(said);

  const apart = refusal((s) => {
    const f = setsX(s);
    s.call(f);
    s.for("x", [1], (s) => s.run("true"));
    s.set("x", capture(call(f)));
    s.pipe(call(f), run("cat"));
    s.do(pipe(call(f), run("cat")));
    s.background(call(f));
  });
  expect(apart).toBe("not refused");
});

test("IG031: raw sh of more than one line", () => {
  expect(refusal((s) => s.raw("a\nb"))).toBe(
    "+0: IG031: raw sh holds a newline; write one raw line for each",
  );
  expect(refusal((s) => s.do(raw("a\n")))).toContain("IG031");
});

test("IG032: a builtin where it means nothing", () => {
  expect(refusal((s) => s.run("return", 1))).toBe(
    "+0: IG032: return stands outside of a function; it has a meaning only in a function",
  );
  const loop = "IG032: break stands outside of a loop; it has a meaning only in a loop";
  expect(refusal((s) => s.or(run("true"), run("break")))).toBe(`+0: ${loop}`);
  expect(
    refusal((s) => s.while(run("true"), (s) => s.subshell((s) => s.or(run("true"), run("break"))))),
  ).toBe(`+0: ${loop}`);
});

test("every code has its page", () => {
  const pages = readdirSync("docs/errors");
  for (let code = 20; code <= 32; code++) expect(pages).toContain(`IG0${code}.md`);
});
