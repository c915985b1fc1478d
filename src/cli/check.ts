/** `node src/cli/check.ts`: fails when a generated file is not what its source says, and names each. */
import { enableCompileCache } from "node:module";
import { driftOf } from "./drift.ts";
import { report } from "./report.ts";

// What loads after this is compiled once for as long as it stays the same.
enableCompileCache();
const { outputs } = await import("./outputs.ts");

await report(async () => {
  const { changed, orphans } = driftOf(await outputs());
  for (const { path } of changed) console.error(`${path}: differs from its source`);
  for (const path of orphans) console.error(`${path}: has no source any more`);
  if (changed.length + orphans.length > 0) {
    console.error("generated files drifted: run ./taskw generate and commit what it writes");
    process.exitCode = 1;
  }
});
