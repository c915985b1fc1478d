import type { Item } from "../../ast/execline.ts";
import { textOf } from "../../emit/execline-quote.ts";
import { literal } from "../../parse/program-of.ts";
import type { Report } from "../finding.ts";
import type { Subject } from "../subject.ts";

const OPERATORS: Readonly<Record<string, string>> = {
  "&&": "write if { first } second",
  "||": "write ifelse -n { first } { second }",
  "|": "write pipeline { first } second",
  "&": "write background { first } second",
  ";": "write foreground { first } second",
  ">": "write redirfd -w 1 FILE before the program",
  ">>": "write redirfd -a 1 FILE before the program",
  "<": "write redirfd -r 0 FILE before the program",
  "2>&1": "write fdmove -c 2 1 before the program",
  ">&2": "write fdmove -c 1 2 before the program",
  "1>&2": "write fdmove -c 1 2 before the program",
};

/** Tests and calculators, where some of these are operators of their own. */
const EXPRESSIONS = new Set(["eltest", "test", "[", "s6-test", "expr", "find", "s6-log", "case"]);

/** What people write who think of a shell. */
export function shell({ words }: Subject, report: Report): void {
  for (const { word, site, index } of words) {
    if (site === undefined || index < 0 || word.spelling !== undefined || EXPRESSIONS.has(site.name ?? ""))
      continue;
    const text = textOf(word);
    if (text === "&" && !endsLine(site.instruction.argv[index + 1])) continue;
    if (Object.hasOwn(OPERATORS, text)) {
      report("EL1309", word, `${text} means nothing to execline`, OPERATORS[text]!);
    } else if (/^[0-9&]?>>?[/&]/.test(text)) {
      report("EL1309", word, `${text} redirects nothing`, "write redirfd or fdmove before the program");
    } else if (text.startsWith("$(") || /^`./.test(text)) {
      report("EL1309", word, "nothing is run here; this is only text", "write backtick -E NAME { program }");
    } else if (index > 0 && opensQuote(text) && closesQuote(site.instruction.argv.slice(index))) {
      report("EL1310", word, "execlineb does not know single quotes; this is several words", 'write "..."');
    } else if (/^'.*'$/s.test(text) && text.length > 1) {
      report("EL1310", word, "the single quotes are part of the word", 'write "..." or no quotes');
    }
  }
}

/** Whether what follows a word is on another line: an ampersand between words is one of a sentence. */
const endsLine = (next: Item | undefined): boolean =>
  next === undefined || (next.kind === "Word" && next.newline === true);

const opensQuote = (text: string): boolean =>
  /^[^']*'[^']*$/.test(text) && /^(?:'|[\w-]+='|--?[\w-]*=?')/.test(text);

/** Whether a later word ends what a single quote began. */
function closesQuote([, ...rest]: readonly Item[]): boolean {
  return rest.some((item) => (literal(item) ?? "").endsWith("'"));
}
