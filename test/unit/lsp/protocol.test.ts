import { spawn, type ChildProcess } from "node:child_process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  CodeActionRequest,
  CompletionRequest,
  createProtocolConnection,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentFormattingRequest,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  type CompletionItem,
  type Diagnostic,
  type MarkupContent,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextEdit,
} from "vscode-languageserver-protocol/node";

const URI = "file:///etc/services/web/run";
let server: ChildProcess;
let client: ProtocolConnection;
let published: PublishDiagnosticsParams[];

async function start(initializationOptions: object = {}): Promise<void> {
  server = spawn(process.execPath, ["src/cli/ignity.ts", "lsp", "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  client = createProtocolConnection(server.stdout!, server.stdin!);
  published = [];
  client.onNotification(PublishDiagnosticsNotification.type, (params) => void published.push(params));
  client.listen();
  await client.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions,
  });
  await client.sendNotification(InitializedNotification.type, {});
}

async function stop(): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
  await client.sendRequest(ShutdownRequest.type);
  await client.sendNotification(ExitNotification.type);
  return ended;
}

beforeEach(() => start());
afterEach(async () => {
  if (server.exitCode === null) await stop();
  client.dispose();
});

test("the server ends when it is told to", async () => expect(await stop()).toBe(0));

/** Opens a script in which `|` marks a place, and gives the place. */
async function open(marked: string): Promise<Position> {
  const text = marked.replace("|", "");
  await client.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri: URI, languageId: "execline", version: 1, text },
  });
  const before = marked.slice(0, Math.max(marked.indexOf("|"), 0)).split("\n");
  return { line: before.length - 1, character: before.at(-1)!.length };
}

const textDocument = { uri: URI };

async function diagnostics(): Promise<readonly Diagnostic[]> {
  // The server answers in order, so what it had to publish before is here with the answer.
  await client.sendRequest(HoverRequest.type, { textDocument, position: { line: 0, character: 0 } });
  return published.at(-1)!.diagnostics;
}

describe("diagnostics", () => {
  test("come with the text, change with it, and go with it", async () => {
    await open("#!/bin/execlineb -P\ncd /tmp\n");
    expect(await diagnostics()).toMatchObject([
      {
        code: "EL1110",
        severity: 1,
        source: "ignity",
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } },
      },
    ]);
    await client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [
        { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, text: "ls\n" },
      ],
    });
    expect(await diagnostics()).toEqual([]);
    await client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument });
    await client.sendRequest(HoverRequest.type, { textDocument, position: { line: 0, character: 0 } });
    expect(published.at(-1)).toEqual({ uri: URI, diagnostics: [] });
  });

  test("know what s6 starts the script with", async () => {
    await open("#!/bin/execlineb -S2\necho $2\n");
    expect(await diagnostics()).toMatchObject([{ code: "EL1215" }]);
  });

  test("bring their fix", async () => {
    await open("#!/bin/execlineb -P\nimportas -i d DIR\nls $d/bin\n");
    const [diagnostic] = await diagnostics();
    const range = diagnostic!.range;
    const actions = await client.sendRequest(CodeActionRequest.type, {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    const place = { start: { line: 2, character: 3 }, end: { line: 2, character: 5 } };
    expect(actions).toMatchObject([
      {
        title: "write ${d}",
        kind: "quickfix",
        edit: { changes: { [URI]: [{ range: place, newText: "${d}" }] } },
      },
    ]);
  });
});

test("the target comes from the client", async () => {
  await stop();
  await start({ target: "debian-12" });
  await open("#!/bin/execlineb -P\nimportas -iS HOME\nls ${HOME}\n");
  expect(await diagnostics()).toMatchObject([{ code: "EL1104" }]);
});

