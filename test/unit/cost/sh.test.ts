import { expect, test } from "vitest";
import { startsOfSh } from "../../../src/cost/sh.ts";
import {
  any,
  and,
  capture,
  not,
  pipe,
  run,
  sh,
  test as is,
  when,
  type ShProgram,
} from "../../../src/dsl/sh.ts";
import { printSh } from "../../../src/emit/sh.ts";
import { forksOf } from "../../support/forks.ts";

const PROGRAM = "/bin/true";
const ran = run(PROGRAM);

/** What is counted, and the least and the most that strace sees when dash runs the script with these arguments. */
function counts(program: ShProgram, ...args: readonly string[]) {
  const { tree } = sh("/test", program);
  const seen = args.map((argument) => forksOf(["dash"], printSh(tree), argument));
  const { least, most, each } = startsOfSh(tree);
  return { counted: [least, most], seen: [Math.min(...seen), Math.max(...seen)], each };
}

const SAME: readonly (readonly [string, number, ShProgram])[] = [
  [
    "builtins",
    0,
    (s) => (s.printf("%s\n", "a"), s.run("umask", "022"), s.if(is("-n", "a"), (s) => s.run("cd", "/"))),
  ],
  ["a program", 1, (s) => s.run(PROGRAM)],
  ["two programs, the last by exec", 1, (s) => (s.run(PROGRAM), s.exec(PROGRAM))],
  ["a program in the background", 1, (s) => s.background(ran)],
  ["a pipeline", 2, (s) => s.pipe(ran, ran)],
  ["a pipeline with a list in it", 3, (s) => s.pipe(and(ran, ran), ran)],
  [
    "a subshell whose last command takes its place",
    2,
    (s) => s.subshell((s) => (s.run(PROGRAM), s.run(PROGRAM))),
  ],
  ["a subshell as the last of a subshell", 1, (s) => s.subshell((s) => s.subshell((s) => s.run(PROGRAM)))],
  ["a pipeline as the last of a subshell", 3, (s) => s.subshell((s) => s.pipe(ran, ran))],
  ["a negated program as the last of a subshell", 2, (s) => s.subshell((s) => s.do(not(run("/bin/false"))))],
  ["a captured program", 1, (s) => s.set("a", capture(ran))],
  ["a captured pipeline, in a test", 3, (s) => s.if(is("-n", capture(pipe(ran, ran))), (s) => s.exit(0))],
];

test.for(SAME)("%s starts %i", ([, count, program]) => {
  const { counted, seen } = counts(program, "");
  expect([counted, seen]).toEqual([
    [count, count],
    [count, count],
  ]);
});

const BRANCHES: readonly (readonly [string, number, number, ShProgram])[] = [
  [
    "if, elif, else",
    0,
    2,
    (s, argv) => {
      s.if(is(argv[1], "=", "a"), (s) => (s.run(PROGRAM), s.run(PROGRAM)))
        .elif(is(argv[1], "=", "b"), (s) => s.run(PROGRAM))
        .else((s) => s.run("true"));
    },
  ],
  [
    "case",
    1,
    2,
    (s, argv) =>
      s.case(
        argv[1],
        when("a", (s) => (s.run(PROGRAM), s.run(PROGRAM))),
        when(any, (s) => s.run(PROGRAM)),
      ),
  ],
  [
    "case, or nothing",
    0,
    1,
    (s, argv) =>
      s.case(
        argv[1],
        when("a", (s) => s.run(PROGRAM)),
      ),
  ],
  [
    "a list",
    0,
    2,
    (s, argv) => (s.and(is(argv[1], "!=", "c"), ran, is(argv[1], "=", "a"), ran), s.run("true")),
  ],
  [
    "what comes after an exit, and not what fails",
    0,
    1,
    (s, argv) => {
      s.if(is("-f", "/"), (s) => (s.run(PROGRAM), s.run(PROGRAM), s.exit(1)));
      s.if(is(argv[1], "=", "a"), (s) => s.exit(0));
      s.run(PROGRAM);
    },
  ],
  [
    "a function that may return at once",
    1,
    2,
    (s, argv) => {
      const f = s.fn("f", (s, argv) => {
        s.if(is(argv[1], "=", "a"), (s) => s.return(0));
        s.run(PROGRAM);
      });
      s.call(f, argv[1]);
      s.run(PROGRAM);
    },
  ],
];

test.for(BRANCHES)("%s: %i to %i", ([, least, most, program]) => {
  const { counted, seen } = counts(program, "a", "b", "c");
  expect([counted, seen]).toEqual([
    [least, most],
    [least, most],
  ]);
});

test("what a loop starts is counted for a turn, nested ones within", () => {
  const { counted, seen, each } = counts((s) => {
    s.for("i", ["a", "b"], (s, i) => {
      s.run(PROGRAM);
      s.for("j", [i, i], (s) => s.run(PROGRAM));
    });
  }, "");
  const inner = { 'for j in "$i" "$i"': { least: 1, most: 1, each: {} } };
  expect(each).toEqual({ "for i in a b": { least: 1, most: 1, each: inner } });
  expect([counted, seen]).toEqual([
    [0, 0],
    [6, 6],
  ]);
});

test("a script that always fails has nothing to count", () => {
  expect(startsOfSh(sh("/test", (s) => (s.run(PROGRAM), s.exit(1))).tree)).toEqual({
    least: 0,
    most: 0,
    each: {},
  });
});
