import { readFileSync, writeFileSync } from "node:fs";
import { decode, encode } from "../../ast/bytes.ts";
import { TARGETS, type Target } from "../../facts/index.ts";
import { applyFixes } from "../../lint/fix.ts";
import type { Finding } from "../../lint/finding.ts";
import { lint } from "../../lint/lint.ts";
import { lintTree, type Linted } from "../../lint/lint-tree.ts";
import { gcc, text } from "../../lint/report/text.ts";
import { EXIT, UsageError, type Command } from "../command.ts";
import { readOptions } from "../options.ts";
import { isArchive, treeOf } from "../tree/tree.ts";

const FORMATS = ["text", "gcc", "json", "sarif"] as const;
type Format = (typeof FORMATS)[number];

export const command: Command = {
  summary: "find mistakes in execline scripts and service directories",
  usage: `usage: ignity lint [--target RELEASE] [--format FORMAT] [--fix] [PATH...]

Looks at files, directories, whole root file systems and tarballs (image archives
included): at every execline script, s6 service directory, and file of
/etc/ignity. Without a PATH, the current directory; "-" is a script on standard
input.

  --target RELEASE   whose execline and s6: ${Object.keys(TARGETS).join(", ")};
                     by default what the root file system says it is, else latest
  --format FORMAT    ${FORMATS.join(", ")} (text)
  --fix              put right in place what can be without any other effect

A comment "# ignity-disable EL1201: reason" disables a finding in what follows it,
or on its own line; "# ignity-disable-file" in the whole file.
Each code has its page in docs/lint/.

exit codes: 0 nothing found, 1 something was found, 100 wrong usage,
111 a file cannot be read or written`,

  async run(args) {
    const { values, positionals } = readOptions(args, {
      target: { type: "string" },
      format: { type: "string", default: "text" },
      fix: { type: "boolean", default: false },
    });
    const format = oneOf(FORMATS, values.format, "--format");
    const target =
      values.target === undefined
        ? undefined
        : oneOf(Object.keys(TARGETS) as Target[], values.target, "--target");
    const paths = positionals.length > 0 ? positionals : ["."];
    const fixed = values.fix ? paths.find((path) => path === "-" || isArchive(path)) : undefined;
    if (fixed !== undefined)
      throw new UsageError(`--fix changes files, and ${fixed} is none that it can write`);
    const linted: Linted[] = [];
    for (const path of paths) linted.push(...(await lintPath(path, target, values.fix)));
    return report(linted, format);
  },
};

function oneOf<const T extends string>(allowed: readonly T[], value: string, option: string): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new UsageError(`${option} is one of ${allowed.join(", ")}, not ${JSON.stringify(value)}`);
  return found;
}

async function lintPath(path: string, target: Target | undefined, fix: boolean): Promise<readonly Linted[]> {
  if (path === "-") {
    const source = decode(readFileSync(0));
    return [{ file: path, source, findings: lint(source, "<stdin>", target) }];
  }
  const linted = Array.from(lintTree(await treeOf(path), target));
  if (!fix || !linted.some(isFixable)) return linted;
  for (const { file, source, findings } of linted.filter(isFixable)) {
    writeFileSync(file, encode(applyFixes(source!, findings)));
  }
  return Array.from(lintTree(await treeOf(path), target));
}

const isFixable = ({ findings }: Linted): boolean => findings.some(({ fix }) => fix !== undefined);

async function report(linted: readonly Linted[], format: Format): Promise<number> {
  const findings = linted.flatMap((each) => each.findings);
  if (format === "json") console.log(JSON.stringify(findings, undefined, 2));
  else if (format === "sarif") {
    const { sarif } = await import("../../lint/report/sarif.ts");
    console.log(JSON.stringify(sarif(findings), undefined, 2));
  } else {
    const lines = linted.flatMap(({ findings, source }) =>
      findings.map((each: Finding) => (format === "gcc" ? gcc(each) : text(each, source))),
    );
    if (lines.length > 0) console.log(lines.join("\n"));
  }
  if (format === "text") console.error(summary(linted, findings.length));
  return findings.length > 0 ? EXIT.found : EXIT.ok;
}

function summary(linted: readonly Linted[], findings: number): string {
  const scripts = linted.filter(({ source }) => source !== undefined).length;
  return `${count(findings, "finding")}, ${count(scripts, "script")}`;
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;
