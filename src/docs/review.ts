import { decode } from "../ast/bytes.ts";
import type { EmittedFile } from "../emit/tree.ts";

/** `docs/review.md`: one stage, what its author wrote beside what is emitted. */
export function reviewPage(file: EmittedFile, source: string): string {
  const language = file.language === "sh" ? "sh" : "execline";
  return `# How to review a stage

Code generated from ${file.source}; DO NOT EDIT.

A stage is written in TypeScript and runs as what is emitted of it: review both. Everything below comes from one file,
[\`${file.source}\`](../${file.source}), and the compiler; \`./taskw check\` fails when they no longer fit.

- A step of the one is a step of the other, in the same order.
- A note before a step, and a blank line, arrive at the same step.
- A variable of TypeScript is one of the script. What it may hold was checked before anything was emitted.

<table>
<tr><th>written</th><th>emitted: <code>${file.path}</code></th></tr>
<tr><td>

\`\`\`ts
${source.trimEnd()}
\`\`\`

</td><td>

\`\`\`${language}
${decode(file.bytes).trimEnd()}
\`\`\`

</td></tr>
</table>
`;
}
