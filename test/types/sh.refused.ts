// What tsc refuses in a sh script, each with the message its author sees.
import {
  any,
  arith,
  env,
  envOf,
  glob,
  pattern,
  read,
  run,
  sh,
  split,
  test,
  when,
  word,
} from "../../src/dsl/sh.ts";

export const undefinedVariable = sh("/t", (s) => {
  const maxtime = s.set("maxtime", 1);
  // @ts-expect-error TS2552: Cannot find name 'maxtme'. Did you mean 'maxtime'?
  s.run("sleep", maxtme);
  s.run("sleep", maxtime);
});

export const usedBeforeItIsSet = sh("/t", (s) => {
  // @ts-expect-error TS2448: Block-scoped variable 'grace' used before its declaration.
  // and TS2454: Variable 'grace' is used before being assigned.
  s.run("sleep", grace);
  const grace = s.set("grace", 1);
});

export const outsideItsBlock = sh("/t", (s) => {
  s.for("file", [glob`/etc/*`], (s, file) => s.run("echo", file));
  // @ts-expect-error TS2552: Cannot find name 'file'. Did you mean 'File'?
  s.run("echo", file);
});

export const misspeltParameter = sh("/t", (s) => {
  // @ts-expect-error TS2345: Argument of type '"IGNITY_KILL_GRACETMIE"' is not assignable to parameter of type '... | "USERMAP_UID"'.
  s.run("sleep", env("IGNITY_KILL_GRACETMIE"));
  // @ts-expect-error TS2345: Argument of type '"IGNITY_KILL_GRACETMIE"' is not assignable to parameter of type '... | "USERMAP_UID"'.
  s.run("sleep", envOf("IGNITY_KILL_GRACETMIE"));
  // @ts-expect-error TS2345: Argument of type '"IGNITY_KILL_GRACETMIE"' is not assignable to parameter of type '... | Var'.
  s.set("IGNITY_KILL_GRACETMIE", 1);
  // @ts-expect-error TS2322: Type 'number' is not assignable to type 'never'.
  s.run("env").with({ IGNITY_VERBOSITY: 1, IGNITY_VERBOSTY: 1 });
  s.run("echo", envOf("HOME")).with({ HOME: "/" });
});

export const manyWhereOneWordIsNeeded = sh("/t", (s, argv) => {
  // @ts-expect-error TS2345: Argument of type 'Many' is not assignable to parameter of type 'Word'.
  s.set("x", argv.all);
  // @ts-expect-error TS2345: Argument of type 'Many' is not assignable to parameter of type 'Word'.
  s.run("echo", word`a${argv.all}`);
  // @ts-expect-error TS2345: Argument of type 'Many' is not assignable to parameter of type 'Fd | Word'.
  s.run("echo").to(glob`/tmp/*`);
  // @ts-expect-error TS2345: Argument of type 'Many' is not assignable to parameter of type 'Word'.
  s.if(test("-e", glob`/tmp/*`), (s) => s.run("true"));
  s.run("echo", argv.all, glob`/tmp/*`);
});

export const splitOutsideOfFor = sh("/t", (s) => {
  const names = s.set("names", "a b");
  // @ts-expect-error TS2345: Argument of type 'Split' is not assignable to parameter of type 'Words'.
  s.run("echo", split(names));
});

export const patternWhereAWordIsNeeded = sh("/t", (s) => {
  // @ts-expect-error TS2345: Argument of type 'Pattern' is not assignable to parameter of type 'Words'.
  s.run("echo", pattern`*.sh`);
});

export const leftWhereThereIsNothingToLeave = sh("/t", (s) => {
  // @ts-expect-error TS2339: Property 'break' does not exist on type 'Sh'.
  s.break();
  // @ts-expect-error TS2339: Property 'return' does not exist on type 'Sh'.
  s.return();
  s.while(run("true"), (s) => {
    s.if(run("true"), (s) => s.break());
    // @ts-expect-error TS2339: Property 'continue' does not exist on type 'Sh'.
    s.subshell((s) => s.continue());
    s.case(
      "x",
      when(any, (s) => s.continue()),
      // @ts-expect-error TS2339: Property 'return' does not exist on type 'Sh & InLoop'.
      when("x", (s) => s.return()),
    );
  });
  s.fn("f", (s) => {
    s.while(run("true"), (s) => s.return());
    // @ts-expect-error TS2339: Property 'break' does not exist on type 'Sh & InFunction'.
    s.break();
  });
});

export const nothingInABlock = sh("/t", (s) => {
  // @ts-expect-error TS2554: Expected 2 arguments, but got 1.
  s.if(run("true"));
  // @ts-expect-error TS2345: Argument of type '[]' is not assignable to parameter of type 'readonly [Split | Words, ...(Split | Words)[]]'.
  s.for("x", [], (s) => s.run("true"));
  // @ts-expect-error TS2555: Expected at least 2 arguments, but got 1.
  s.case("x");
  // @ts-expect-error TS2345: Argument of type '[]' is not assignable to parameter of type 'readonly [TrapSignal, ...TrapSignal[]]'.
  s.trap([], (s) => s.run("true"));
});

export const noCondition = sh("/t", (s) => {
  // @ts-expect-error TS2345: Argument of type 'string' is not assignable to parameter of type 'Command'.
  s.if("true", (s) => s.run("true"));
});

export const notOfPosix = sh("/t", (s) => {
  const x = s.set("x", 1);
  // @ts-expect-error TS2339: Property 'local' does not exist on type 'Sh'.
  s.local("y", 1);
  // @ts-expect-error TS2769: No overload matches this call.
  s.if(test(x, "-nt", x), (s) => s.run("true"));
  // @ts-expect-error TS2769: No overload matches this call.
  s.if(test(x, "==", "a"), (s) => s.run("true"));
  // @ts-expect-error TS2769: No overload matches this call.
  s.if(test(x, "-gt", "a"), (s) => s.run("true"));
  // @ts-expect-error TS2345: Argument of type '"-o"' is not assignable to parameter of type '"+C" | "+a" | "+b" | "+e" | "+f" | "+m" | "+u" | "+v" | "+x" | "-C" | "-a" | "-b" | "-e" | "-f" | "-m" | "-u" | "-v" | "-x"'.
  s.setOption("-o");
  // @ts-expect-error TS2322: Type '"ERR"' is not assignable to type 'TrapSignal'.
  s.trap(["ERR"], (s) => s.run("true"));
  // @ts-expect-error TS2345: Argument of type 'string' is not assignable to parameter of type 'number | Text'.
  s.set(x, arith`${x} + ${"1"}`);
});

export const notAVariable = sh("/t", (s, argv) => {
  // @ts-expect-error TS2345: Argument of type 'Parameter' is not assignable to parameter of type 'string | Var'.
  s.set(argv[1], "x");
  // @ts-expect-error TS2741: Property 'kind' is missing in type 'Parameter' but required in type 'Var'.
  s.read(argv[1]);
  // @ts-expect-error TS2345: Argument of type 'string' is not assignable to parameter of type 'Var'.
  s.while(read("line"), (s) => s.run("true"));
});

export const notADescriptor = sh("/t", (s) => {
  // @ts-expect-error TS2345: Argument of type '10' is not assignable to parameter of type 'Digit | undefined'.
  s.run("echo").to("file", 10);
});
