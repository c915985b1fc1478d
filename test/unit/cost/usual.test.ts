import { expect, test } from "vitest";
import { usualStartsOfExecline } from "../../../src/cost/execline.ts";
import { usualStartsOfSh } from "../../../src/cost/sh.ts";
import {
  and,
  any,
  call,
  glob,
  not,
  or,
  run,
  seldom,
  sh,
  test as is,
  usually,
  when,
  type ShProgram,
} from "../../../src/dsl/sh.ts";
import { printSh } from "../../../src/emit/sh.ts";
import { parse } from "../../../src/parse/parse.ts";
import { EXECLINEB } from "../../support/execlineb.ts";
import { forksOf } from "../../support/forks.ts";

const ran = run("/bin/true");
const given = is("a", "=", "a");

/** Each is written so that its one run goes the usual way. */
const SH: readonly (readonly [string, number, ShProgram])[] = [
  ["no if is taken", 0, (s) => s.if(is("a", "=", "b"), (s) => s.do(ran))],
  [
    "but for a marked one",
    1,
    (s) => s.if(is("a", "=", "b"), (s) => (s.do(ran), s.do(ran))).elif(usually(given), (s) => s.do(ran)),
  ],
  ["an else is", 1, (s) => s.if(is("a", "=", "b"), (s) => s.exit(3)).else((s) => s.do(ran))],
  ["nothing after a test and &&", 0, (s) => (s.and(not(given), ran), s.run("true"))],
  ["but after a marked one", 1, (s) => s.and(usually(given), ran)],
  ["what comes after a program and &&", 2, (s) => s.do(and(ran, ran))],
  ["nothing after ||", 1, (s) => s.do(or(ran, ran))],
  ["but after what seldom holds", 1, (s) => s.or(seldom(not(given)), ran)],
  [
    "the first arm that does not fail",
    2,
    (s) => {
      s.case(
        "b",
        when("a", (s) => s.exit(1)),
        when("b", (s) => (s.do(ran), s.do(ran))),
        when(any, (s) => s.do(ran)),
      );
    },
  ],
  [
    "no arm where all fail",
    0,
    (s) =>
      s.case(
        "b",
        when("a", (s) => s.exit(1)),
      ),
  ],
  [
    "no turn of a loop",
    1,
    (s) => (
      s.for("i", [glob`/nothing/*`], (s) => s.break()),
      s.while(not(run("/bin/true")), (s) => s.break())
    ),
  ],
  [
    "a function up to its return",
    1,
    (s) => {
      const fn = s.fn("fn", (s) => {
        s.do(ran);
        s.if(usually(given), (s) => s.return(0));
        s.do(ran);
      });
      s.do(call(fn));
    },
  ],
];

test.for(SH)("sh: %s", ([, count, program]) => {
  const { tree } = sh("/test", program);
  expect([usualStartsOfSh(tree), forksOf(["dash"], printSh(tree))]).toEqual([count, count]);
});

test.for([
  ["if { true } foreground { true } true", 2],
  ["ifelse { false } { foreground { true } foreground { true } true } true", 1],
  ["if -t { true } foreground { true } true", 2],
  ["case a { b { foreground { true } true } } true", 0],
  ["ifthenelse { true } { true } { foreground { true } true } true", 2],
  ["forx i { } true", 0],
] as const)("%s usually starts %i", ([script, count]) => {
  expect(usualStartsOfExecline(parse(script).script)).toBe(count);
  expect(forksOf([EXECLINEB], script)).toBe(count);
});

test("a mark is not printed", () => {
  const [plain, marked] = [given, usually(given)].map((condition) =>
    printSh(sh("/test", (s) => s.if(condition, (s) => s.do(ran))).tree),
  );
  expect(marked).toBe(plain);
});
