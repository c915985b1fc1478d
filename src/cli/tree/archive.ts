import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import zlib from "node:zlib";
import { extract, type Header } from "tar-stream";
import { Tree, type Entry } from "../../lint/tree.ts";

/** As much as a file that is no script needs to be known by. */
const HEAD = 256;

/**
 * What is in a tarball, compressed or not: a root file system, or an image with its layers laid over each other as
 * `podman save` and `docker save` write it, in their own format or OCI's.
 */
export async function treeOfArchive(file: string): Promise<Tree> {
  const outer = await entriesOf(readFileSync(file));
  const layers = layersOf(outer);
  if (layers === undefined) return new Tree(outer.values(), `${file}:`);
  const merged = new Map<string, Entry>();
  for (const layer of layers) lay(await entriesOf(layer), merged);
  return new Tree(merged.values(), `${file}:`);
}

async function entriesOf(bytes: Uint8Array): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const tar = Readable.from([decompressed(bytes)]).pipe(extract());
  for await (const item of tar) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of item) chunks.push(chunk as Uint8Array);
    const path = item.header.name.replace(/^(?:\.?\/)+|\/+$/g, "");
    if (path !== "" && path !== ".")
      entries.set(path, entryOf(path, item.header, Buffer.concat(chunks), entries));
  }
  return entries;
}

function decompressed(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return zlib.gunzipSync(bytes);
  if (bytes[0] === 0x28 && bytes[1] === 0xb5) return zlib.zstdDecompressSync(bytes);
  return bytes;
}

function entryOf(path: string, header: Header, bytes: Buffer, before: ReadonlyMap<string, Entry>): Entry {
  const common = { path, mode: header.mode ?? 0 };
  switch (header.type) {
    case "directory":
      return { ...common, kind: "directory" };
    case "symlink":
      return { ...common, kind: "link", target: header.linkname ?? "" };
    case "link":
      return {
        ...(before.get((header.linkname ?? "").replace(/^(?:\.?\/)+/, "")) ?? { ...common, kind: "other" }),
        path,
      };
    case "file":
    case "contiguous-file":
      return { ...common, kind: "file", read: () => bytes, head: bytes.toString("latin1", 0, HEAD) };
    default:
      return { ...common, kind: "other" };
  }
}

/** The layers of an image, lowest first; undefined where the tarball is no image. */
function layersOf(outer: ReadonlyMap<string, Entry>): readonly Uint8Array[] | undefined {
  const docker = json<readonly { readonly Layers: readonly string[] }[]>(outer, "manifest.json");
  if (docker !== undefined) return docker[0]!.Layers.map((path) => contentOf(outer, path));
  const index = json<{ readonly manifests: readonly { readonly digest: string }[] }>(outer, "index.json");
  if (index === undefined || !outer.has("oci-layout")) return undefined;
  const manifest = json<{ readonly layers: readonly { readonly digest: string }[] }>(
    outer,
    blob(index.manifests[0]!),
  );
  return manifest!.layers.map((layer) => contentOf(outer, blob(layer)));
}

const blob = ({ digest }: { readonly digest: string }): string => `blobs/${digest.replace(":", "/")}`;

function json<T>(outer: ReadonlyMap<string, Entry>, path: string): T | undefined {
  return outer.has(path) ? (JSON.parse(Buffer.from(contentOf(outer, path)).toString()) as T) : undefined;
}

function contentOf(outer: ReadonlyMap<string, Entry>, path: string): Uint8Array {
  const entry = outer.get(path);
  if (entry?.kind === "link")
    return contentOf(outer, new URL(entry.target, `file:///${path}`).pathname.slice(1));
  if (entry?.kind !== "file") throw Object.assign(new Error(`the image lacks ${path}`), { syscall: "read" });
  return entry.read();
}

/** Lays a layer over those below. `.wh.NAME` takes NAME away, `.wh..wh..opq` everything in its directory. */
function lay(layer: ReadonlyMap<string, Entry>, merged: Map<string, Entry>): void {
  for (const path of layer.keys()) {
    const [, directory = "", name] = /^(.*\/)?\.wh\.(.+)$/.exec(path) ?? [];
    if (name === undefined) continue;
    const gone = name === ".wh..opq" ? directory : directory + name;
    for (const below of merged.keys()) {
      if (below === gone || below.startsWith(name === ".wh..opq" ? gone : `${gone}/`)) merged.delete(below);
    }
  }
  for (const [path, entry] of layer) if (!/(?:^|\/)\.wh\./.test(path)) merged.set(path, entry);
}
