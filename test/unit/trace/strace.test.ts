import { expect, test } from "vitest";
import { argvOf, isExec, isFork, readEvents } from "../../../src/trace/strace.ts";
import type { Call } from "../../../src/trace/strace.ts";

const read = (...lines: readonly string[]) => [...readEvents(lines.join("\n"))];
const callIn = (...lines: readonly string[]) => read(...lines).find((event) => event.kind === "call") as Call;

test("a call has its begin from -ttt and its end from -T", () => {
  expect(read('7 10.000500 execve("/bin/a", ["a"], 0x1 /* 2 vars */) = 0 <0.002000>')).toEqual([
    {
      kind: "call",
      pid: "7",
      name: "execve",
      text: 'execve("/bin/a", ["a"], 0x1 /* 2 vars */) = 0',
      result: 0,
      from: 10000.5,
      to: 10002.5,
    },
  ]);
});

test("a call that other processes interrupt is told of in two lines, and is one", () => {
  expect(
    read(
      "7 1.000000 wait4(-1,  <unfinished ...>",
      "8 1.001000 +++ exited with 3 +++",
      "7 1.002000 <... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 8 <0.002000>",
    ),
  ).toMatchObject([
    { kind: "end", pid: "8", how: "exited with 3", at: 1001 },
    { kind: "call", pid: "7", name: "wait4", result: 8, from: 1000, to: 1002 },
  ]);
});

test("a call that the end of its process cuts short comes before that end", () => {
  const [call, end] = read("7 1.000000 pause( <unfinished ...>", "7 2.500000 +++ killed by SIGKILL +++");
  expect(call).toMatchObject({ kind: "call", name: "pause", from: 1000, to: 2500 });
  expect(call).not.toHaveProperty("result");
  expect(end).toMatchObject({ kind: "end", how: "killed by SIGKILL", at: 2500 });
});

test("a signal has its name", () => {
  expect(read("7 1.000000 --- SIGTERM {si_signo=SIGTERM, si_code=SI_USER, si_pid=1, si_uid=0} ---")).toEqual([
    { kind: "signal", pid: "7", name: "SIGTERM", at: 1000 },
  ]);
});

test("a thread's exec goes on under the number of its process", () => {
  expect(
    read(
      '9 1.000000 execve("/bin/a", ["a"], 0x1 <unfinished ...>',
      "7 1.001000 +++ superseded by execve in pid 9 +++",
      "7 1.002000 <... execve resumed>) = 0 <0.002000>",
    ),
  ).toMatchObject([{ pid: "7", name: "execve", result: 0, from: 1000, to: 1002 }]);
});

test("without times a trace is read as well", () => {
  const call = callIn('7 execve("/bin/a", ["a"], 0x1 /* 0 vars */) = -1 ENOENT (No such file or directory)');
  expect(call).toMatchObject({ result: -1, from: NaN, to: NaN });
  expect(isExec(call)).toBe(true);
});

test("a thread is no fork, and neither is a clone that failed", () => {
  expect(isFork(callIn("7 clone(child_stack=NULL, flags=SIGCHLD) = 8"))).toBe(true);
  expect(isFork(callIn("7 clone3({flags=CLONE_VM|CLONE_THREAD, exit_signal=0}, 88) = 8"))).toBe(false);
  expect(isFork(callIn("7 fork() = -1 EAGAIN (Resource temporarily unavailable)"))).toBe(false);
});

test.for([
  ['["a", "b c"], 0x7f /* 1 var */', ["a", "b c"]],
  ['["a", "say \\"x\\", [y], \\\\ and\\n"], 0x7f /* 1 var */', ["a", 'say "x", [y], \\ and\\n']],
  ['["a", "long"..., ""], 0x7f /* 1 var */', ["a", "long...", ""]],
  ["[], 0x7f /* 1 var */", []],
] as const)("the arguments of %s", ([words, argv]) => {
  expect(argvOf(callIn(`7 execve("/bin/a", ${words}) = 0`))).toEqual(argv);
});
