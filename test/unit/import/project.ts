import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach } from "vitest";

/** Files by their path; a text that begins with `->` is a link to what follows. */
export type Files = Readonly<Record<string, string>>;

/** A directory for each test, and `ignity` run in it. */
export function useProject() {
  let directory = "";
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "import-"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  return {
    path: (name: string) => join(directory, name),
    write(files: Files): void {
      for (const [path, text] of Object.entries(files)) {
        const file = join(directory, path);
        mkdirSync(dirname(file), { recursive: true });
        if (text.startsWith("->")) symlinkSync(text.slice(2), file);
        else writeFileSync(file, text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
      }
    },
    ignity: (...args: readonly string[]) =>
      execa(process.execPath, [resolve("src/cli/ignity.ts"), ...args], {
        cwd: directory,
        reject: false,
        stripFinalNewline: false,
      }),
  };
}