describe("hover", () => {
  const hover = async (marked: string): Promise<string | undefined> => {
    const position = await open(marked);
    const answer = await client.sendRequest(HoverRequest.type, { textDocument, position });
    return (answer?.contents as MarkupContent | undefined)?.value;
  };

  test("a program: its purpose, its synopsis, its options", async () => {
    const text = await hover("for|x -E x { a }\n  b ${x}\n");
    expect(text).toContain("**forx**: run the rest once for each word of a block");
    expect(text).toContain("forx [-pEe] [-P UINT] [-o CODES] [-x CODES] VARIABLE { VALUES } [PROGRAM...]");
    expect(text).toContain("- `-p`: start all iterations at once");
  });

  test("an option", async () => {
    expect(await hover("if -|nt { a }\nb\n")).toBe(
      "`if -n`: negate the test\n\n`if -t`: exit 0 when the test is false",
    );
  });

  test("an argument", async () => {
    expect(await hover("importas -i ho|me HOME\nb ${home}\n")).toBe(
      "`key` of importas: the name it substitutes in everything after it",
    );
  });

  test("a name: where it is bound", async () => {
    expect(await hover('importas -i home HOME\nb "x ${ho|me}" ${home}\n')).toBe(
      "`${home}` is substituted since line 1 (2 uses):\n\n```execline\nimportas -i home HOME\n```",
    );
  });

  test("nothing where there is nothing to say", async () => {
    expect(await hover("# if\n|app a\n")).toBeUndefined();
  });
});

describe("completion", () => {
  const labels = async (marked: string): Promise<string[]> => {
    const position = await open(marked);
    const items = await client.sendRequest(CompletionRequest.type, { textDocument, position });
    return (items as CompletionItem[]).map(({ label }) => label);
  };

  test.each([
    ["at the start", "|"],
    ["after a block that is the last of a program", "foreground { a }\n|"],
    ["in a block", "foreground { fo|"],
    ["in a block that is closed", "if { i| }\na\n"],
    ["in a branch of a case", "case a { b { |"],
    ["after an unknown program's line", "app a\n|"],
  ])("programs %s", async (_, marked) => {
    expect(await labels(marked)).toEqual(expect.arrayContaining(["foreground", "if", "s6-svc", "exit"]));
  });

  test.each([
    ["among words", "forx x { |"],
    ["after a program that has arguments", "echo |"],
    ["in a comment", "# |"],
    ["where a word is expected", "importas |"],
  ])("no programs %s", async (_, marked) => expect(await labels(marked)).toEqual([]));

  test("options of the program", async () => {
    expect(await labels("background -|")).toEqual(["-d"]);
    expect(await labels("if -n -|t")).toEqual(["-n", "-X", "-t", "-x"]);
    expect(await labels("echo -|")).toEqual([]);
    expect(await labels("if { a } -|")).toEqual([]);
  });

  test("directives in multisubstitute", async () => {
    const directives = ["define", "importas", "elglob", "elgetpositionals", "multidefine"];
    expect(await labels("multisubstitute { |")).toEqual(directives);
  });

  test("names that are bound", async () => {
    const before = "define a b\nforeground { define hidden c\nd ${hidden} }\nimportas -i home HOME\n";
    expect(await labels(`${before}echo $|`)).toEqual(["${a}", "${home}"]);
    expect(await labels(`${before}echo "x \${h|`)).toEqual(["${a}", "${home}"]);
  });
});

describe("definition", () => {
  const definition = async (marked: string): Promise<unknown> => {
    const position = await open(marked);
    return client.sendRequest(DefinitionRequest.type, { textDocument, position });
  };

  test.each([
    ["of a define", "define a b\necho $|a\n", 0, 7],
    ["of a directive", "multisubstitute {\n  importas -i a A\n}\nforeground { echo x${a|} }\nb\n", 1, 14],
    ["of a loop", "forx -E x { 1 2 }\n  echo ${|x}\n", 0, 8],
  ])("%s", async (_, marked, line, character) => {
    expect(await definition(marked)).toMatchObject({ uri: URI, range: { start: { line, character } } });
  });

  test("none of what nothing binds", async () => expect(await definition("echo ${|a}\n")).toBeNull());
});

describe("formatting", () => {
  const format = async (text: string): Promise<TextEdit[] | null> => {
    await open(text);
    const options = { tabSize: 2, insertSpaces: true };
    return client.sendRequest(DocumentFormattingRequest.type, { textDocument, options });
  };

  test("is that of ignity fmt", async () => {
    expect(await format("if   { a }\n   b\n")).toMatchObject([{ newText: "if { a }\nb\n" }]);
    expect(await format("if { a }\nb\n")).toEqual([]);
  });

  test("leaves a script with errors alone", async () => expect(await format('a  "')).toEqual([]));
});
