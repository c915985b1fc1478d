import {
  and,
  any,
  arith,
  capture,
  env,
  envOf,
  glob,
  optarg,
  pattern,
  pid,
  pipe,
  run,
  sh,
  split,
  status,
  test,
  when,
  word,
} from "../../../../src/dsl/sh.ts";

export const words = sh("/words", (s, argv) => {
  // Data, in the plainest form that is safe.
  s.run("show", "bare-word_1.2,3:4=5@6%7+8/9", 12, -3, "!");
  s.run("show", "", "two words", "it's", "*", "~", "#", "é", "{}", "done");
  s.run("show", 'a "quote"', "a\\b", "cost: 5$", "`");
  s.run("show", "$HOME", "it's $5", "`date`", "a\nb");

  // Expansions are one word, and have braces only where they need them.
  const dir = s.set("dir", env("IGNITY_RUN_DIR"));
  const file = s.set("file", word`${dir}/${argv[1]}.pid`);
  s.run("show", dir, word`${dir}x`, word`${dir}é`, word`${argv[1]}0`, word`${argv[1]}a`, word`${dir}[1]`);
  s.run("show", argv[0], argv.all, argv.joined, argv.count, status, pid, optarg);
  s.run("show", word`it's ${dir}: "$5" \`a\` \\n \\`);

  // Operations.
  const home = envOf("HOME");
  s.run("show", home.ifUnset("/root"), home.ifEmpty(dir), home.ifSet("yes"), home.ifNonempty("a } $ b"));
  s.run("show", home.ifUnset("it's"), file.length);
  s.run("show", file.removePrefix(word`${dir}/`), file.removeLongestPrefix(pattern`*/`));
  s.run("show", file.removeSuffix(".pid"), file.removeLongestSuffix(pattern`[.-]*`), file.removeSuffix("*"));

  // Live patterns.
  s.run("show", glob`${dir}/*.sh`, glob`/my files/?`, glob`[!a-z ]*${"*"}`, glob`/*/${file}-${dir}/*`);
  s.case(
    file,
    when(pattern`*["[:space:]]*`, (s) => s.run("show", "blank")),
    when(["*", pattern`${dir}*`, pattern`"*"`, pattern`done*`, ""], (s) => s.run("show", "literal")),
    when(any),
  );

  // Numbers.
  const count = s.set("count", arith`${argv.count} + 1`);
  s.set(count, arith`(${count} * ${arith`${argv[1]} - 1`} << 2) % ${-7}`);
  s.run("show", arith`${count} / ${env("IGNITY_KILL_GRACETIME")}`, word`${arith`${count} / 1000`}s`);

  // Captures.
  const out = s.set("out", capture(pipe(run("id", "-u"), run("head", "-n", 1))));
  s.set(out, word`${capture(run("basename", capture(run("readlink", "-f", file))))}/`);
  s.set(out, capture(and(test("-e", file), run("cat").here(word`${file}\n`))));
  s.for("word", [split(out), "last", split(run("groups"))], (s, word) => s.run("show", word));
});
