import type { Position } from "../ast/diagnostic.ts";
import { callSite } from "./call-site.ts";

/** A file of the root file system that is written as it is. */
export interface TextFile {
  readonly path: `/${string}`;
  readonly mode: 0o644 | 0o755;
  readonly language: "text";
  readonly text: string;
  /** Where the author wrote it. */
  readonly position?: Position;
}

/** A plain file, written as it is: `text("/etc/hello/notification-fd", "3\n")`. */
export function text(path: `/${string}`, content: string): TextFile {
  const position = callSite();
  return { path, mode: 0o644, language: "text", text: content, ...(position && { position }) };
}
