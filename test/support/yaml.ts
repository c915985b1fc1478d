/** The value of a key of a YAML mapping, written on its line or as a block after `|`. */
export function valueOf(yaml: string, key: string): string {
  const [, indent = "", first = ""] = new RegExp(`^( *)(?:- )?${key}: (.*)$`, "m").exec(yaml)!;
  if (first !== "|") return first;
  const lines = yaml.slice(yaml.indexOf(`${key}: |\n`) + key.length + 4).split("\n");
  const end = lines.findIndex((line) => line !== "" && !line.startsWith(`${indent}  `));
  return lines.slice(0, end === -1 ? undefined : end).join("\n");
}
