import {
  and,
  any,
  call,
  capture,
  env,
  envOf,
  fd,
  glob,
  not,
  or,
  pattern,
  pid,
  read,
  run,
  set,
  sh,
  status,
  test,
  usually,
  when,
  word,
  type Fn,
  type Positionals,
  type Sh,
  type Var,
} from "../dsl/sh.ts";
import { complain, tell, warn } from "./messages.ts";
import { ETC, LIB, S6 } from "./paths.ts";
import { hasAnyFn } from "./has-any.ts";
import { tellScanner } from "./letters.ts";
import { placeFn } from "./services.ts";
import { dropShellVariables } from "./shell-variables.ts";
import { writeNeeded } from "./spare.ts";
import { FINISH, RUN_DIR, state, type Files } from "./state.ts";

/**
 * Stage 2: permissions, init scripts, services, CMD.
 *
 * It waits for CMD, and hands its code, or the one of what failed before it, to stage 3. Without CMD it ends when the
 * services have been told to start. Arguments: CMD. Descriptor 4: the pipe `ready`.
 */
export const stage2 = sh(`${LIB}/stage2`, (s, argv) => {
  const dir = s.set("dir", RUN_DIR);
  const files = state(dir);

  // A stop is told to what runs here, and then seen in a file; this shell itself goes on until then.
  s.trap(["TERM", "INT", "QUIT", "HUP"], (s) => s.run(":"));
  s.run("echo", pid, "boot").to(files.cmdPid);

  const code = s.var("code");
  const nothing = s.var("_");
  const hasAny = hasAnyFn(s);
  const scandir = s.set("scandir", word`${dir}/services-state`);
  const end = endFn(s, dir, scandir, hasAny, nothing);
  const runChild = runFn(s, dir, code, end, nothing);
  const awaited = s.set("awaited", env("IGNITY_CMD_WAIT_FOR_SERVICES"));
  s.or(test(argv.count, "-gt", 0), set(awaited, 0));
  const from = s.set("from", `${ETC}/services`);
  const placed = s.var("placed");
  const crowded = s.set("crowded", "");
  const place = placeFn(s, { dir, from, scandir, placed, awaited, crowded, code, hasAny, runChild });

  const environment = s.var("environment");
  const leave = leaveToFinishFn(s, files, end);
  readLine(s, environment, placed);
  s.or(usually(test(environment, "!=", FINISH)), call(leave));
  dropShellVariables(s, dir);
  s.if(test("-e", files.stopping), (s) => s.call(end, 143));
  // There was no room for the line that says whom to tell of a stop.
  s.or(test("-s", files.cmdPid), (s) => {
    complain(s, "%s cannot be written", dir);
    s.call(end, 111);
  });

  s.if(test("-z", placed), (s) => {
    // What comes next may tell s6-svscan something, or be a reason to: so it has to listen.
    const listens = s.var("listens");
    readLine(s, listens);
    s.or(test(listens, "!=", FINISH), call(leave));
    s.run("echo").to(fd(4));
  });
  permissions(s, runChild, code, end);
  linkImage(s, dir, hasAny, from, end);
  initScripts(s, dir, environment, runChild, code, end);
  s.if(test("-z", placed), (s) => {
    s.call(place);
    s.or(test("-z", crowded), call(end, 111));
    s.if(and(test("-n", placed), test(awaited, "-eq", 0)), (s) => {
      tellScanner(s, scandir, "a");
    });
  });

  s.if(test(argv.count, "-eq", 0), (s) => {
    tell(s, "no CMD");
    s.or(run("true").to(files.noCmd), call(end, 111));
    // A stage 3 that came before waits for the end of this.
    s.or(not(test("-e", files.stopping)), call(end, 143));
    s.if(test("-t", 0), (s) => takeKeys(s, scandir, code));
    s.exit(0);
  });
  tell(s, "CMD %s", argv[1]);
  const notFound = s.fn("not_found", (s, argv) => {
    complain(s, "CMD: %s is not found", argv[1]);
    s.exit(127);
  });
  quietly(s, code, (s) => cmd(s, argv, dir, environment, nothing, notFound));
  s.call(end, code);
});

