import {
  and,
  arith,
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
  seldom,
  set,
  sh,
  test,
  usually,
  word,
  type Fn,
  type Positionals,
  type Sh,
  type Var,
  type Word,
} from "../dsl/sh.ts";
import { variablesOf } from "../passes/variables.ts";
import { examineFn, placeEarlyFn } from "./early.ts";
import { hasAnyFn } from "./has-any.ts";
import { dump, keepEnvironmentFn, type Reserved } from "./keep-environment.ts";
import { complain, tell, warn } from "./messages.ts";
import { checkFn, importParameters } from "./parameters.ts";
import { ETC, EXECLINE, LIB, S6, SERVICES_MAX, SKELETON } from "./paths.ts";
import { loadSecrets } from "./secrets.ts";
import { dropShellVariables, forget, SHELLS_OWN } from "./shell-variables.ts";
import { stage2 } from "./stage2.ts";
import { ENTRIES, FINISH, RUN_DIR, state } from "./state.ts";

const ENV_FILES = glob`${ETC}/envs/*`;

/**
 * Stage 1: PID 1 until s6-svscan takes its place.
 *
 * It is a shell because a shell has its traps set within a millisecond, and the kernel gives PID 1 no signal that it
 * has no handler for. A shell also drops each variable whose name is no identifier, as `discovery.type`: so the
 * environment is read from /proc, and given back by s6-envdir.
 */
const stage1 = (reserved: Reserved) =>
  sh("/init", (s, argv) => {
    // Nothing has begun yet, so there is nothing to stop.
    s.trap(["TERM", "INT", "QUIT"], (s) => s.exit(143));

    openStandardFds(s);
    const completePath = completePathFn(s, envOf("PATH"));
    s.call(completePath);

    const check = checkFn(s);
    s.call(check);

    const dir = s.set("dir", RUN_DIR);
    const refuse = refuseFn(s, dir);
    layOut(s, dir, refuse);

    const merge = s.set("merge", "");
    s.or(test("-z", env("IGNITY_SECRETS")), set(merge, "yes"));
    s.for("file", [ENV_FILES], (s, file) => {
      s.if(test("-f", file), (s) => s.set(merge, "yes"));
    });

    const scandir = word`${dir}/services-state`;
    const hasAny = hasAnyFn(s);
    const placer = s.set("placer", "");
    const placed = s.set("placed", "");
    const place = placeEarlyFn(s, { scandir, placer, placed, hasAny });
    // The sooner the better: the services are copied while this goes on.
    s.or(test("-n", merge), call(place, argv.all));
    const keep = keepEnvironmentFn(s, { dir, merge, reserved });
    s.if(test("-n", merge), (s) => {
      loadEnvFiles(s, argv, dir);
      s.call(keep);
      importParameters(s, word`${dir}/envs`);
      s.call(check);
      s.call(completePath);
      loadSecrets(s, dir);
      s.call(place, argv.all);
    });

    const examine = examineFn(s, { scandir, placer, hasAny, refuse });
    checkPlaces(s);

    openPipe(s, dir);
    const limit = s.set("limit", "");
    s.call(setLimitFn(s, limit), glob`${ETC}/services/*`);
    const isFirst = usually(test(pid, "-eq", 1));
    s.if(isFirst, (s) => s.or(run("true").stderr("/dev/null").to(state(dir).pidOne), call(refuse)));

    const hasAll = and(test("-n", placed), not(call(hasAny, glob`${ETC}/finalize/*`)));
    s.if(and(test(argv.count, "-eq", 0), not(test("-t", 0)), hasAll), (s) => {
      // Nothing is left for stage 2, which at a terminal would have its keys.
      tell(s, "no CMD");
      s.or(run("true").stderr("/dev/null").to(state(dir).noCmd), call(refuse));
    }).else((s) => {
      // Stage 2 is a child of PID 1, by execline's background: the shell's own & would have it ignore SIGINT.
      s.for("arg", [argv.all], (s, arg) => {
        s.setArgs(argv.all, word` ${arg}`);
        s.shift();
      });
      forget(s, "arg");
      s.setArgs(`${EXECLINE}/background`, ` ${LIB}/stage2`, argv.all, "");
      s.if(isFirst, (s) => {
        s.run(argv.all);
        s.setArgs();
      }).else((s) => {
        // What background leaves there is its child's number.
        s.setArgs(argv.all, `${EXECLINE}/unexport`, "!");
      });
    });

    s.or(seldom(test("-n", merge)), call(keep));
    s.or(run("printf", "%s\\n", envOf("PATH")).to(word`${dir}/envs/PATH`), call(refuse));
    dropShellVariables(s, dir);
    s.or(test("-z", placer), call(examine));
    // The services do not read what is meant for CMD.
    s.if(isFirst, (s) => {
      s.redirect().from("/dev/null");
      // Stage 2 goes on, so there is something to stop; and nobody is to wait for s6-svscan.
      s.trap(["TERM", "INT", "QUIT"], (s) => {
        s.run("echo", FINISH).to(fd(4));
        s.exec(`${LIB}/finish`);
      });
    }).else((s) => {
      s.setArgs(argv.all, `${EXECLINE}/redirfd`, "-r", 0, "/dev/null");
    });
    s.if(test("-n", merge), (s) => {
      s.setArgs(argv.all, `${S6}/s6-envdir`, "-fL", "--", word`${dir}/envs`);
      s.run("echo", "merged", placed).to(fd(4));
    }).else((s) => {
      s.run("echo", "own", placed).to(fd(4));
    });
    s.exec(argv.all, `${S6}/s6-svscan`, SERVICES_MAX, limit, "-d", 4, "--", scandir);
  });

