import { readFileSync, writeFileSync } from "node:fs";
import { decode, encode } from "../../ast/bytes.ts";
import { formatPosition } from "../../ast/diagnostic.ts";
import { explain, explainSh } from "../../explain/explain.ts";
import { textOf } from "../../explain/text.ts";
import { isExecline } from "../../parse/is-execline.ts";
import { parse } from "../../parse/parse.ts";
import { EXIT, UsageError } from "../command.ts";
import { stagesOf } from "../stages.ts";

/** Shows what the passes make of scripts, and of the stages of modules; `write` puts that in their place. */
export async function explainScripts(paths: readonly string[], write: boolean): Promise<number> {
  const module = paths.find(isModule);
  if (write && module !== undefined)
    throw new UsageError(
      `--write writes scripts, and ${module} is a module: the compiler goes through the passes itself`,
    );
  let code: number = EXIT.ok;
  for (const path of paths) {
    const isShown = isModule(path) ? await explainModule(path) : explainScript(path, write);
    if (!isShown) code = EXIT.found;
  }
  return code;
}

const isModule = (path: string): boolean => path.endsWith(".ts");

/** Whether it is a script that can be shown. */
function explainScript(path: string, write: boolean): boolean {
  const source = decode(readFileSync(path));
  if (!isExecline(path, source)) {
    console.error(`${path}: is no execline script: its first line names no execlineb`);
    return false;
  }
  const { script, problems, warnings } = parse(source, path);
  const reasons = [...problems, ...warnings];
  for (const { position, code, what, hint } of reasons) {
    console.error(`${formatPosition(position)}: ${code}: ${what}; ${hint}`);
  }
  if (reasons.length > 0) return false;
  const explained = explain(script);
  console.log(textOf(path, explained));
  if (write && explained.changes.length > 0) writeFileSync(path, encode(explained.text));
  return true;
}

/** Whether it has a stage. */
async function explainModule(path: string): Promise<boolean> {
  const stages = await stagesOf(path);
  for (const { stage } of stages) {
    if (stage.language === "execline") console.log(textOf(stage.path, explain(stage.tree)));
    if (stage.language === "sh") console.log(textOf(stage.path, explainSh(stage.tree)));
  }
  if (stages.length === 0) console.error(`${path}: exports no stage`);
  return stages.length > 0;
}