/** Reads what stage 1, s6-svscan or finish tells. A stop for all that have the terminal ends a read with nothing. */
function readLine(s: Sh, first: Var, ...more: readonly Var[]): void {
  s.until(read(first, ...more).from(fd(4)), (s) => s.run(":"));
}

/** `leave_to_finish`: stage 1 was told to stop, and has become finish, which does all else but may wait for this. */
function leaveToFinishFn(s: Sh, { cmdCode, stopping }: Files, end: Fn): Fn {
  return s.fn("leave_to_finish", (s) => {
    writeNeeded(s, 143, cmdCode);
    s.or(test("-e", stopping), run("exit", 0));
    s.call(end, 143);
  });
}

/** `end code`: hands the code to stage 3. It is written here, where no TERM can come between. */
function endFn(s: Sh, dir: Var, scandir: Var, hasAny: Fn, nothing: Var): Fn {
  const { cmdCode, stopping, stopped } = state(dir);
  return s.fn("end", (s, argv) => {
    writeNeeded(s, argv[1], cmdCode);
    s.if(not(or(call(hasAny, glob`${scandir}/*`), call(hasAny, glob`${dir}/finalize/*`))), (s) => {
      // This is what stage 3 does when there is nothing but CMD, and it is the first to come.
      s.setOption("-C");
      s.if(run("true").stderr("/dev/null").to(stopping), (s) => {
        tell(s, "stop");
        s.run("true").to(stopped);
        s.read(nothing).from(fd(4));
        tellScanner(s, scandir, "t");
        s.exit(0);
      });
    });
    s.exec(`${LIB}/stage3`, argv[1]);
  });
}

/**
 * `run_child`: runs its arguments as the process that a stop is told to. Their code is in `code`. After a stop it does
 * not come back.
 */
function runFn(s: Sh, dir: Var, code: Var, end: Fn, nothing: Var): Fn {
  const { cmdPid, stopping } = state(dir);
  return s.fn("run_child", (s, argv) => {
    quietly(s, code, (s) => {
      becomeTarget(s, dir, nothing, "boot");
      s.exec(argv.all).close(4);
    });
    s.run("echo", pid, "boot").to(cmdPid);
    s.if(test("-e", stopping), (s) => s.call(end, 143));
  });
}

/** A subshell, whose code is then in `code`. It has standard error, which the shell that waits for it has not. */
function quietly(s: Sh, code: Var, body: (s: Sh) => void): void {
  // A shell has a word to say of a process that a signal ended.
  s.redirect().to(fd(2), 3).stderr("/dev/null");
  s.subshell((s) => {
    s.redirect().stderr(fd(3)).close(3);
    body(s);
  });
  s.set(code, status);
  s.redirect().stderr(fd(3)).close(3);
}

/** This process, a subshell that is to become another, is the one that a stop is told to, unless it came before. */
function becomeTarget(s: Sh, dir: Var, nothing: Var, ...phase: readonly "boot"[]): void {
  const { cmdPid, stopping } = state(dir);
  const self = s.var("self");
  const parent = s.var("parent");
  // "$$" is the process of the shell that this one is a part of. A /proc of another PID namespace tells other numbers.
  s.or(
    and(
      read(self, nothing, nothing, parent, nothing).stderr("/dev/null").from("/proc/self/stat"),
      test(parent, "-eq", pid),
    ),
    set(self, capture(run("exec", "sh", "-c", 'echo "$PPID"'))),
  );
  s.or(run("echo", self, ...phase).to(cmdPid), run("exit", 111));
  s.or(not(test("-e", stopping)), run("exit", 143));
}

function permissions(s: Sh, runChild: Fn, code: Var, end: Fn): void {
  const phase = s.fn("permissions", (s, argv) => {
    s.setArgs(glob`${ETC}/perms/*`);
    s.or(test("-e", argv[1]), run("return", 0));
    s.if(not(test(capture(run("id", "-u")), "-eq", 0)), (s) => {
      warn(s, "permissions are not set: not root");
      s.return(0);
    });
    tell(s, "permissions");
    s.call(runChild, "/usr/bin/fix-perms", argv.all);
    s.or(test(code, "-eq", 0), call(end, code));
  });
  s.and(test(env("IGNITY_SKIP_PERMS"), "-eq", 0), call(phase));
}

