import { workspace, type ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath("dist/server.cjs");
  client = new LanguageClient(
    "execline",
    "execline",
    { module, transport: TransportKind.stdio },
    {
      documentSelector: [{ language: "execline" }],
      initializationOptions: { target: workspace.getConfiguration("execline").get("target") },
    },
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
