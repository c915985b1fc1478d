import {
  and,
  call,
  capture,
  env,
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
  word,
  type Fn,
  type Positionals,
  type Sh,
  type Var,
} from "../dsl/sh.ts";
import { complain, tell, warn } from "./messages.ts";
import { ETC, LIB, S6 } from "./paths.ts";
import { RUN_DIR, state } from "./state.ts";
import { waitFor } from "./wait.ts";

/**
 * Stage 2: permissions, init scripts, services, CMD.
 *
 * It waits for CMD, and hands its code, or the one of what failed before it, to stage 3. Without CMD it ends when the
 * services have been told to start. Arguments: CMD. Descriptors 4 and 5: the
 * FIFOs `ready` and `placed`.
 */
export const stage2 = sh(`${LIB}/stage2`, (s, argv) => {
  const dir = s.set("dir", RUN_DIR);
  const files = state(dir);

  // A stop that comes now is told to this process, and ends what it waits for.
  const child = s.set("child", "");
  s.trap(["TERM"], (s) => {
    s.or(test("-z", child), run("kill", "-TERM", child));
    s.exec(`${LIB}/stage3`, 143);
  });
  s.trap(["INT", "QUIT", "HUP"], (s) => s.run(":"));
  s.run("echo", pid, "boot").to(files.cmdPid);

  const awaited = s.set("awaited", env("IGNITY_CMD_WAIT_FOR_SERVICES"));
  s.or(test(argv.count, "-gt", 0), set(awaited, 0));
  const hasAny = s.fn("has_any", (s, argv) => s.or(test("-e", argv[1]), test("-L", argv[1])));
  const from = s.set("from", `${ETC}/services`);
  const scandir = s.set("scandir", word`${dir}/services-state`);
  const placed = s.set("placed", "");
  const place = placeFn(s, dir, from, scandir, placed);

  // Services that nothing changes before they start are there when s6-svscan first looks: PID 1 waits for this line.
  const isEarly = and(
    test("-e", files.pidOne),
    test(awaited, "-eq", 0),
    not(call(hasAny, glob`${ETC}/init/*`)),
    or(test(env("IGNITY_SKIP_PERMS"), "-eq", 1), not(call(hasAny, glob`${ETC}/perms/*`))),
  );
  s.if(isEarly, (s) => s.call(place));
  s.run("echo").to(fd(5));
  s.redirect().close(5);

  const environment = s.var("environment");
  s.read(environment).from(fd(4));
  s.if(test("-e", files.stopping), (s) => s.exec(`${LIB}/stage3`, 143));

  s.redirect().from(fd(0), 5);
  const code = s.var("code");
  const wait = waitFn(s, child, code);
  permissions(s, wait, code);
  linkImage(s, dir, hasAny, from);
  initScripts(s, dir, environment, wait, code);
  s.if(test("-z", placed), (s) =>
    services(s, place, placed, awaited, startAndAwaitFn(s, scandir, wait, code), scandir),
  );

  s.if(test(argv.count, "-eq", 0), (s) => {
    tell(s, "no CMD");
    s.run(":").to(files.noCmd);
    s.exit(0);
  });
  tell(s, "CMD %s", argv[1]);
  s.trap(["TERM"], (s) => s.run(":"));
  // The shell has a word to say of a process that a signal ended; CMD keeps its standard error.
  s.redirect().from(fd(2), 3).stderr("/dev/null");
  s.subshell((s) => {
    s.redirect().stderr(fd(3)).close(3).close(5);
    cmd(s, argv, dir, environment);
  });
  s.set(code, status);
  s.redirect().stderr(fd(3)).close(3);
  s.exec(`${LIB}/stage3`, code);
});

/** `wait_child`: runs its arguments, in such a way that a TERM ends the wait. Their code is in `code`. */
function waitFn(s: Sh, child: Var, code: Var): Fn {
  return s.fn("wait_child", (s, argv) => {
    const started = s.background(run(argv.all).from(fd(5)).close(4).close(5));
    s.set(child, started);
    waitFor(s, child, code);
    s.set(child, "");
  });
}

function permissions(s: Sh, wait: Fn, code: Var): void {
  const phase = s.fn("permissions", (s, argv) => {
    s.setArgs(glob`${ETC}/perms/*`);
    s.or(test("-e", argv[1]), run("return", 0));
    s.if(not(test(capture(run("id", "-u")), "-eq", 0)), (s) => {
      warn(s, "permissions are not set: not root");
      s.return(0);
    });
    tell(s, "permissions");
    s.call(wait, "/usr/bin/fix-perms", argv.all);
    s.or(test(code, "-eq", 0), run("exec", `${LIB}/stage3`, code));
  });
  s.and(test(env("IGNITY_SKIP_PERMS"), "-eq", 0), call(phase));
}

/**
 * What the image has goes to the state directory as links, so that it runs from the image, where /run is noexec too.
 * The services only when there are init scripts that may change them: then that is where they are taken from.
 */
function linkImage(s: Sh, dir: Var, hasAny: Fn, from: Var): void {
  const link = s.fn("link_image", (s, argv) => {
    s.or(run("cp", "-Rs", argv.all, dir), (s) => {
      complain(s, "%s cannot be written", dir);
      s.exec(`${LIB}/stage3`, 111);
    });
  });
  s.if(call(hasAny, glob`${ETC}/init/*`), (s) => {
    s.set(from, word`${dir}/services`);
    s.call(link, `${ETC}/init`, `${ETC}/finalize`, `${ETC}/services`);
  }).elif(call(hasAny, glob`${ETC}/finalize/*`), (s) => s.call(link, `${ETC}/finalize`));
}

