import {
  any,
  arith,
  call,
  fd,
  group,
  pattern,
  pipe,
  read,
  run,
  set,
  status,
  subshell,
  test,
  usually,
  when,
  word,
  type Fn,
  type InFunction,
  type Sh,
  type Var,
  type Word,
} from "../dsl/sh.ts";
import { complain } from "./messages.ts";
import { LIB } from "./paths.ts";
import { forget } from "./shell-variables.ts";
import { state } from "./state.ts";

export type Reserved = readonly [string, ...string[]];

/** A shell reads a byte at a time: where there is more, xargs is sooner done. */
const FEW_BYTES = 4096;

interface Kept {
  readonly dir: Var;
  /** Becomes `yes` when what comes after this shell has to get its variables from their files. */
  readonly merge: Var;
  /** Names that a shell has variables of, so that it may have changed the container's. */
  readonly reserved: Reserved;
}

/** `keep_environment`: the container's own variables go to `envs`, over what is there. */
export function keepEnvironmentFn(s: Sh, kept: Kept): Fn {
  const { dir, merge } = kept;
  const keepOwn = keepOwnFn(s, kept);
  const privately = run("umask", "077");
  return s.fn("keep_environment", (s) => {
    s.and(usually(call(keepOwn).stderr("/dev/null")), (s) => s.return(0));
    // This shell itself must open the file: it reads as empty when the process that opened it has become another.
    const code = s.var("code");
    s.if(usually(test("-r", "/proc/self/environ")), (s) => {
      s.redirect().from("/proc/self/environ", 6);
      s.do(subshell(privately, dump(dir).from(fd(6))));
      s.set(code, status);
      s.redirect().close(6);
    }).else((s) => {
      s.do(subshell(privately, pipe(run("env", "-0"), dump(dir))));
      s.set(code, status);
    });
    s.case(
      code,
      when("0"),
      // This shell, or the one of stage 2, does not leave every variable as it was.
      when("123", (s) => s.set(merge, "yes")),
      when(any, (s) => {
        complain(s, "the environment cannot be written to %s", dir);
        s.exit(111);
      }),
    );
  });
}

/** Writes what its standard input holds of variables, each ended by a NUL, to `envs`. */
export function dump(dir: Word) {
  // One variable may be 128 kB, which is more than xargs takes by itself.
  return run("xargs", "-0", "-s", 200000, `${LIB}/dump-env`, word`${dir}/envs`);
}

/**
 * `keep_own`: the same without a process, when this shell has every variable as it was given. It has when they are as
 * long, all together, as the kernel says that the environment is: what a shell drops, or may have changed, is missing.
 * A value with a quote or a second line is not looked at closer.
 */
function keepOwnFn(s: Sh, { dir, reserved }: Kept): Fn {
  const { exported } = state(dir);
  // Where this shell has all variables: together they are as long as the kernel says that the environment is.
  return s.fn("keep_own", (s, argv) => {
    const left = lengthOfEnvironment(s);
    s.or(test(left, "-le", FEW_BYTES), (s) => s.return(1));
    const mask = readUmask(s);
    const [command, definition] = [s.var("command"), s.var("definition")];
    const [name, content] = [s.set("name", ""), s.set("content", "")];
    s.setArgs();
    s.run("umask", "077");
    // By itself export would end a shell that cannot write.
    s.run("command", "export", "-p").to(exported);
    s.while(read(command, definition), (s) => {
      s.set(name, definition.removeLongestSuffix(pattern`=*`));
      s.set(content, definition.removePrefix(pattern`*=`));
      s.case(
        word`${command} ${content}`,
        // A value with a quote; or, below, the first of several lines: what follows might be read in two ways.
        when(pattern`export '*'*'*`, (s) => s.break()),
        when(pattern`export '*'`),
        when(any, (s) => s.break()),
      );
      s.case(
        name,
        when(reserved, (s) => s.continue()),
      );
      // In the environment it has a NUL at its end, and no quotes.
      s.set(left, arith`${left} - ${definition.length} + 1`);
      s.setArgs(argv.all, definition);
    }).from(exported);
    s.run("true").to(exported);
    s.if(usually(test(left, "-eq", 0)), (s) => {
      s.for("own", [argv.all], (s, own) => {
        s.set(content, own.removePrefix(pattern`*=?`));
        s.or(
          run("printf", "%s\\n", content.removeSuffix(pattern`?`)).to(
            word`${dir}/envs/${own.removeLongestSuffix(pattern`=*`)}`,
          ),
          set(left, 1),
        );
      });
    });
    s.run("umask", mask);
    forget(s, definition.name, name.name, content.name);
    s.do(test(left, "-eq", 0));
  });
}

/** How many bytes the variables take that this process was given: each has a `=` and ends with a NUL. */
function lengthOfEnvironment(s: Sh & InFunction): Var {
  const stat = s.var("stat");
  s.or(read(stat).from("/proc/self/stat"), (s) => s.return(1));
  // It ends with where the environment begins, where that ends, and an exit code.
  s.set(stat, stat.removeSuffix(pattern` *`));
  const end = s.set("end", stat.removeLongestPrefix(pattern`* `));
  s.set(stat, stat.removeSuffix(pattern` *`));
  const start = s.set("start", stat.removeLongestPrefix(pattern`* `));
  s.case(
    word`${start}${end}`,
    when(["", pattern`*[!0-9]*`], (s) => s.return(1)),
  );
  return s.set("left", arith`${end} - ${start}`);
}

/** The mask of this process, which only another process could have `umask` tell. */
function readUmask(s: Sh & InFunction): Var {
  const key = s.var("key");
  const mask = s.var("mask");
  // It is on the second line.
  s.do(group(read(key, mask), read(key, mask)).from("/proc/self/status"));
  s.or(test(key, "=", "Umask:"), (s) => s.return(1));
  return mask;
}
