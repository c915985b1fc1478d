/**
 * Runs the tests and counts them:
 *
 *     node test/run.ts                        all
 *     node test/run.ts containers [FILE...]   those in containers, or only these files
 *
 * Prints what vitest prints, then the tests in containers as TAP, then `N passed, N failed`. Exit code 1 when a
 * test failed or could not run.
 */
import { mkdir, readFile } from "node:fs/promises";
import { execa } from "execa";
import { containerTests, listFiles } from "./bats/run.ts";

export interface Count {
  passed: number;
  failed: number;
}

const [only, ...files] = process.argv.slice(2);
const counts: Count[] = [];
if (only !== "containers") counts.push(await unitTests());
counts.push(await containerTests(files.length > 0 ? files : listFiles()));

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function unitTests(): Promise<Count> {
  const report = ".cache/vitest.json";
  await mkdir(".cache", { recursive: true });
  const { exitCode } = await execa(
    "vitest",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    { stdio: "inherit", reject: false },
  );
  const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, "utf8"));
  // A file that does not load fails without a failed test.
  return { passed: numPassedTests, failed: numFailedTests || (exitCode === 0 ? 0 : 1) };
}
