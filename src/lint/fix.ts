import type { Finding } from "./finding.ts";

/** The text with every safe fix made; where two touch each other, the first in the text wins. */
export function applyFixes(source: string, findings: readonly Finding[]): string {
  const edits = findings.flatMap(({ fix = [] }) => fix).toSorted((a, b) => a.offset - b.offset);
  let text = "";
  let done = 0;
  for (const { offset, length, text: replacement } of edits) {
    if (offset < done) continue;
    text += source.slice(done, offset) + replacement;
    done = offset + length;
  }
  return text + source.slice(done);
}
