/** `node editors/vscode/build.ts`: bundles the extension and packs it into `dist/execline-VERSION.vsix`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "rolldown";
import { zip } from "./zip.ts";

const HERE = "editors/vscode";
const FILES = ["package.json", "README.md", "language-configuration.json", "execline.tmLanguage.json"];

const { output } = await build({
  input: { extension: `${HERE}/src/extension.ts`, server: `${HERE}/src/server.ts` },
  external: ["vscode"],
  platform: "node",
  write: false,
  output: { format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs", minify: true },
  logLevel: "warn",
});
const bundles = output
  .filter((each) => each.type === "chunk")
  .map(({ fileName, code }) => [`dist/${fileName}`, code] as const);
const files = FILES.map((name) => [name, readFileSync(`${HERE}/${name}`, "utf8")] as const);
const manifest = JSON.parse(files[0]![1]) as Manifest;
const packed = [...files, ["LICENSE.txt", readFileSync("LICENSE", "utf8")] as const, ...bundles];
const path = `dist/${manifest.name}-${manifest.version}.vsix`;
mkdirSync("dist", { recursive: true });
writeFileSync(
  path,
  zip([
    ["[Content_Types].xml", contentTypes()],
    ["extension.vsixmanifest", vsixManifest(manifest)],
    ...packed.map(([name, text]) => [`extension/${name}`, text] as const),
  ]),
);
console.log(path);

interface Manifest {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly publisher: string;
  readonly engines: { readonly vscode: string };
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
}

function contentTypes(): string {
  const types = {
    ".json": "application/json",
    ".cjs": "application/javascript",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".vsixmanifest": "text/xml",
  };
  const defaults = Object.entries(types).map(
    ([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.join("")}</Types>
`;
}

function vsixManifest({
  name,
  displayName,
  description,
  version,
  publisher,
  engines,
  categories,
  keywords,
}: Manifest): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${displayName}</DisplayName>
    <Description xml:space="preserve">${description}</Description>
    <Tags>${keywords.join(",")}</Tags>
    <Categories>${categories.join(",")}</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${engines.vscode}"/>
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}
