import {
  and,
  any,
  call,
  envOf,
  fd,
  glob,
  not,
  or,
  pid,
  read,
  run,
  set,
  sh,
  status,
  test,
  when,
  word,
  type Fn,
  type Positionals,
  type Sh,
  type Var,
  type Word,
} from "../dsl/sh.ts";
import { complain } from "./messages.ts";
import { checkFn, importParameters } from "./parameters.ts";
import { ETC, EXECLINE, LIB, S6, SKELETON } from "./paths.ts";
import { ENTRIES, RUN_DIR, state } from "./state.ts";

const ENV_FILES = glob`${ETC}/envs/*`;

/**
 * Stage 1: PID 1 until s6-svscan takes its place.
 *
 * It is a shell because a shell has its traps set within a millisecond, and the kernel gives PID 1 no signal that it
 * has no handler for. A shell also drops each variable whose name is no identifier, as `discovery.type`: so the
 * environment is read from /proc, and given back by s6-envdir.
 */
export const init = sh("/init", (s, argv) => {
  // Nothing has begun yet, so there is nothing to stop.
  s.trap(["TERM"], (s) => s.exit(143));
  s.trap(["INT"], (s) => s.exit(130));
  s.trap(["QUIT"], (s) => s.exit(131));

  const path = envOf("PATH");
  const completePath = completePathFn(s, path);
  s.call(completePath);

  const check = checkFn(s);
  s.call(check);

  // An image has the state directory as it is when a container begins. After a first run, or with a mount in its
  // place, it is laid out again.
  const dir = s.set("dir", RUN_DIR);
  const { ready, placed, pidOne, cmdPid } = state(dir);
  s.if(or(not(test("-w", dir)), not(test("-p", ready)), test("-e", cmdPid)), (s) => {
    const steps = and(
      run("rm", "-rf", ...ENTRIES.map((name) => word`${dir}/${name}`)),
      run("mkdir", "-p", dir),
      run("mkdir", "-m", "700", word`${dir}/envs`),
      run("cp", "-RP", `${SKELETON}/.`, dir),
    );
    s.or(steps, (s) => {
      complain(s, "%s cannot be written", dir);
      s.exit(111);
    });
  });

  const merge = s.set("merge", "");
  const keep = keepEnvironment(s, dir, merge);
  s.for("file", [ENV_FILES], (s, file) => {
    s.if(test("-f", file), (s) => s.set(merge, "yes"));
  });
  s.if(test("-n", merge), (s) => {
    loadEnvFiles(s, argv, dir);
    s.call(keep);
    importParameters(s, word`${dir}/envs`);
    s.call(check);
    s.call(completePath);
  });

  s.redirect().readWrite(ready, 4).readWrite(placed, 5);

  // Stage 2 is a child of PID 1, by execline's background: the shell's own & would have it ignore SIGINT.
  s.for("arg", [argv.all], (s, arg) => {
    s.setArgs(argv.all, word` ${arg}`);
    s.shift();
  });
  s.setArgs(`${EXECLINE}/background`, ` ${LIB}/stage2`, argv.all, "");
  const isFirst = test(pid, "-eq", 1);
  s.if(isFirst, (s) => {
    s.run(":").to(pidOne);
    s.run(argv.all);
    s.setArgs();
  });

  s.or(test("-n", merge), call(keep));
  s.printf("%s\n", path).to(word`${dir}/envs/PATH`);
  s.if(test("-n", merge), (s) => {
    s.setArgs(argv.all, `${S6}/s6-envdir`, "-fL", "--", word`${dir}/envs`);
    s.run("echo", "merged").to(fd(4));
  }).else((s) => {
    s.run("echo", "own").to(fd(4));
  });

  // The services do not read what is meant for CMD.
  s.if(isFirst, (s) => {
    const nothing = s.var("_");
    s.do(read(nothing).from(fd(5)));
    s.redirect().from("/dev/null").close(5);
  }).else((s) => {
    s.setArgs(argv.all, `${EXECLINE}/fdclose`, 5, `${EXECLINE}/redirfd`, "-r", 0, "/dev/null");
  });
  s.exec(argv.all, `${S6}/s6-svscan`, "-d", 4, "--", word`${dir}/services-state`);
});

/** `complete_path`: the stages find their programs wherever the container's PATH leads. */
function completePathFn(s: Sh, path: Var): Fn {
  const standard = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  return s.fn("complete_path", (s) => {
    s.or(
      and(run("command", "-v", "mkdir").silent(), run("command", "-v", "xargs").silent()),
      set(path, word`${path.ifNonempty(word`${path}:`)}${standard}`),
    );
    s.export(path);
  });
}

/** Writes what its standard input holds of variables, each ended by a NUL, to `envs`. */
function dump(dir: Word) {
  // One variable may be 128 kB, which is more than xargs takes by itself.
  return run("xargs", "-0", "-s", 200000, `${LIB}/dump-env`, word`${dir}/envs`);
}

/** Loads the files of /etc/ignity/envs in order, each over the ones before. */
function loadEnvFiles(s: Sh, argv: Positionals, dir: Word): void {
  const { badEnvs } = state(dir);
  s.subshell((s) => {
    s.setArgs();
    s.for("file", [ENV_FILES], (s, file) => {
      s.if(test("-f", file), (s) => s.setArgs(argv.all, `${EXECLINE}/envfile`, file));
    });
    s.run("umask", "077");
    s.pipe((s) => {
      s.or(run("env", "-i", argv.all, "/usr/bin/env", "-0"), run(":").to(badEnvs));
    }, dump(dir));
  });
  s.if(test("-e", badEnvs), (s) => {
    complain(s, "%s cannot be loaded", `${ETC}/envs`);
    s.exit(100);
  });
}

/** The container's own variables go to `envs`, over what is there. */
function keepEnvironment(s: Sh, dir: Word, merge: Var): Fn {
  return s.fn("keep_environment", (s) => {
    // This shell itself must open the file: it reads as empty when the process that opened it has become another.
    s.redirect().from("/proc/self/environ", 6);
    s.subshell((s) => {
      s.run("umask", "077");
      s.do(dump(dir).from(fd(6)));
    });
    s.case(
      status,
      when("0"),
      // This shell, or the one of stage 2, does not leave every variable as it was.
      when("123", (s) => s.set(merge, "yes")),
      when(any, (s) => {
        complain(s, "the environment cannot be written to %s", dir);
        s.exit(111);
      }),
    );
    s.redirect().close(6);
  });
}
