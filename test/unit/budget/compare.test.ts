import { expect, test } from "vitest";
import { compare } from "../../budget/compare.ts";
import type { Cost } from "../../budget/costs.ts";

const cost: Cost = {
  processes: ["/init", "  /usr/bin/xargs"],
  images: 2,
  forks: 1,
  failed: [],
  calls: 1000,
  written: 100,
};

const costs = (boot: Partial<Cost>) => ({ CMD: { boot: { ...cost, ...boot }, services: cost, stop: cost } });

test("what the budget says is no difference, nor are a few calls and bytes", () => {
  expect(compare(costs({}), costs({}))).toEqual([]);
  expect(compare(costs({}), costs({ calls: 1020, written: 90 }))).toEqual([]);
});

test("each count that differs is named with the old and the new, processes one by one", () => {
  const dearer = {
    processes: ["/init", "  /usr/bin/xargs", "  /usr/bin/id"],
    images: 3,
    failed: ["/usr/local/bin/id"],
    calls: 1021,
  };
  expect(compare(costs({}), costs(dearer))).toEqual([
    "CMD, boot: images: 2 -> 3",
    "CMD, boot: calls: 1000 -> 1021 (up to 2 % or 10 is allowed)",
    "CMD, boot: processes:",
    "  - /init",
    "  -   /usr/bin/xargs",
    "  + /init",
    "  +   /usr/bin/xargs",
    "  +   /usr/bin/id",
    "CMD, boot: failed:",
    "  + /usr/local/bin/id",
  ]);
});

test("what has become cheaper differs too", () => {
  expect(compare(costs({}), costs({ forks: 0 }))).toEqual(["CMD, boot: forks: 1 -> 0"]);
});

test("a case that only one side has is named", () => {
  expect(compare(costs({}), {})).toEqual(["CMD: is counted no more"]);
  expect(compare({}, costs({}))).toEqual(["CMD: has no budget"]);
});
