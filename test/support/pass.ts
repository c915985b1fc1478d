import type { Script } from "../../src/ast/execline.ts";
import { printScript } from "../../src/emit/execline.ts";
import { parse } from "../../src/parse/parse.ts";

/** What a pass makes of a script, on one line. */
export const oneLine = (apply: (script: Script) => Script, source: string): string =>
  lines(apply, source).replaceAll(/\s+/g, " ");

/** What a pass makes of a script. */
export const lines = (apply: (script: Script) => Script, source: string): string =>
  printScript(apply(parse(source).script)).trimEnd();