/** Names that a shell has variables of, the ones of stages 1 and 2 among them. */
export const RESERVED: Reserved = [
  ...SHELLS_OWN,
  ...new Set([stage1(SHELLS_OWN), stage2].flatMap(({ tree }) => variablesOf(tree)).toSorted()),
];

export const init = stage1(RESERVED);

function openStandardFds(s: Sh): void {
  s.if(not(test("-c", "/dev/null")), (s) => {
    complain(s, "/dev/null is missing");
    s.exit(111);
  });
  // A descriptor that is closed would be the next file's, which then were what CMD reads or writes.
  s.or(run("true").stderr("/dev/null").from(fd(0), 3), (s) => s.redirect().from("/dev/null"));
  s.or(run("true").to(fd(2), 3).stderr("/dev/null"), (s) => s.redirect().stderr("/dev/null"));
  s.or(run("true").stderr("/dev/null").to(fd(1), 3), (s) => s.redirect().to("/dev/null"));
}

function checkPlaces(s: Sh): void {
  // A directory that cannot be read would look like an empty one.
  s.for("place", [ETC, glob`${ETC}/*/`], (s, place) => {
    s.if(and(test("-d", place), or(not(test("-r", place)), not(test("-x", place)))), (s) => {
      complain(s, "%s cannot be read", place);
      s.exit(111);
    });
  });
}

/** `cannot_write`: the state directory is no place for this user. */
function refuseFn(s: Sh, dir: Word): Fn {
  return s.fn("cannot_write", (s) => {
    complain(
      s,
      "%s cannot be written: give the container's user a directory there, or set IGNITY_RUN_DIR",
      dir,
    );
    s.exit(111);
  });
}

/** Leaves the state directory as it is when a container begins, which is how an image has it. */
function layOut(s: Sh, dir: Var, refuse: Fn): void {
  const { begun } = state(dir);
  // After a first run, or with a mount in its place, the state directory is laid out again.
  s.if(or(not(test("-w", word`${dir}/stages`)), test("-e", begun)), (s) => {
    s.or(run("rm", "-rf", ...ENTRIES.map((name) => word`${dir}/${name}`)).stderr("/dev/null"), (s) => {
      // A tmpfs that was filled from the image holds what is root's, which another user can only put aside.
      s.for("kept", ["services-state", "stages"], (s, kept) => {
        s.run("mv", word`${dir}/${kept}`, word`${dir}/.${kept}`).stderr("/dev/null");
      });
    });
    const steps = [
      run("mkdir", "-p", dir),
      run("mkdir", "-m", "700", word`${dir}/envs`),
      run("cp", "-RP", `${SKELETON}/.`, dir),
    ] as const;
    s.or(and(...steps), call(refuse));
    s.run("chmod", "o-w", dir).stderr("/dev/null");
    const above = word`${dir.removeSuffix(pattern`/*`)}/`;
    const unsafe = run("find", above, "-prune", "-perm", "-0002", "!", "-perm", "-1000");
    s.and(test("-n", capture(unsafe)), (s) => {
      warn(s, "%s is unsafe: anyone may replace what is in %s; give that the mode 1777 or 755", dir, above);
    });
  });
  s.or(run("echo").to(begun).stderr("/dev/null"), call(refuse));
}

/** Descriptor 4 is a pipe between this process, stage 2 and s6-svscan. */
function openPipe(s: Sh, dir: Word): void {
  const { ready } = state(dir);
  const nothing = s.var("_");
  // A here-document is the pipe that a shell makes without another process. One that makes a file of it has a FIFO.
  s.redirect().here("\n", 4);
  s.if(usually(test("-p", "/proc/self/fd/4")), (s) => {
    s.redirect().readWrite("/proc/self/fd/4", 4);
    s.do(read(nothing).from(fd(4)));
  }).else((s) => {
    s.run("mkfifo", ready);
    s.redirect().readWrite(ready, 4);
  });
}

/** `set_limit`: s6-svscan starts no more than it has room for. Each service may have a logger. */
function setLimitFn(s: Sh, limit: Var): Fn {
  return s.fn("set_limit", (s, argv) => s.set(limit, arith`2 * ${argv.count} + 1000`));
}

/** `complete_path`: the stages find their programs wherever the container's PATH leads. */
function completePathFn(s: Sh, path: Var): Fn {
  const standard = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  return s.fn("complete_path", (s) => {
    s.or(
      and(run("command", "-v", "s6-supervise").silent(), run("command", "-v", "xargs").silent()),
      set(path, word`${path.ifNonempty(word`${path}:`)}${standard}`),
    );
    s.export(path);
  });
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
