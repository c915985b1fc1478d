/** prettier's plugin for execline: `prettier --plugin prettier-plugin-execline`. It prints as `ignity fmt` does. */
import { closeSync, openSync, readSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { doc, type Parser, type Printer, type SupportLanguage } from "prettier";
import { format } from "../fmt/format.ts";
import { isExecline } from "../parse/is-execline.ts";

/** prettier has nothing to decide: the tree it gets is the text to print. */
interface Printed {
  readonly text: string;
}

export const languages: SupportLanguage[] = [
  {
    name: "execline",
    parsers: ["execline"],
    extensions: [".execline", ".execlineb"],
    interpreters: ["execlineb"],
    vscodeLanguageIds: ["execline"],
    isSupported: ({ filepath }) => isExecline(filepath, firstLine(filepath)),
  },
];

export const parsers: Record<string, Parser<Printed>> = {
  execline: {
    astFormat: "execline",
    parse(source) {
      const { text, problems } = format(source);
      if (text !== undefined) return { text };
      const [{ code, what, hint, position }] = problems as [(typeof problems)[number]];
      throw Object.assign(new SyntaxError(`${code}: ${what}; ${hint}`), {
        loc: { start: { line: position.line, column: position.col } },
      });
    },
    locStart: () => 0,
    locEnd: ({ text }) => text.length,
  },
};

export const printers: Record<string, Printer<Printed>> = {
  execline: { print: ({ node }) => doc.utils.replaceEndOfLine(node.text) },
};

function firstLine(path: string): string {
  try {
    const file = openSync(path.startsWith("file:") ? fileURLToPath(path) : path, "r");
    const head = Buffer.alloc(256);
    const length = readSync(file, head);
    closeSync(file);
    return head.toString("latin1", 0, length);
  } catch {
    return "";
  }
}
