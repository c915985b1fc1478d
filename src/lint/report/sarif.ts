import { CODES, severityOf, titleOf, type Code, type Severity } from "../codes.ts";
import type { Finding } from "../finding.ts";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** The findings as SARIF 2.1.0, for code scanning services. */
export function sarif(findings: readonly Finding[]): object {
  const codes = Object.keys(CODES) as Code[];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "ignity lint",
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: titleOf(code) },
              help: { text: `docs/lint/${code}.md` },
              defaultConfiguration: { level: LEVELS[severityOf(code)] },
            })),
          },
        },
        results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code))),
        columnKind: "utf16CodeUnits",
      },
    ],
  };
}

function resultOf({ code, severity, what, hint, position }: Finding, ruleIndex: number): object {
  const { file, line, col, offset, length } = position;
  const extent = offset === undefined ? {} : { charOffset: offset, charLength: length };
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${what}; ${hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: (file ?? "").split("/").map(encodeURIComponent).join("/") },
          region: { startLine: line, startColumn: col, ...extent },
        },
      },
    ],
  };
}
