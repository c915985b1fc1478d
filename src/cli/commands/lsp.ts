import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "../../lsp/server.ts";
import { EXIT, type Command } from "../command.ts";
import { readOptions } from "../options.ts";

export const command: Command = {
  summary: "serve editors: the language server protocol on standard input and output",
  usage: `usage: ignity lsp [--stdio]

A language server for execline scripts: diagnostics and fixes of ignity lint, hover,
completion, definition of substituted names, formatting. It takes the option
"target" (debian-12, debian-13, latest) from the client's initializationOptions.`,

  async run(args) {
    readOptions(args, { stdio: { type: "boolean" } });
    const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
    serve(connection);
    await new Promise<void>((resolve) => connection.onExit(resolve));
    return EXIT.ok;
  },
};
