import { describe, expect, test } from "vitest";
import { lint } from "../../../src/lint/lint.ts";

/** Codes found in a script, whose first line is `#!/bin/execlineb -P` unless it has one. */
const codes = (text: string, file = "script"): string[] =>
  lint(text.startsWith("#!") ? text : `#!/bin/execlineb -P\n${text}\n`, file).map(({ code }) => code);

describe("what is found besides the examples of the pages", () => {
  test.each<[string, string, string[]]>([
    ["a program of older execline", "import HOME\napp ${HOME}", ["EL1101", "EL1201"]],
    ["two letters swapped", "foregroudn { a }\nb", ["EL1101"]],
    ["an unknown letter in a cluster", "if -tz { a }\nb", ["EL1103"]],
    ["a long option of another program", "redirfd --wirte 1 f\na", ["EL1103", "EL1119"]],
    ["a missing word before a block", "forx { a }\nb", ["EL1106"]],
    ["the last of three blocks", "ifthenelse { a } { b }\nc", ["EL1107"]],
    ["one of two stray blocks at a time", "foreground { a } { b } { c }\nd", ["EL1108", "EL1108"]],
    ["a negative number", "exit -1", ["EL1112"]],
    ["an exit code that wraps", "exit 256", ["EL1112"]],
    ["a signal in an option", "s6-svc -s NOPE /run/service/x", ["EL1112"]],
    ["a case without a pattern", "case a { { b } }\nc", ["EL1116"]],
    ["a program among directives", "multisubstitute { echo a }\nb", ["EL1116"]],
    ["an unknown signal", "trap { TREM { a } }\nb", ["EL1116"]],
    ["an option to export", "export -x b\na", ["EL1117"]],
    ["a chain of utilities", "mkdir a\nrm b", ["EL1111"]],
    ["a line after exit", "exit 0\napp", ["EL1111"]],
    ["a name that is bound too late", "foreground { echo ${x} }\nimportas -i x X\na ${x}", ["EL1201"]],
    ["a name bound in another block", "foreground { define x y a ${x} }\necho ${x}", ["EL1201"]],
    ["a use before a slash", "define dir /x\nls $dir/a $dir", ["EL1203"]],
    ["a name bound twice in a row", "define x a\ndefine x b\necho ${x}", ["EL1204"]],
    ["a loop inside a loop with its name", "forx -E x { a }\n  forx -E x { b }\n    c ${x}", ["EL1204"]],
    [
      "multidefine after importas",
      "importas -i a A\nmultidefine ${b} { c }\nx ${a} ${c}",
      ["EL1201", "EL1205"],
    ],
    ["options in a name with no dash", "importas -i x X\nredirfd -w ${x} f\na", ["EL1115"]],
    ["a shell's parameter in awk", '#!/bin/execlineb -S0\nawk "{ print $1}"', ["EL1210"]],
    ["a redirection in the middle", "app 2>&1", ["EL1309"]],
    ["a redirection to a file", "app >/dev/null", ["EL1309"]],
    ["a path under a name that is nowhere", "ls $HOME/.config", ["EL1201"]],
    ["a descriptor that is closed before another", "fdmove 2 1\nfdmove 3 4\na", ["EL1307"]],
    ["a command in a word", "app $(date)", ["EL1309"]],
    ["an ampersand at the end of a line", "app x &\nb", ["EL1309"]],
    ["quotes around one word", "app 'x'", ["EL1310"]],
    ["a line taken for a variable's name, once", "importas -u i\ns6-cleanfifodir ${i}", ["EL1106"]],
    ["a name that is nowhere, once a word", "echo ${a}${a}$a ${a}", ["EL1201", "EL1201"]],
    [
      "a foreground that fails in a foreground whose code is read",
      "foreground { foreground { a } }\nimportas -u ? ?\nb ${?}",
      ["EL1301"],
    ],
    [
      "a foreground at the end of a loop that reads codes",
      "forx -x 1 -E i { a b }\n  foreground { c ${i} }",
      ["EL1301"],
    ],
    ["an if at the end of a loop while", "loopwhilex\n  if { a }", ["EL1304"]],
    ["no name of a multidefine", "multidefine -d : a:b { A B }\nc", ["EL1202", "EL1202"]],
    ["two letters with their number between", "#!/bin/execlineb -S1 -P\na $1", ["EL1405"]],
    ["an option execlineb does not have", "#!/bin/execlineb -x\na", ["EL1208", "EL1405"]],
    ["env with options", "#!/usr/bin/env -S execlineb -P\na", ["EL1404"]],
  ])("%s", (_, text, expected) => expect(codes(text).toSorted()).toEqual(expected));
});

