import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const INSTALLER = "generated/usr/src/install-ignity.sh";

test("the installer points every script to where execline and s6 are", () => {
  const installer = readFileSync(INSTALLER, "utf8");
  const scripts = globSync("generated/**/*", { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((path) => path !== INSTALLER && !path.startsWith("generated/usr/lib/ignity/"))
    .filter((path) => /\/usr\/(?:lib\/execline\/bin|bin\/s6-)/.test(readFileSync(path, "utf8")))
    .map((path) => path.slice("generated".length));
  expect(scripts).toContain("/usr/bin/ignity-status");
  expect(scripts.filter((path) => !installer.includes(` ${path} `))).toEqual([]);
});
