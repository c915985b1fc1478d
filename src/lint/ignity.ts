import { decode } from "../ast/bytes.ts";
import type { Report } from "./finding.ts";
import type { FileEntry, Tree } from "./tree.ts";

/** Lines of the files in `etc/ignity/perms` and `etc/ignity/envs`. */
export function ignityFile(tree: Tree, entry: FileEntry, report: Report): void {
  const kind = /(?:^|\/)etc\/ignity\/(perms|envs)\/[^/]+$/.exec(entry.path)?.[1];
  if (kind === undefined) return;
  decode(entry.read())
    .split("\n")
    .forEach((line, i, lines) => {
      const at = { position: { file: tree.prefix + entry.path, line: i + 1, col: 1 } };
      if (/^\s*(?:#|$)/.test(line) || (kind === "envs" && lines[i - 1]?.endsWith("\\"))) return;
      if (kind === "perms") rule(line, (what, hint) => report("EL1601", at, what, hint));
      else variable(line, (what, hint) => report("EL1602", at, what, hint));
    });
}

type Refuse = (what: string, hint: string) => void;

const RULE =
  /^\s*(?:"(?<quoted>[^"]*)"|(?<bare>\S+))\s+(?:(?<recurse>\S+)\s+)?(?<account>\S+)\s+(?<fmode>\S+)\s+(?<dmode>\S+)\s*$/;
const FORM = "a rule is path account fmode dmode, or path recurse account fmode dmode";

function rule(line: string, refuse: Refuse): void {
  const fields = RULE.exec(line)?.groups;
  if (fields === undefined) return refuse("this is no rule", FORM);
  const { quoted, bare, recurse, account, fmode, dmode } = fields;
  const path = quoted ?? bare!;
  if (!path.startsWith("/") || /\/\.\.?(?:\/|$)/.test(path)) {
    refuse(`${JSON.stringify(path)} is no path for a rule`, "it begins with / and has no . or .. in it");
  }
  if (recurse !== undefined && recurse !== "true" && recurse !== "false") {
    refuse(`${JSON.stringify(recurse)} is not whether to recurse`, "write true or false");
  }
  if (account!.split(":").length > 2)
    refuse(`${account} is no account`, "write uid:gid, or the name of a user");
  for (const mode of [fmode!, dmode!]) {
    if (!/^[0-7]{3,4}$/.test(mode))
      refuse(`${JSON.stringify(mode)} is no mode`, "write three or four octal digits");
  }
}

function variable(line: string, refuse: Refuse): void {
  const equals = line.indexOf("=");
  if (equals === -1) return refuse("this sets no variable", "write NAME=value");
  const name = line.slice(0, equals).trim();
  if (!/^[^\s"\\]+$/.test(name)) {
    refuse(`${JSON.stringify(name)} is no name of a variable`, "write NAME=value, without export");
  }
  const quotes = line.slice(equals).replace(/\\./g, "").split('"').length - 1;
  if (quotes % 2 === 1) refuse("this quote is never closed", 'close it with another ", or write \\"');
}
