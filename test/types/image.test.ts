import { expect, test } from "vitest";
import { refusals } from "../support/tsc.ts";

test("tsc refuses each mistake, with these words", { timeout: 60_000 }, () => {
  const { actual, expected } = refusals(`${import.meta.dirname}/image.refused.ts`);
  expect(actual).toEqual(expected);
});
