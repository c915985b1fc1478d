import type { Report } from "../finding.ts";
import type { Edit } from "../finding.ts";
import type { Subject } from "../subject.ts";

/** The text as a file: its bytes, its first line. */
export function file(subject: Subject, report: Report): void {
  const { source, script, file } = subject;
  const at = (line: number, col: number, offset: number, length: number) => ({
    position: { file, line, col, offset, length },
  });
  if (source.startsWith("\ufeff")) {
    const fix = [{ offset: 0, length: 1, text: "" }];
    report(
      "EL1402",
      at(1, 1, 0, 1),
      "a byte order mark is part of the first word",
      "save the file without it",
      fix,
    );
  }
  const ending = source.indexOf("\r\n");
  if (ending !== -1) {
    const line = source.slice(0, ending).split("\n").length;
    const start = source.lastIndexOf("\n", ending) + 1;
    const isFirst = line === 1 && source.startsWith("#!");
    const what = isFirst
      ? "the kernel takes the carriage return for part of the interpreter"
      : "lines end with carriage returns";
    report(
      "EL1401",
      at(line, ending - start + 1, ending, 1),
      what,
      "save the file with LF line ends",
      endings(subject),
    );
  }
  firstLine(subject, report);
  const { links, trailing } = script.chain;
  // A comment in it says why.
  if (script.shebang !== undefined && links.length + trailing.length + subject.problems.length === 0) {
    report("EL1408", at(1, 1, 0, 0), "this script runs nothing and succeeds", "give it a program");
  }
}

/** Every carriage return that ends a line outside quotes; those in quotes are text. */
function endings({ source, words }: Subject): readonly Edit[] | undefined {
  if (words.some(({ word }) => word.spelling?.includes("\r"))) return undefined;
  return Array.from(source.matchAll(/\r(?=\n)/g), ({ index }) => ({ offset: index, length: 1, text: "" }));
}

function firstLine({ interpreter, script, file, source }: Subject, report: Report): void {
  if (interpreter === undefined) return;
  const { path, argument, options, direct } = interpreter;
  const length = source.split("\n", 1)[0]!.length;
  const position = { position: { file, line: 1, col: 1, offset: 0, length } };
  // @BIN@, {{ bin }} and %%BIN%% are filled in later.
  if (/[@{%$]/.test(path)) return;
  if (!path.startsWith("/") || (path.endsWith("/env") && !direct)) {
    const what = "which execlineb runs this, if any, depends on PATH";
    report(
      "EL1404",
      position,
      what,
      "name it by its path: /bin/execlineb, or /usr/lib/execline/bin/execlineb on Debian",
    );
  }
  if (!direct || argument === undefined) return;
  const unknown = options.find(({ option }) => option === undefined);
  const taking = options.find(
    ({ option, value }) => option?.takes !== undefined && !/^[0-9]+$/.test(String(value?.[0] ?? "")),
  );
  if (argument.includes(" ")) {
    report(
      "EL1405",
      position,
      `the kernel gives execlineb "${argument}" as one argument, which it refuses`,
      "write the letters in one: -WS1",
    );
  } else if (unknown !== undefined) {
    report(
      "EL1405",
      position,
      `execlineb has no option -${unknown.letter}`,
      "it has -P -p -S n -s n -q -w -W",
    );
  } else if (taking !== undefined && taking.letter !== "c") {
    const swapped = argument.replace(/^-([Ss])([0-9]+)([qwW]+)$/, "-$3$1$2");
    const fix =
      swapped === argument
        ? undefined
        : [{ offset: script.shebang!.lastIndexOf(argument) + 2, length: argument.length, text: swapped }];
    report(
      "EL1405",
      position,
      `-${taking.letter} needs a number and nothing after it`,
      fix ? `write ${swapped}` : "write -S1",
      fix,
    );
  } else if (!argument.startsWith("-")) {
    report("EL1405", position, `execlineb takes ${argument} for the script to run`, "leave it out");
  }
}
