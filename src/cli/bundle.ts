/**
 * `node src/cli/bundle.ts`: what npm packs. `dist/npm/` has the command for Node to run as it is, and
 * `dist/prettier-plugin-execline/` the plugin of prettier as a package of its own.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build, type OutputOptions } from "rolldown";

/** What is not bundled: what only the compiler needs, and what the plugin runs in. */
const EXTERNAL = ["prettier", "rolldown", "ts-morph", "typescript"];
const PLUGIN = "dist/prettier-plugin-execline";

const { version, license, engines } = JSON.parse(readFileSync("package.json", "utf8")) as Readonly<
  Record<string, unknown>
>;

await bundle("src/cli/ignity.ts", { dir: "dist/npm" });
await bundle("src/prettier-plugin/index.ts", { file: `${PLUGIN}/index.js` });
const plugin = {
  name: "prettier-plugin-execline",
  version,
  description: "prettier for execline scripts",
  license,
  type: "module",
  exports: "./index.js",
  keywords: ["prettier", "prettier-plugin", "execline", "s6"],
  engines,
  peerDependencies: { prettier: "^3.6.0" },
};
writeFileSync(`${PLUGIN}/package.json`, `${JSON.stringify(plugin, undefined, 2)}\n`);
console.log(`dist/npm, ${PLUGIN}`);

async function bundle(input: string, output: OutputOptions): Promise<void> {
  const directory = output.dir ?? PLUGIN;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await build({
    input,
    external: EXTERNAL,
    platform: "node",
    output: { ...output, format: "esm" },
    logLevel: "warn",
  });
}
