import { Buffer } from "node:buffer";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";

/** One file of a tarball; `path` is absolute, as in the container. */
export interface TarFile {
  readonly path: string;
  readonly mode: number;
  readonly bytes: Uint8Array;
}

/** A day in 2000: some programs take the beginning of time for a mistake. */
const TIME = new Date(Date.UTC(2000, 0, 1));

const OS_BYTE = 9;
const OS_UNKNOWN = 255;

/**
 * A gzipped tarball that depends on nothing but its files: their order is kept, times are fixed, owner and group are 0.
 * It has no entries for directories: unpacked over an image, they could replace its symlinks and modes.
 */
export async function tarball(files: readonly TarFile[]): Promise<Uint8Array> {
  const tar = pack();
  for (const { path, mode, bytes } of files) {
    tar.entry({ name: path.slice(1), mode, uid: 0, gid: 0, mtime: TIME }, Buffer.from(bytes));
  }
  tar.finalize();
  const gzip = gzipSync(await buffer(tar), { level: 9 });
  gzip[OS_BYTE] = OS_UNKNOWN;
  return gzip;
}