function initScripts(s: Sh, dir: Var, environment: Var, wait: Fn, code: Var): void {
  s.for("script", [glob`${dir}/init/*`], (s, script) => {
    s.or(test("-e", script), run("continue"));
    const name = s.set("name", script.removeLongestPrefix(pattern`*/`));
    tell(s, "init script %s", name);
    // It may have left more variables, which CMD is to have.
    s.set(environment, "merged");
    s.call(wait, `${S6}/s6-envdir`, "-fL", "--", word`${dir}/envs`, script);
    s.if(test(code, "-ne", 0), (s) => {
      complain(s, "init script %s: exit code %s", name, code);
      s.exec(`${LIB}/stage3`, code);
    });
  });
}

/** `place_services`: puts those that can run into the scan directory, and names the others. */
function placeFn(s: Sh, dir: Var, from: Var, scandir: Var, placed: Var): Fn {
  return s.fn("place_services", (s, argv) => {
    s.setArgs();
    s.for("service", [glob`${from}/*`], (s, service) => {
      s.if(and(not(test("-e", service)), not(test("-L", service))), (s) => s.continue());
      s.if(test("-x", word`${service}/run`), (s) => s.setArgs(argv.all, service)).else((s) => {
        warn(
          s,
          "service %s is not started: it has no executable run",
          service.removeLongestPrefix(pattern`*/`),
        );
      });
    });
    s.or(test(argv.count, "-gt", 0), run("return", 0));
    tell(s, "services");
    s.set(placed, "yes");
    s.if(test(from, "=", word`${dir}/services`), (s) => s.run("mv", "--", argv.all, scandir)).else((s) => {
      s.run("cp", "-RLs", argv.all, scandir);
    });
  });
}

/** Starts the services that init scripts and permissions had to come before. */
function services(s: Sh, place: Fn, placed: Var, awaited: Var, startAndAwait: Fn, scandir: Var): void {
  s.call(place);
  s.if(test("-n", placed), (s) => {
    // s6-svscan has to listen before it can be told.
    const listens = s.var("listens");
    s.read(listens).from(fd(4));
    s.run("echo", listens).to(fd(4));
    s.if(test(awaited, "-eq", 1), (s) => s.call(startAndAwait)).else((s) => {
      // The letter that s6-svscanctl -a sends.
      s.printf("a").readWrite(word`${scandir}/.s6-svscan/control`, 1);
    });
  });
}

/**
 * `start_and_await`: subscribes to the events of each service that is to be up, has s6-svscan start them, and waits.
 * s6-supervise keeps an event directory that is there before it.
 */
function startAndAwaitFn(s: Sh, scandir: Var, wait: Fn, code: Var): Fn {
  return s.fn("start_and_await", (s, argv) => {
    s.setArgs();
    s.for("service", [glob`${scandir}/*`], (s, service) => {
      s.or(test("-e", word`${service}/down`), (s) => s.setArgs(argv.all, word`${service}/event`));
    });
    s.run("mkdir", "-m", "3730", "--", argv.all);
    s.for("events", [argv.all], (s, events) => {
      const event = s.set("event", "u");
      s.if(test("-e", word`${events.removeSuffix("/event")}/notification-fd`), (s) => s.set(event, "U"));
      s.setArgs(argv.all, word` ${events}`, word` ${event}`);
      s.shift();
    });
    s.call(
      wait,
      `${S6}/s6-ftrig-listen`,
      "-a",
      "-t",
      env("IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME"),
      argv.all,
      "",
      `${S6}/s6-svscanctl`,
      "-a",
      scandir,
    );
    s.or(test(code, "-ne", 0), run("return", 0));
    s.for("service", [glob`${scandir}/*`], (s, service) => {
      const isUp = s.var("is_up");
      const asked = s.set("asked", "up");
      s.if(test("-e", word`${service}/notification-fd`), (s) => s.set(asked, "ready"));
      s.set(isUp, capture(run(`${S6}/s6-svstat`, "-o", asked, service)));
      s.if(and(not(test("-e", word`${service}/down`)), test(isUp, "!=", "true")), (s) => {
        warn(
          s,
          "service %s is not %s; CMD starts all the same",
          service.removeLongestPrefix(pattern`*/`),
          asked,
        );
      });
    });
  });
}

/** Becomes CMD. Its process is what a stop is told to, unless the stop came before. */
function cmd(s: Sh, argv: Positionals, dir: Var, environment: Var): void {
  const { cmdPid, stopping } = state(dir);
  const self = s.var("self");
  const rest = s.var("rest");
  s.do(read(self, rest).from("/proc/self/stat"));
  s.run("echo", self).to(cmdPid);
  s.or(not(test("-e", stopping)), run("exit", 143));

  s.if(test(environment, "=", "merged"), (s) => {
    s.setArgs(`${S6}/s6-envdir`, "-fL", "--", word`${dir}/envs`, argv.all);
  }).elif(not(run("command", "-v", argv[1]).silent()), (s) => {
    s.if(test("-e", argv[1]), (s) => {
      complain(s, "CMD: %s is not executable", argv[1]);
      s.exit(126);
    });
    complain(s, "CMD: %s is not found", argv[1]);
    s.exit(127);
  });
  // A shell makes itself these; CMD has them only if it was given them.
  for (const name of ["PWD", "SHLVL"]) s.or(test("-e", word`${dir}/envs/${name}`), run("unset", name));
  // At a terminal CMD alone has its keys: Ctrl-C is for it, not for s6-svscan.
  s.if(test("-t", 0), (s) => {
    s.ignore("TTOU");
    s.setArgs(`${S6}/s6-setsid`, "-qf", "--", argv.all);
  });
  s.exec(argv.all).close(4);
}
