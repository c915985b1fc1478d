/** `node src/cli/generate.ts`: writes what is generated and changed, and deletes what no stage writes any more. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { dirname } from "node:path";
import { driftOf } from "./drift.ts";
import { report } from "./report.ts";

// What loads after this is compiled once for as long as it stays the same.
enableCompileCache();
const { outputs } = await import("./outputs.ts");

await report(async () => {
  const generated = await outputs();
  const { changed, orphans } = driftOf(generated);
  for (const path of orphans) {
    rmSync(path);
    console.log(`deleted ${path}`);
  }
  for (const { path, mode, bytes } of changed) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    chmodSync(path, mode);
    console.log(`wrote ${path}`);
  }
  console.log(`generated: ${generated.length} files, ${changed.length} written, ${orphans.length} deleted`);
});
