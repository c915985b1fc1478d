import type { Part, Ref, Word } from "../../ast/execline.ts";
import { literal, nameOf } from "../../parse/program-of.ts";
import type { Edit, Report } from "../finding.ts";
import { isPositional, type Binding, type Scope } from "../scope.ts";
import { hasOption, nextOf, operandOf, refsOf, type Placing, type Site, type Subject } from "../subject.ts";
import { codeFrom } from "./interpreters.ts";
import { fromNextLine } from "./usage.ts";
import { beginning } from "./words.ts";

/** What is substituted and what is not. */
export function substitution(subject: Subject, report: Report): void {
  for (const placing of subject.words) {
    const refs = new Map(refsOf(placing.word).map((ref) => [ref.name, ref]));
    for (const ref of refs.values()) reference(ref, placing, subject, report);
    backslash(placing, report);
  }
  for (const binding of subject.bindings) used(binding, subject, report);
  for (const site of subject.sites) {
    for (const name of site.instruction.binds) shadowed(name, site, report);
    if (site.program?.substitutes === undefined) continue;
    serial(site, report);
    transformations(site, report);
  }
}

/** Whether it looks like a variable: `${HOME}`, `$HOME`, or `$HOME/bin`, whose name goes on to the end of the word. */
const isVariable = ({ name, style }: Ref): boolean =>
  /^[A-Za-z_]\w*$/.test(name) || (style === "bare" && /^[A-Za-z_]\w*\//.test(name));

/** Files that another program fills in before execline reads them. */
const TEMPLATE = /\.(?:template|tmpl|tpl|j2)$/;

function reference(
  ref: Ref,
  { word, scope, site, index }: Placing,
  { file, bindings }: Subject,
  report: Report,
): void {
  if (scope.open || scope.replaces(ref.name) || isPositional(ref.name)) return;
  const code = site && codeFrom(site.instruction);
  if (code !== undefined && (index === -1 || index >= code)) return;
  const name = /^\w+/.exec(ref.name)?.[0];
  if (ref.style === "bare" && name !== undefined && name !== ref.name && scope.replaces(name)) {
    if (isPositional(name) && /\s/.test(ref.name)) return;
    const what = `$${name} is not substituted here, because a name ends only where its word ends`;
    report("EL1203", word, what, `write \${${name}}`, braces(word, name));
  } else if (isVariable(ref) && !TEMPLATE.test(file) && !(site && isMeant(ref.name, site, bindings))) {
    const written = ref.style === "bare" ? `$${name}` : `\${${name}}`;
    const hint = `put importas -i ${name} ${name} before it${name === ref.name ? "" : ` and write \${${name}}`}, or write \\\\\${${name}} where the text is meant`;
    report("EL1201", word, `nothing substitutes ${written}, so it stays as it is`, hint);
  }
}

/** A value that a later substitution is to find, or a shell's prompt. */
function isMeant(ref: string, { name, instruction }: Site, bindings: readonly Binding[]): boolean {
  if (name === "export") return /^PS[0-9]$/.test(literal(instruction.argv[1]) ?? "");
  const { offset } = instruction.position!;
  return (
    name === "define" && bindings.some((each) => each.name === ref && each.by.position!.offset! > offset!)
  );
}

/** `$name` written with braces, where the word is written plainly enough to change it. */
function braces(word: Word, name: string): readonly Edit[] | undefined {
  const { offset } = word.position!;
  const before = word.parts.slice(
    0,
    word.parts.findIndex((part) => typeof part !== "string" && part.name.startsWith(name)),
  );
  if (word.spelling !== undefined || !before.every((part) => typeof part === "string")) return undefined;
  const at = offset! + before.join("").length;
  return [{ offset: at, length: name.length + 1, text: `\${${name}}` }];
}

/** `\${x}`: execlineb takes the backslash away, and the substitution finds `${x}`. */
function backslash({ word, scope, site }: Placing, report: Report): void {
  const found = /(?<!\\)\\\$\{?(\w+)/.exec(word.spelling ?? "");
  if (found === null || !scope.replaces(found[1]!) || !refsOf(word).some(({ name }) => name === found[1]))
    return;
  const isTest = ["eltest", "s6-test", "test"].includes(site?.name ?? "");
  const hint = isTest
    ? `to keep ${site!.name} from taking its value for an operator write \\\\\\\\\${${found[1]}}`
    : `write \\\\\${${found[1]}}: execlineb itself takes one backslash away`;
  report("EL1211", word, `the backslash does not stop the substitution of ${found[1]}`, hint);
}

function used(binding: Binding, { siteOf, bindings }: Subject, report: Report): void {
  const site = siteOf.get(binding.by)!;
  const isLast = nextOf(site.holds === "directives" ? site.parent! : site) === undefined;
  if (isLast || site.scope.find(binding.name) !== undefined) return;
  if (binding.uses === 0) unused(binding, site, bindings, report);
  else if (site.name === "importas") deleting(binding, site, report);
}

function unused({ name, by }: Binding, site: Site, bindings: readonly Binding[], report: Report): void {
  // importas -i makes sure that a variable is set, and -u takes it away; a loop may only count.
  if (site.program!.loops || ["i", "u"].some((letter) => hasOption(site, letter))) return;
  // A column that multidefine splits off has to be called something.
  if (site.name === "multidefine" && bindings.some((each) => each.by === by && each.uses > 0)) return;
  report("EL1202", by, `\${${name}} is substituted nowhere after this`, "use it, or take this away");
}

function deleting({ name, by }: Binding, site: Site, report: Report): void {
  const variable = literal(operandOf(site, "envvar")[0]) ?? name;
  if (hasOption(site, "i") || hasOption(site, "D") || site.scope.isSet(variable)) return;
  if (fromNextLine(site).length > 0) return;
  const what = `when ${variable} is not set, every word with \${${name}} in it is deleted`;
  report("EL1206", by, what, "say what must happen: -i dies, -D gives a default");
}

function shadowed(name: string, { scope, instruction }: Site, report: Report): void {
  const before = scope.find(name);
  if (before === undefined) return;
  const line = before.by.position!.line;
  report(
    "EL1204",
    instruction,
    `${name} is substituted since line ${line}, so this does nothing`,
    "choose another name",
  );
}

/** Programs whose values come from outside the script, and that multisubstitute does as well. */
const FOREIGN = new Set(["importas", "elglob", "multidefine"]);

function serial({ instruction, name, holds, chain, index, scope }: Site, report: Report): void {
  const before = chain.links[index - 1];
  if (before === undefined || holds === "directives" || !(name === "define" || FOREIGN.has(name ?? "")))
    return;
  const [first] = before.binds;
  const second = instruction.binds.find((each) => each !== first);
  if (first === undefined || second === undefined || !FOREIGN.has(nameOf(before) ?? "")) return;
  const isNeeded = instruction.argv.some(
    (item) => item.kind === "Word" && refsOf(item).some((ref) => ref.name === first),
  );
  if (isNeeded || scope.find(first)?.by !== before) return;
  const what = `this also replaces a \${${second}} in the value of ${first}`;
  report("EL1205", instruction, what, "put both into one multisubstitute");
}

function transformations(site: Site, report: Report): void {
  const { name, instruction } = site;
  if (name === "elglob" && !hasOption(site, "0")) {
    const what = "when nothing matches, the pattern itself is passed on";
    report("EL1212", instruction, what, "give -0 for no word at all");
  }
  if (hasOption(site, "s") && hasOption(site, "n") && ["define", "importas"].includes(name ?? "")) {
    const what = "-n removes a last word that no delimiter follows";
    report("EL1213", instruction, what, "leave -n out: with -s a trailing delimiter makes no word");
  }
}

/** Whether a value that a substitution puts at the start of a word may begin with a dash. */
export function mayBeginWithDash(part: Part | undefined, scope: Scope): boolean {
  if (part === undefined || typeof part === "string") return (part ?? "").startsWith("-");
  const by = scope.find(part.name)?.by;
  if (by === undefined) return scope.replaces(part.name);
  const [name, ...rest] = by.argv;
  const last = rest.at(-1);
  switch (literal(name)) {
    case "define":
    case "elglob":
      return (
        last?.kind !== "Word" || (last.parts.length === 0 ? false : mayBeginWithDash(last.parts[0], scope))
      );
    case "forx":
      return (
        last?.kind !== "Block" ||
        last.chain.links.some(({ argv }) =>
          argv.some((item) => item.kind === "Block" || mayBeginWithDash(item.parts[0], scope)),
        )
      );
    case "getpid":
    case "getcwd":
      return false;
    default:
      return beginning(by.argv[0] as Word) !== "";
  }
}
