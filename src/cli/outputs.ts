import { readFileSync } from "node:fs";
import { encode } from "../ast/bytes.ts";
import { budgetOf } from "../cost/stage.ts";
import { execBudgetPage } from "../docs/exec-budget.ts";
import { parametersPage } from "../docs/parameters.ts";
import { grammar } from "../editors/grammar.ts";
import { reviewPage } from "../docs/review.ts";
import { Notes } from "../emit/notes.ts";
import { emitTree, type EmittedFile } from "../emit/tree.ts";
import { optimised } from "../passes/index.ts";
import { ROOT, MANIFEST, manifestOf } from "./manifest.ts";
import { loadStages } from "./stages.ts";

/** The stage that `docs/review.md` shows. */
const REVIEWED = "/usr/bin/with-env";

/** A file of this repository that is generated, by its path. */
export interface Output {
  readonly path: string;
  readonly mode: number;
  readonly bytes: Uint8Array;
}

/** Everything that is generated: the root file system with its manifest, and pages of `docs/`. */
export async function outputs(): Promise<readonly Output[]> {
  const stages = (await loadStages("src/stages")).map((each) => ({ ...each, stage: optimised(each.stage) }));
  const files = emitTree(stages, new Notes());
  const budgets = new Map(stages.map(({ stage }) => [stage.path as string, budgetOf(stage)]));
  return [
    ...files.map(({ path, mode, bytes }) => ({ path: `${ROOT}${path}`, mode, bytes })),
    page(MANIFEST, manifestOf(files, budgets)),
    page("docs/parameters.md", parametersPage()),
    page("docs/exec-budget.md", execBudgetPage(stages, budgets)),
    page("editors/vscode/execline.tmLanguage.json", `${JSON.stringify(grammar(), undefined, 2)}\n`),
    ...files.filter(({ path }) => path === REVIEWED).map(review),
  ];
}

function review(file: EmittedFile): Output {
  return page("docs/review.md", reviewPage(file, readFileSync(file.source, "utf8")));
}

function page(path: string, text: string): Output {
  return { path, mode: 0o644, bytes: encode(text) };
}
