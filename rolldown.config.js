// `rolldown -c`: what npm installs. dist/npm/ has the command, for any Node to run as it is, and what image files import;
// dist/prettier-plugin-execline/ has the plugin of prettier as a package of its own.
import { readFileSync } from "node:fs";
import { defineConfig } from "rolldown";

/** What is not bundled: what only the compiler needs, and what the plugin runs in. */
const external = ["prettier", "rolldown", "typescript"];

const { version, license } = JSON.parse(readFileSync("package.json", "utf8"));

const manifest = {
  name: "prettier-plugin-execline",
  version,
  description: "prettier for execline scripts",
  license,
  type: "module",
  exports: "./index.js",
  keywords: ["prettier", "prettier-plugin", "execline", "s6"],
  peerDependencies: { prettier: "^3.6.0" },
};

const withManifest = {
  name: "manifest",
  generateBundle() {
    const source = `${JSON.stringify(manifest, undefined, 2)}\n`;
    this.emitFile({ type: "asset", fileName: "package.json", source });
  },
};

export default defineConfig([
  {
    input: {
      ignity: "src/cli/ignity.ts",
      index: "src/image/index.ts",
      execline: "src/dsl/execline.ts",
      sh: "src/dsl/sh.ts",
    },
    external,
    platform: "node",
    output: { dir: "dist/npm", cleanDir: true },
  },
  {
    input: { index: "src/prettier-plugin/index.ts" },
    external,
    platform: "node",
    plugins: [withManifest],
    output: { dir: "dist/prettier-plugin-execline", cleanDir: true },
  },
]);
