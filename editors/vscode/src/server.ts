import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "../../../src/lsp/server.ts";

serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
