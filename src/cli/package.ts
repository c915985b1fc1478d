/** `node src/cli/package.ts`: writes dist/ignity-VERSION.tar.gz and its SHA-256, from generated/ and its manifest. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { ROOT, readManifest } from "./manifest.ts";
import { tarball } from "./tarball.ts";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const name = `ignity-${version}.tar.gz`;
const files = readManifest().map(({ path, mode }) => ({
  path,
  mode: Number.parseInt(mode, 8),
  bytes: readFileSync(`${ROOT}${path}`),
}));
const bytes = await tarball(files);
const sum = createHash("sha256").update(bytes).digest("hex");

mkdirSync("dist", { recursive: true });
writeFileSync(`dist/${name}`, bytes);
writeFileSync(`dist/${name}.sha256`, `${sum}  ${name}\n`);
console.log(`packaged: dist/${name}, ${files.length} files, ${bytes.length} bytes, sha256 ${sum}`);
