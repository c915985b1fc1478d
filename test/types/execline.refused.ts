// What tsc refuses in an execline script, each with the message its author sees.
import { eltest, exit, run, s6, script, word } from "../../src/dsl/execline.ts";

export const undefinedVariable = script("/t", "-P", (x) => {
  const maxtime = x.importas("maxtime", "IGNITY_KILL_GRACETIME");
  x.if(eltest(maxtime, "-gt", 0));
  // @ts-expect-error TS2552: Cannot find name 'maxtme'. Did you mean 'maxtime'?
  return x.into(run("sleep", maxtme));
});

export const usedBeforeItIsBound = script("/t", "-P", (x) => {
  // @ts-expect-error TS2448: Block-scoped variable 'grace' used before its declaration.
  // and TS2454: Variable 'grace' is used before being assigned.
  x.foreground(run("echo", grace));
  const grace = x.importas("grace", "IGNITY_KILL_GRACETIME");
  return x.into(run("sleep", grace));
});

export const outsideItsBlock = script("/t", "-P", (x) => {
  x.foreground((x) => {
    const grace = x.importas("grace", "IGNITY_KILL_GRACETIME");
    return x.into(run("echo", grace));
  });
  // @ts-expect-error TS2304: Cannot find name 'grace'.
  return x.into(run("sleep", grace));
});

export const missingBlock = script("/t", "-P", (x) => {
  // @ts-expect-error TS2554: Expected 1 arguments, but got 0.
  x.foreground();
  // @ts-expect-error TS2554: Expected 2-3 arguments, but got 1.
  x.ifelse(eltest("-d", "/x"));
  return x.exit(0);
});

export const chainWithoutProgram = script(
  "/t",
  "-P",
  // @ts-expect-error TS2345: Argument of type '(x: Chain) => void' is not assignable to parameter of type '(x: Chain) => End'.
  (x) => {
    x.umask("022");
  },
);

export const blockWithoutProgram = script("/t", "-P", (x) => {
  // @ts-expect-error TS2345: Argument of type '(x: Chain) => void' is not assignable to parameter of type 'Block'.
  x.if((x) => {
    x.redirfd(0, "/dev/null", { read: true });
  });
  return x.exit(0);
});

export const asynchronousBlock = script("/t", "-P", (x) => {
  // @ts-expect-error TS2345: Argument of type '(x: Chain) => Promise<End>' is not assignable to parameter of type 'Block'.
  x.if(async (x) => x.exit(0));
  return x.exit(0);
});

export const codeAfterALoop = script("/t", "-P", (x) => {
  return x.forx("dir", ["/a", "/b"], (x, dir) => x.into(run("ls", dir)));
  // @ts-expect-error TS7027: Unreachable code detected.
  x.foreground(run("true"));
});

export const unsetWithoutDefault = script("/t", "-P", (x) => {
  // @ts-expect-error TS2554: Expected 3 arguments, but got 2.
  const home = x.importasOf("home", "HOME");
  // @ts-expect-error TS2345: Argument of type '{}' is not assignable to parameter of type '{ readonly insist: true; } | { readonly default: Word; }'.
  const path = x.importasOf("path", "PATH", {});
  return x.into(run("ls", home, path));
});

export const manyWhereOneIsNeeded = script("/t", "-S0", (x, argv) => {
  // @ts-expect-error TS2345: Argument of type 'Var<"many">' is not assignable to parameter of type 'Word'.
  x.redirfd(0, argv.all, { read: true });
  // @ts-expect-error TS2345: Argument of type 'Var<"many">' is not assignable to parameter of type 'string | number | Text | Var<"one">'.
  return x.into(run("cat", word`/a/${argv.all}`));
});

export const positionalsNotThere = script("/t", "-S1", (x, argv) => {
  // @ts-expect-error TS7053: Element implicitly has an 'any' type because expression of type '2' can't be used to index type 'Positionals<0 | 1>'.
  return x.into(run("echo", argv[1], argv[2]));
});

// @ts-expect-error TS2345: Argument of type '(x: any, argv: any) => any' is not assignable to parameter of type '(x: Chain) => End'.
// and TS7006: Parameter 'x' implicitly has an 'any' type.
// and TS7006: Parameter 'argv' implicitly has an 'any' type.
export const positionalsUnderP = script("/t", "-P", (x, argv) => x.into(argv.all));

export const misspeltVariable = script("/t", "-P", (x) => {
  // @ts-expect-error TS2345: Argument of type '"IGNITY_KILL_GRACETMIE"' is not assignable to parameter of type '... | "USERMAP_UID"'.
  x.importas("grace", "IGNITY_KILL_GRACETMIE");
  // @ts-expect-error TS2345: Argument of type '"IGNITY_KILL_GRACETMIE"' is not assignable to parameter of type '... | "USERMAP_UID"'.
  x.importasOf("grace", "IGNITY_KILL_GRACETMIE", { insist: true });
  return x.exit(0);
});

export const options = script("/t", "-P", (x) => {
  // @ts-expect-error TS2353: Object literal may only specify known properties, and 'exti' does not exist in type 'Flags<"if">'.
  x.if(exit(0), { exti: 1 });
  // @ts-expect-error TS2322: Type 'true' is not assignable to type 'undefined'.
  x.if(exit(0), { exit: 1, succeed: true });
  // @ts-expect-error TS2554: Expected 3 arguments, but got 2.
  x.redirfd(0, "/dev/null");
  // @ts-expect-error TS2322: Type 'boolean' is not assignable to type 'true'.
  x.redirfd(0, "/dev/null", { read: true, write: true });
  // @ts-expect-error TS2353: Object literal may only specify known properties, and 'maximum' does not exist in type 'Flags<"forx">'.
  // and TS7006: Parameter 'x' implicitly has an 'any' type.
  x.forx("a", ["b"], { maximum: 2 }, (x) => x.exit(0));
  // @ts-expect-error TS2322: Type 'boolean' is not assignable to type 'true'.
  return x.into(s6.svwait({ ready: true, down: true }, "/run/x"));
});

export const programs = script("/t", "-P", (x) => {
  // @ts-expect-error TS2551: Property 'foregruond' does not exist on type 'Chain'. Did you mean 'foreground'?
  x.foregruond(exit(0));
  // @ts-expect-error TS2339: Property 'foreground' does not exist on type 'Directives'.
  x.multisubstitute((m) => ({ a: m.foreground(exit(0)) }));
  // @ts-expect-error TS2339: Property 'svscanboot' does not exist on type 'S6Commands'.
  return x.into(s6.svscanboot({}, "/run/x"));
});

export const tests = script("/t", "-P", (x) => {
  // @ts-expect-error TS2345: Argument of type 'string' is not assignable to parameter of type 'NotATest<"write an operator and a word, or a word, an operator and a word">'.
  x.if(eltest("1", "-en", 2));
  // @ts-expect-error TS2345: Argument of type 'string' is not assignable to parameter of type 'NotATest<"join two tests with -a or -o">'.
  x.if(eltest("-d", "/x", "-f", "/y"));
  // @ts-expect-error TS2555: Expected at least 1 arguments, but got 0.
  x.if(eltest());
  return x.exit(0);
});
