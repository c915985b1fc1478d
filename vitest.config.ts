import { defineConfig } from "vitest/config";

/** Milliseconds, on a machine that does much else. A test that hangs fails; one that is slow does not. */
const LONGEST = 120_000;

export default defineConfig({
  test: { include: ["test/**/*.test.ts"], testTimeout: LONGEST, hookTimeout: LONGEST },
});
