import {
  CodeActionKind,
  CompletionItemKind,
  DiagnosticSeverity,
  MarkupKind,
  TextDocuments,
  TextDocumentSyncKind,
  type CodeAction,
  type Connection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { TARGETS, type Target } from "../facts/index.ts";
import { format } from "../fmt/format.ts";
import type { Severity } from "../lint/codes.ts";
import type { Finding } from "../lint/finding.ts";
import { lint } from "../lint/lint.ts";
import { subjectOf, type Subject } from "../lint/subject.ts";
import { DEFAULT_TARGET } from "../lint/target.ts";
import { completionsAt, type Completion } from "./complete.ts";
import { definitionAt } from "./definition.ts";
import { hoverAt } from "./hover.ts";

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

const KINDS: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  program: CompletionItemKind.Function,
  option: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Variable,
};

/** Options a client may give when it starts the server. */
interface Settings {
  readonly target?: Target;
}

/** Answers a client: diagnostics and their fixes, hover, completion, definition, formatting. */
export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const findings = new Map<string, readonly Finding[]>();
  let target: Target = DEFAULT_TARGET;

  connection.onInitialize(({ initializationOptions }: InitializeParams): InitializeResult => {
    const settings = initializationOptions as Settings | undefined;
    if (settings?.target !== undefined && Object.hasOwn(TARGETS, settings.target)) target = settings.target;
    return {
      serverInfo: { name: "ignity" },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        completionProvider: { triggerCharacters: ["-", "$", "{"] },
        definitionProvider: true,
        documentFormattingProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      },
    };
  });

  documents.onDidChangeContent(({ document }) => {
    const found = lint(document.getText(), pathOf(document), target);
    findings.set(document.uri, found);
    const diagnostics = found.map((finding) => diagnosticOf(finding, document));
    void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
  });

  documents.onDidClose(({ document }) => {
    findings.delete(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  const subject = (document: TextDocument): Subject =>
    subjectOf(document.getText(), pathOf(document), TARGETS[target]);

  connection.onHover(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const value = document && hoverAt(subject(document), document.offsetAt(position));
    return value === undefined ? null : { contents: { kind: MarkupKind.Markdown, value } };
  });

  connection.onCompletion(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return [];
    const completions = completionsAt(document.getText(), document.offsetAt(position), TARGETS[target]);
    return completions.map(({ kind, label, detail, documentation, start, text }) => ({
      kind: KINDS[kind],
      label,
      detail,
      ...(documentation !== undefined && {
        documentation: { kind: MarkupKind.Markdown, value: documentation },
      }),
      filterText: text,
      textEdit: { range: { start: document.positionAt(start), end: position }, newText: text },
    }));
  });

  connection.onDefinition(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const place = document && definitionAt(subject(document), document.offsetAt(position))?.position;
    return place ? { uri: textDocument.uri, range: rangeOf(document!, place.offset!, place.length!) } : null;
  });

  connection.onDocumentFormatting(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    const { text } = document === undefined ? {} : format(document.getText());
    if (text === undefined || text === document!.getText()) return [];
    return [{ range: rangeOf(document!, 0, document!.getText().length), newText: text }];
  });

  connection.onCodeAction(({ textDocument, range }) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return [];
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    return (findings.get(textDocument.uri) ?? []).flatMap((finding) => {
      const { offset = 0, length = 0 } = finding.position;
      return finding.fix === undefined || offset > to || offset + length < from
        ? []
        : fixOf(finding, document);
    });
  });

  documents.listen(connection);
  connection.listen();
}

function diagnosticOf({ position, severity, code, what, hint }: Finding, document: TextDocument): Diagnostic {
  const range = rangeOf(document, position.offset!, position.length!);
  return { range, severity: SEVERITIES[severity], code, source: "ignity", message: `${what}; ${hint}` };
}

function fixOf(finding: Finding, document: TextDocument): CodeAction {
  const edits = finding.fix!.map(({ offset, length, text }) => ({
    range: rangeOf(document, offset, length),
    newText: text,
  }));
  return {
    title: finding.hint,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(finding, document)],
    edit: { changes: { [document.uri]: edits } },
  };
}

const rangeOf = (document: TextDocument, offset: number, length: number) => ({
  start: document.positionAt(offset),
  end: document.positionAt(offset + length),
});

/** The path of a document, which tells what the script is for. */
const pathOf = ({ uri }: TextDocument): string => decodeURIComponent(new URL(uri).pathname);
