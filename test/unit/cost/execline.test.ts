import { expect, test } from "vitest";
import { startsOfExecline } from "../../../src/cost/execline.ts";
import { parse } from "../../../src/parse/parse.ts";
import { EXECLINEB } from "../../support/execlineb.ts";
import { forksOf } from "../../support/forks.ts";

const starts = (text: string) => startsOfExecline(parse(text).script);

test.for([
  ["true", 0],
  ["export A b importas A A true", 0],
  ["foreground { true } true", 1],
  ["foreground { foreground { true } true } if { true } true", 3],
  ["background { true } wait { } true", 1],
  ["background -d { true } true", 2],
  ["backtick A { echo b } importas A A true", 1],
  ["pipeline { echo a } cat", 1],
  ["ifthenelse { true } { true } { true } true", 2],
  ["ifte { true } { true } true", 1],
  ["trap { SIGTERM { foreground { true } true } } true", 1],
  ["case a { a { true } b { true } } true", 0],
] as const)("%s starts %i", ([script, count]) => {
  expect(starts(script)).toEqual({ least: count, most: count, each: {} });
  expect(forksOf([EXECLINEB], script)).toBe(count);
});

test.for([
  ["ifelse { test $1 = a } { foreground { true } true } true", 1, 2],
  ["if -t { test $1 = a } foreground { true } true", 1, 2],
  ["if -n -t { test $1 = b } foreground { true } true", 1, 2],
  ["case $1 { a { foreground { true } true } } true", 0, 1],
  ["tryexec { $1 } foreground { true } true", 0, 1],
] as const)("%s starts %i to %i", ([script, least, most]) => {
  expect(starts(script)).toEqual({ least, most, each: {} });
  const counts = ["a", "b", "true"].map((argument) => forksOf([EXECLINEB, "-S1"], script, argument));
  expect([Math.min(...counts), Math.max(...counts)]).toEqual([least, most]);
});

test("a loop starts the rest of its chain anew for each turn", () => {
  const script = "forx i { a b c } foreground { true } true";
  expect(starts(script)).toEqual({ least: 0, most: 0, each: { forx: { least: 2, most: 2, each: {} } } });
  expect(forksOf([EXECLINEB], script)).toBe(6);
});
