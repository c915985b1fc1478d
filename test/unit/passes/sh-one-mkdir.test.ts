import { expect, test } from "vitest";
import { capture, envOf, glob, run, sh, status, word, type ShProgram } from "../../../src/dsl/sh.ts";
import { printSh } from "../../../src/emit/sh.ts";
import { oneMkdirOfSh } from "../../../src/passes/sh/one-mkdir.ts";

const home = envOf("HOME");

function after(program: ShProgram): string {
  const { tree } = sh("/test", program);
  return printSh(oneMkdirOfSh(tree)).replace("#!/bin/sh\n", "");
}
const untouched = (program: ShProgram): string =>
  printSh(sh("/test", program).tree).replace("#!/bin/sh\n", "");

test("directories of one kind are made by one program", () => {
  expect(
    after((s) => {
      s.run("mkdir", "-p", "a");
      s.run("mkdir", "-p", "--", word`${home}/b`);
      s.run("mkdir", "-p", "c");
      s.run("mkdir", "d");
      s.run("true");
    }),
  ).toBe('mkdir -p -- a "$HOME/b" c\nmkdir d\ntrue\n');
});

test("inside of a block as well", () => {
  const program: ShProgram = (s) =>
    s.fn("f", (s) => {
      s.run("mkdir", "a");
      s.run("mkdir", "b");
      s.run("true");
    });
  expect(after(program)).toBe("f() {\n  mkdir a b\n  true\n}\n");
});

const LEFT: readonly (readonly [string, ShProgram])[] = [
  ["the exit code of the last one is the script's", (s) => (s.run("mkdir", "a"), s.run("mkdir", "b"))],
  ["or is looked at", (s) => (s.run("mkdir", "a"), s.run("mkdir", "b"), s.run("echo", status))],
  [
    "or may be",
    (s) => {
      const code = s.var("code");
      const fn = s.fn("fn", (s) => s.set(code, status));
      s.run("mkdir", "a");
      s.run("mkdir", "b");
      s.call(fn);
    },
  ],
  [
    "or ends the script",
    (s) => (s.run("set", "-e"), s.run("mkdir", "a"), s.run("mkdir", "b"), s.run("true")),
  ],
  ["other options", (s) => (s.run("mkdir", "-p", "a"), s.run("mkdir", "b"), s.run("true"))],
  ["a word that may be an option", (s) => (s.run("mkdir", home), s.run("mkdir", "b"), s.run("true"))],
  ["what the first one may change", (s) => (s.run("mkdir", "a"), s.run("mkdir", glob`x*`), s.run("true"))],
  [
    "what is found out in between",
    (s) => (s.run("mkdir", "a"), s.run("mkdir", word`x${capture(run("ls"))}`), s.run("true")),
  ],
  ["a redirection", (s) => (s.run("mkdir", "a"), s.run("mkdir", "b").stderr("/dev/null"), s.run("true"))],
  [
    "a function of that name",
    (s) => {
      s.fn("mkdir", (s) => s.run("true"));
      s.run("mkdir", "a");
      s.run("mkdir", "b");
      s.run("true");
    },
  ],
  ["what nobody can tell", (s) => (s.raw("set -e"), s.run("mkdir", "a"), s.run("mkdir", "b"), s.run("true"))],
];

test.for(LEFT)("left alone: %s", ([, program]) => {
  expect(after(program)).toBe(untouched(program));
});
