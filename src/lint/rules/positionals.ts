import type { Report } from "../finding.ts";
import type { Positionals } from "../interpreter.ts";
import { isPositional } from "../scope.ts";
import { hasOption, nextOf, operandOf, refsOf, type Placing, type Site, type Subject } from "../subject.ts";
import { literal } from "../../parse/program-of.ts";
import { codeFrom, codeIn } from "./interpreters.ts";

/** Programs that read the arguments which execlineb puts into the environment. */
const READERS = new Set([
  "elgetpositionals",
  "elgetopt",
  "shift",
  "runblock",
  "dollarat",
  "emptyenv",
  "execlineb",
]);

/** A script's own arguments, and what it leaves in the environment. */
export function positionals(subject: Subject, report: Report): void {
  for (const placing of subject.words) parameter(subject, placing, report);
  for (const site of subject.sites) {
    inCode(site, report);
    leak(site, report);
  }
  environment(subject, report);
}

/** Why a positional parameter is not substituted, and what makes it so. */
const WHY: Readonly<Record<Exclude<Positionals["kind"], "substituted">, (least: number) => string>> = {
  environment: (least) => `execlineb without -S substitutes no arguments; write -S${least} in the first line`,
  ignored: (least) => `-P gives the script no arguments; write -S${least} in the first line`,
  none: () => "s6-rc starts up and down without arguments",
};

function parameter(
  { positionals, interpreter, passed, words }: Subject,
  placing: Placing,
  report: Report,
): void {
  const { word, scope, site, index } = placing;
  const code = site && codeFrom(site.instruction);
  const isFragment = interpreter === undefined && positionals.kind !== "none";
  if (isFragment || (code !== undefined && index >= code)) return;
  for (const { name } of refsOf(word)) {
    if (!isPositional(name) || scope.find(name) !== undefined) continue;
    if (scope.positionals && tooMany(name, passed.most)) {
      const given =
        passed.most === 0 ? "no arguments" : passed.most === 1 ? "one argument" : `${passed.most} arguments`;
      report(
        "EL1215",
        word,
        `\${${name}} is never given here`,
        `what stands in this place is started with ${given}`,
      );
    } else if (positionals.kind !== "substituted" && !scope.positionals) {
      report("EL1209", word, `\${${name}} stays as it is`, WHY[positionals.kind](Number(name) || 0));
    } else if (
      positionals.kind === "substituted" &&
      Number(name) > Math.max(positionals.least, passed.least)
    ) {
      if (words.some((each) => refsOf(each.word).some((ref) => ref.name === "#"))) continue;
      const what = `\${${name}} stays as it is when the script is given fewer arguments`;
      report("EL1214", word, what, `write -S${name} in the first line to make it an empty word`);
    }
  }
}

/** Whether a parameter is beyond what a script is started with; `$@` and `$#` are when that is nothing. */
const tooMany = (name: string, most: number): boolean =>
  /[@#]/.test(name) ? most === 0 : Number(name) > most;

function inCode({ instruction, scope }: Site, report: Report): void {
  const code = codeIn(instruction);
  if (code === undefined) return;
  for (const { name } of refsOf(code)) {
    if (!isPositional(name) || !scope.positionals) continue;
    const hint = `write \\\\\${${name}} for the other program's, or give execlineb's to it as an argument`;
    report("EL1210", code, `execlineb puts its own $${name} into this program text`, hint);
  }
}

/** Programs that set a variable which is then read back by importas. */
const SETTERS = new Set(["backtick", "withstdinas", "getpid", "getcwd", "forx", "forstdin", "forbacktickx"]);

/** Variables that a script sets for the programs after it. */
const KNOWN =
  /^(?:HOME|PATH|SHELL|USER|LOGNAME|TERM|TZ|LANG|LC_\w+|XDG_\w+|TMPDIR|HOSTNAME|UID|GID|DISPLAY)$/;

function leak(site: Site, report: Report): void {
  const { name, instruction } = site;
  if (name === undefined || !SETTERS.has(name) || hasOption(site, "E")) return;
  const variable = literal(operandOf(site, "variable")[0]);
  const next = nextOf(site);
  if (variable === undefined || next === undefined || literal(next.argv[0]) !== "importas") return;
  if (KNOWN.test(variable)) return;
  const words = next.argv.slice(1).map(literal);
  if (words.at(-1) !== variable || words.some((word) => /^-[a-zA-Z]*u/.test(word ?? ""))) return;
  const hint = `write ${name} -E, which substitutes it and takes it away, or importas -u`;
  report("EL1207", instruction, `${variable} stays in the environment of everything after this`, hint);
}

function environment({ sites, interpreter, positionals, script, words }: Subject, report: Report): void {
  if (interpreter === undefined || !interpreter.direct || positionals.kind !== "environment") return;
  const [first] = script.chain.links;
  if (first === undefined || interpreter.options.some(({ letter }) => letter === "p")) return;
  const reads = ({ name }: Site): boolean => name === undefined || READERS.has(name);
  if (
    sites.some(reads) ||
    words.some(
      ({ word }) => isPositional(literal(word) ?? "") || refsOf(word).some(({ name }) => isPositional(name)),
    )
  )
    return;
  const what =
    "execlineb puts the script's arguments into the environment as #, 0, 1..., and nothing here reads them";
  report(
    "EL1208",
    { position: { ...first.position!, line: 1, col: 1, offset: 0, length: 2 } },
    what,
    "write -P in the first line",
  );
}
