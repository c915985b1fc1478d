import { expect, test } from "vitest";
import { familyOf } from "../../../src/trace/family.ts";
import { readEvents } from "../../../src/trace/strace.ts";

/** Who has which number in the container, and by whom it was made; `first` is 101. */
const family = (...lines: readonly string[]) =>
  familyOf([...readEvents(lines.join("\n"))], "101").map(
    ({ child, pid, call }) => `${call.pid} made ${child}, ${pid}`,
  );

const fork = (pid: number, at: number, result: number | "?") =>
  result === "?"
    ? `${pid} ${at}.000000 vfork( <unfinished ...>`
    : `${pid} ${at}.000000 vfork() = ${result} <0.000100>`;
const end = (pid: number, at: number) => `${pid} ${at}.000000 +++ exited with 0 +++`;

test("a container's numbers are brought together with strace's, whoever is seen first", () => {
  expect(
    family(
      fork(100, 1, 101),
      fork(101, 2, 2),
      fork(102, 3, 3),
      fork(101, 4, 4),
      end(104, 5),
      end(103, 6),
      end(102, 7),
    ),
  ).toEqual(["101 made 102, 2", "102 made 103, 3", "101 made 104, 4"]);
});

test("the runtime's own processes are none of the container's", () => {
  expect(
    family(fork(100, 1, 102), fork(100, 1, 101), end(102, 2), fork(101, 3, 2), end(103, 4), end(100, 4)),
  ).toEqual(["101 made 103, 2"]);
});

test("numbers go on after the highest with low ones", () => {
  expect(family(fork(100, 1, 101), fork(101, 2, 2), fork(101, 3, 3), end(32767, 4), end(5, 5))).toEqual([
    "101 made 32767, 2",
    "101 made 5, 3",
  ]);
});

test("a process whose parent was killed while making it is left out, and the next ones are not mistaken for it", () => {
  expect(
    family(
      fork(100, 1, 101),
      fork(101, 2, 2),
      fork(102, 3, "?"),
      end(102, 4),
      end(103, 4),
      fork(101, 5, 4),
      end(104, 6),
    ),
  ).toEqual(["101 made 102, 2", "101 made 104, 4"]);
});
