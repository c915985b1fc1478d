import { IgnityError, type Position } from "../ast/diagnostic.ts";
import { text } from "../dsl/text.ts";
import type { Stage } from "../emit/tree.ts";
import { ETC } from "../stages/paths.ts";
import { chainOf } from "./directory.ts";
import type { Image, PermissionRule } from "./image.ts";
import { checkFileName, checkVariable } from "./names.ts";

/** What an image has beside its services: variables, permissions, and the scripts of its start and its end. */
export function filesOf({ options, position }: Image): readonly Stage[] {
  const { envs = {}, perms = {}, init = {}, finalize = {} } = options;
  const scripts = Object.entries({ init, finalize });
  return [
    ...Object.entries(envs).map(([name, variables]) =>
      file(`${ETC}/envs`, name, variablesText(variables, position), position),
    ),
    ...Object.entries(perms).map(([name, rules]) =>
      file(`${ETC}/perms`, name, rulesText(rules, position), position),
    ),
    ...scripts.flatMap(([folder, bodies]) =>
      Object.entries(bodies).flatMap(([name, body]) => {
        checkFileName(name, position);
        return chainOf(`${ETC}/${folder}/${name}`, [], body, position);
      }),
    ),
  ];
}

function file(folder: `/${string}`, name: string, content: string, position: Position | undefined): Stage {
  checkFileName(name, position);
  return { ...text(`${folder}/${name}`, content), ...(position && { position }) };
}

/** In double quotes, with the escapes of C that `envfile` reads. */
function variablesText(variables: Readonly<Record<string, string>>, position: Position | undefined): string {
  return Object.entries(variables)
    .map(([name, value]) => {
      checkVariable(name, value, position);
      return `${name}="${value.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t")}"\n`;
    })
    .join("");
}

const MODE = /^[0-7]{3,4}$/;

function rulesText(rules: readonly PermissionRule[], position: Position | undefined): string {
  return rules
    .map(({ path, owner, files, directories, recurse = true }) => {
      const isPlain = !/["\n\0]/.test(path) && /^[^\s"]+$/.test(owner);
      if (isPlain && MODE.test(files) && MODE.test(directories)) {
        return `${/\s/.test(path) ? `"${path}"` : path} ${recurse} ${owner} ${files} ${directories}\n`;
      }
      throw new IgnityError(
        "IG055",
        `the rule of permissions for ${JSON.stringify(path)} cannot be written`,
        "write a path and an owner without quotes and line breaks, and modes of three or four octal digits",
        position,
      );
    })
    .join("");
}