/**
 * What the image has goes to the state directory as links, so that it runs from the image, where /run is noexec too.
 * The services only when there are init scripts that may change them: then that is where they are taken from.
 */
function linkImage(s: Sh, dir: Var, hasAny: Fn, from: Var, end: Fn): void {
  const link = s.fn("link_image", (s, argv) => {
    s.or(run("cp", "-Rs", argv.all, dir), (s) => {
      complain(s, "%s cannot be written", dir);
      s.call(end, 111);
    });
  });
  s.if(call(hasAny, glob`${ETC}/init/*`), (s) => {
    s.set(from, word`${dir}/services`);
    s.call(link, `${ETC}/init`, `${ETC}/finalize`, `${ETC}/services`);
  }).elif(call(hasAny, glob`${ETC}/finalize/*`), (s) => s.call(link, `${ETC}/finalize`));
}

function initScripts(s: Sh, dir: Var, environment: Var, runChild: Fn, code: Var, end: Fn): void {
  s.for("script", [glob`${dir}/init/*`], (s, script) => {
    s.or(test("-e", script), run("continue"));
    const name = s.set("name", script.removeLongestPrefix(pattern`*/`));
    tell(s, "init script %s", name);
    // It may have left more variables, which CMD is to have.
    s.set(environment, "merged");
    s.call(runChild, `${S6}/s6-envdir`, "-fL", "--", word`${dir}/envs`, script);
    s.if(test(code, "-ne", 0), (s) => {
      complain(s, "init script %s: exit code %s", name, code);
      s.call(end, code);
    });
  });
}

/** Has the keys of a terminal in place of CMD. They would be for s6-svscan and all s6-supervise alike. */
function takeKeys(s: Sh, scandir: Var, code: Var): void {
  quietly(s, code, (s) => {
    // Ctrl-C would have each s6-supervise leave its service: it is this sleep that ends, and then stage 3 runs.
    s.ignore("TTOU", "TSTP");
    s.exec(`${S6}/s6-setsid`, "-qf", "--", "sleep", 2147483647).close(4);
  });
  const signal = (name: string) => word`${scandir}/.s6-svscan/SIG${name}`;
  s.case(
    code,
    when("130", (s) => s.exec(signal("INT"))),
    when("131", (s) => s.exec(signal("QUIT"))),
  );
}

/** Becomes CMD. Its process is what a stop is told to, unless the stop came before. */
function cmd(s: Sh, argv: Positionals, dir: Var, environment: Var, nothing: Var, notFound: Fn): void {
  becomeTarget(s, dir, nothing);

  s.if(test(environment, "=", "merged"), (s) => {
    // Its PATH too is what init scripts and files have left.
    s.do(
      read(envOf("PATH"))
        .with({ IFS: "" })
        .from(word`${dir}/envs/PATH`),
    );
  });
  const program = argv[1];
  s.case(
    program,
    when(pattern`*/*`, (s) => {
      s.if(not(test("-e", program)), (s) => s.call(notFound, program));
      s.if(or(not(test("-x", program)), test("-d", program)), (s) => {
        complain(s, "CMD: %s is not executable", program);
        s.exit(126);
      });
    }),
    when(any, (s) => s.or(run("command", "-v", program).silent(), call(notFound, program))),
  );
  s.if(test(environment, "=", "merged"), (s) => {
    s.setArgs(`${S6}/s6-envdir`, "-fL", "--", word`${dir}/envs`, argv.all);
  });
  // At a terminal CMD alone has its keys: Ctrl-C is for it, not for s6-svscan.
  s.if(test("-t", 0), (s) => {
    s.ignore("TTOU");
    s.setArgs(`${S6}/s6-setsid`, "-qf", "--", argv.all);
  });
  s.exec(argv.all).close(4);
}
