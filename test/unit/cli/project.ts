import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { execaSync } from "execa";
import { onTestFinished } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../..");

/** A project in a folder of its own, which the commands of `src/cli` work on. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), "project-"));

  constructor() {
    onTestFinished(() => rmSync(this.folder, { recursive: true }));
    this.write("package.json", JSON.stringify({ type: "module", version: "1.2.3" }));
  }

  path(path: string): string {
    return join(this.folder, path);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  /** Writes a module of `src/stages` with a stage at each path, which prints `words`. */
  stage(module: string, words: string, ...paths: readonly string[]): void {
    const stages = paths.map((path) => `script("${path}", "-P", (x) => x.into(run("echo", "${words}")))`);
    this.write(
      `src/stages/${module}.ts`,
      `import { run, script } from "${ROOT}/src/dsl/execline.ts";\nexport const stages = [${stages.join(", ")}];\n`,
    );
  }

  read(path: string): Buffer {
    return readFileSync(this.path(path));
  }

  /** Runs `node src/cli/NAME.ts`. */
  run(name: string): { readonly code: number | undefined; readonly output: readonly string[] } {
    const { exitCode, all } = execaSync("node", [`${ROOT}/src/cli/${name}.ts`], {
      cwd: this.folder,
      all: true,
      reject: false,
    });
    return { code: exitCode, output: all.split("\n") };
  }
}