describe("what is no mistake", () => {
  test.each<[string, string]>([
    ["${x} in a shell's script", 'sh -c "echo ${HOME} $x"'],
    ["${x} behind a program that runs a shell", 's6-setuidgid www sh -c "echo ${HOME}"'],
    ["$1 in awk without -S", 'awk "{print $1}" f'],
    ["a template", 'envsubst "${HOME}"'],
    ["a prompt", 'export PS1 "${USER}$ "\napp'],
    ["a value that a later substitution completes", "define a ${b}x\ndefine b c\necho ${a}"],
    ["names put together at run time", "importas -i n N\ndefine -- ${n} x\necho ${y}"],
    ["positionals from the environment", "#!/bin/execlineb\nelgetpositionals\necho $1 $@"],
    ["-i only to make sure", "importas -i HOME HOME\napp"],
    ["-u only to take away", "importas -u SECRET SECRET\napp"],
    ["a loop that counts", "forx i { 1 2 3 }\n  app"],
    ["a variable the script has set", "backtick n { nproc }\nimportas -u n n\napp ${n}"],
    ["? after foreground", "foreground { a }\nimportas -u ? ?\nb ${?}"],
    ["a value that cannot begin with a dash", "elglob -0 d /run/*\ns6-svc -u ${d}"],
    ["all arguments passed on", "#!/bin/execlineb -S0\nexeclineb $@"],
    ["-- before a value", "importas -i x X\ncase -- ${x} { a { b } }\nc"],
    ["-- for a program without options, in a test", "eltest -f /x -a -d /y"],
    ["a second value from the first", "importas -i a A\nimportas -D ${a} b B\necho ${b}"],
    ["arguments that begin lines", "s6-log\n  n20\n  s1000000\n  /var/log/x"],
    ["arguments of a utility that begin lines", "mkdir -p\n  a\n  b"],
    ["arguments no deeper than their program", "mkdir -p\na b"],
    ["a loop with everything in its body at one depth", "forx -E x { a }\nforeground { b ${x} }\nc"],
    ["an apostrophe in a word", "echo \"it's\" don't"],
    ["words of tests that are operators elsewhere", "test a > b"],
    ["a path in place of a program", "./run a"],
    ["a program of another directory by a table's name", "/etc/s6/exit a b"],
    ["an empty block where one may be", "case -- a { }\nforx x { }\n  app"],
    ["$1 with enough of them", "#!/bin/execlineb -S2\necho $1 ${2}"],
    ["$1 after a look at $#", "#!/bin/execlineb -S0\nif { eltest $# -eq 1 }\necho $1"],
    ["an interpreter filled in later", "#!@BIN@/execlineb -P\napp"],
    ["an ampersand in a sentence", "echo WiFi & Ethernet"],
    ["a foreground in a foreground whose code nobody reads", "foreground { foreground { a } }\nb"],
    ["a foreground at the end of a loop that goes on anyway", "forx -E i { a b }\n  foreground { c ${i} }"],
    ["an if at the end of a loop that goes on anyway", "forx -E i { a b }\n  if { c ${i} }"],
    ["a foreground at the end of what runs in the background", "background { foreground { a } }\nb"],
    ["an if at the end of what is piped on", "pipeline { if { a } }\nb"],
    ["columns that are only named", "multidefine -d : a:b:c { A B C }\necho ${C}"],
    ["a script that says why it is empty", "#!/bin/execlineb -P\n# Nothing to do here."],
    [
      "a value with what a block further on substitutes",
      "define a ${b}\nforeground { define b c echo ${a} }\nd",
    ],
    ["a path with a value at its start", "importas -i D D\ns6-svc -u ${D}/x"],
    [
      "a variable that programs know, set for them",
      "backtick HOME { homedir }\nimportas -i HOME HOME\napp ${HOME}",
    ],
    ["a descriptor that is moved away and made anew", "fdmove 2 1\nfdmove 1 3\na"],
    ["with-env before execlineb", "#!/usr/bin/with-env execlineb -S1\necho $1"],
  ])("%s", (_, text) => expect(codes(text)).toEqual([]));
});

test("what another program fills in is no name", () => {
  expect(codes("app ${SITE}", "web/run.template")).toEqual([]);
});

test("the first line of what s6-rc runs is a comment, and there are no arguments", () => {
  expect(codes("#!/usr/bin/env execlineb\napp", "web/up")).toEqual([]);
  expect(codes("#!/bin/execlineb -S1\napp $1", "web/down")).toEqual(["EL1209"]);
  expect(codes("#!/bin/execlineb -S1\napp $1", "web/setup")).toEqual([]);
});

test("scripts of service directories know their arguments", () => {
  expect(codes("#!/bin/execlineb -S0\necho $1 $2 $3", "services/x/finish")).toEqual([]);
  expect(codes("#!/bin/execlineb -S0\necho $1 $2 $3", "services/x/run")).toEqual(["EL1215", "EL1215"]);
  expect(codes("#!/bin/execlineb -P\ns6-svc -wD -d ../db", "services/x/finish")).toEqual(["EL1305"]);
  expect(codes("#!/bin/execlineb -P\ns6-svc -wD -T 2000 -d ../db", "services/x/finish")).toEqual([]);
  expect(codes("#!/bin/execlineb -P\ns6-svc -d ../db", "services/x/finish")).toEqual([]);
  expect(codes("#!/bin/execlineb -P\ns6-setlock l rm f", "services/x/finish")).toEqual(["EL1305"]);
  expect(codes("#!/bin/execlineb -P\ns6-setlock -n l rm f", "services/x/finish")).toEqual([]);
  expect(codes("#!/bin/execlineb -S0\nif { eltest $# -eq 0 }\napp", "scan/.s6-svscan/finish")).toEqual([
    "EL1215",
  ]);
});
