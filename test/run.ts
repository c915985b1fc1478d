/**
 * Runs the tests and counts them:
 *
 *     node test/run.ts                        all
 *     node test/run.ts containers [FILE...]   those in containers, or only these files
 *
 * Prints what vitest prints, then the tests in containers as TAP, then the tests that failed, a line each, and
 * `N passed, N failed`. Exit code 1 when a test failed or could not run.
 */
import { mkdir, readFile } from "node:fs/promises";
import { execa } from "execa";
import { containerTests, listFiles } from "./bats/run.ts";

export interface Count {
  passed: number;
  /** The titles of the tests that failed. */
  failed: string[];
}

/** What is read of vitest's report in JSON. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const [only, ...files] = process.argv.slice(2);
const counts: Count[] = [];
if (only !== "containers") counts.push(await unitTests());
counts.push(await containerTests(files.length > 0 ? files : listFiles()));

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.flatMap((count) => count.failed);
console.log(["", ...failed.map((title) => `failed: ${title}`)].join("\n"));
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function unitTests(): Promise<Count> {
  const report = ".cache/vitest.json";
  await mkdir(".cache", { recursive: true });
  const { exitCode } = await execa(
    "vitest",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    { stdio: "inherit", reject: false },
  );
  const { numPassedTests, testResults } = JSON.parse(await readFile(report, "utf8")) as Report;
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  );
  // A file that does not load fails without a failed test.
  if (failed.length === 0 && exitCode !== 0) failed.push(`vitest ended with exit code ${exitCode}`);
  return { passed: numPassedTests, failed };
}
