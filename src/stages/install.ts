import {
  and,
  call,
  capture,
  glob,
  or,
  pattern,
  run,
  sh,
  status,
  test,
  word,
  type Fn,
  type Sh,
  type Var,
} from "../dsl/sh.ts";
import { complain } from "./messages.ts";
import { ETC, EXECLINE, LIB, S6, SERVICES_MAX, SKELETON } from "./paths.ts";
import { SPARE } from "./spare.ts";
import { ENTRIES, RUN_DIR } from "./state.ts";

/** The oldest versions that have all that ignity uses. */
const NEEDED = { execline: "2.9.3", s6: "2.11.3" } as const;

/** The signals that s6-svscan hands on: those that stop the container, and those that only CMD is told. */
const STOPPING = ["TERM", "INT", "QUIT", "PWR"] as const;
const PASSED_ON = ["HUP", "USR1", "USR2", "WINCH"] as const;

/**
 * `RUN sh /usr/src/install-ignity.sh`, after the files of ignity were added to an image: installs execline and s6
 * where they are missing or too old, points the scripts to where they are, and lays out what a container begins with.
 * It removes itself. Doing it twice, or without a network when the packages are there, is fine.
 *
 * Exit codes: 0; 1 when execline and s6 cannot be had.
 */
export const install = sh("/usr/src/install-ignity.sh", (s, argv) => {
  const execline = s.set("execline", "");
  const s6 = s.set("s6", "");
  const find = findFn(s, execline, s6);
  const isOlder = isOlderFn(s);
  const isReady = isReadyFn(s, find, isOlder);

  s.or(call(isReady), (s) => {
    s.if(run("command", "-v", "apt-get").silent(), (s) => {
      complain(s, "installing execline and s6 from the packages of this distribution");
      s.and(
        run("apt-get", "update", "-qq"),
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "execline", "s6")
          .to("/dev/null")
          .with({
            DEBIAN_FRONTEND: "noninteractive",
          }),
      );
      s.run("apt-get", "clean");
      s.run("rm", "-rf", glob`/var/lib/apt/lists/*`);
    })
      .elif(run("command", "-v", "apk").silent(), (s) => {
        complain(s, "installing execline and s6 from the packages of this distribution");
        s.run("apk", "add", "-q", "--no-cache", "execline", "s6");
      })
      .else((s) => {
        complain(s, "neither apt-get nor apk is here");
      });
    s.or(call(isReady), (s) => {
      complain(
        s,
        `install execline >= ${NEEDED.execline} and s6 >= ${NEEDED.s6}, then run %s again`,
        argv[0],
      );
      s.exit(1);
    });
  });

  // The scripts name each program by its path; these are the ones of Debian.
  s.if(or(test(execline, "!=", EXECLINE), test(s6, "!=", S6)), (s) => {
    s.run(
      "sed",
      "-i",
      "-e",
      word`s|${EXECLINE}/|${execline}/|g`,
      "-e",
      word`s|${S6}/s6-|${s6}/s6-|g`,
      "/init",
      "/usr/bin/with-env",
      "/usr/bin/load-envfile",
      "/usr/bin/ignity-status",
      glob`${LIB}/[!r]*`,
    );
  });

  // A newer s6-svscan has another letter for how many services there may be.
  const nowhere = `${SKELETON}/none`;
  s.run(word`${s6}/s6-svscan`, "-C", 4, "--", nowhere).stderr("/dev/null");
  s.or(test(status, "-eq", 100), run("sed", "-i", `s|/s6-svscan ${SERVICES_MAX} |/s6-svscan -C |`, "/init"));
  s.run("rm", "-rf", SKELETON);
  const handlers = `${SKELETON}/services-state/.s6-svscan`;
  s.run(
    "mkdir",
    "-p",
    ...["envs", "perms", "init", "finalize", "services"].map((name) => `${ETC}/${name}`),
    ...["init", "finalize", "services", "stages"].map((name) => `${SKELETON}/${name}`),
    handlers,
  );
  for (const name of SPARE) s.run("echo").to(`${SKELETON}/stages/${name}.spare`);
  for (const signal of STOPPING) s.run("ln", "-s", `${LIB}/stage3`, `${handlers}/SIG${signal}`);
  for (const signal of PASSED_ON) s.run("ln", "-s", `${LIB}/pass-on`, `${handlers}/SIG${signal}`);
  for (const end of ["finish", "crash"]) s.run("ln", "-s", `${LIB}/finish`, `${handlers}/${end}`);
  // The state directory of a container's first run is the image's.
  const dir = s.set("dir", RUN_DIR);
  s.run("rm", "-rf", ...ENTRIES.map((name) => word`${dir}/${name}`));
  s.run("mkdir", "-p", dir);
  s.run("mkdir", "-m", "700", word`${dir}/envs`);
  s.run("cp", "-RP", `${SKELETON}/.`, dir);
  // Any uid of group 0 can be the container's, as where each project has uids of its own.
  s.run("chmod", "-R", "g=u", dir);
  // Services written by hand begin with #!/bin/execlineb. What a distribution has on PATH knows where the rest is.
  s.or(test("-e", "/bin/execlineb"), (s) => {
    const onPath = s.set("on_path", capture(run("command", "-v", "execlineb")));
    s.run("ln", "-s", onPath.ifEmpty(word`${execline}/execlineb`), "/bin/execlineb");
  });
  s.run("rm", "-f", "/usr/src/install-ignity.sh");
});

/** `find_programs`: the directories of the real execlineb, of which Debian's on PATH is a wrapper, and of s6. */
function findFn(s: Sh, execline: Var, s6: Var): Fn {
  const found = s.var("found");
  const find = s.fn("find_program", (s, argv) => {
    s.set(found, "");
    s.for(
      "place",
      ["/usr/lib/execline/bin", "/usr/bin", "/bin", "/usr/local/bin", "/command"],
      (s, place) => {
        s.if(and(test("-x", word`${place}/${argv[1]}`), test("-z", found)), (s) => s.set(found, place));
      },
    );
  });
  return s.fn("find_programs", (s) => {
    s.call(find, "envfile");
    s.set(execline, found);
    s.call(find, "s6-svscan");
    s.set(s6, found);
    s.and(test("-n", execline), test("-n", s6));
  });
}

/** `is_older 2.9.3 2.9.10`, for versions of numbers and dots. */
function isOlderFn(s: Sh): Fn {
  return s.fn("is_older", (s, argv) => {
    const left = s.set("left", word`${argv[1]}.`);
    const right = s.set("right", word`${argv[2]}.`);
    s.while(test("-n", right), (s) => {
      const of = (v: Var) => v.removeLongestSuffix(pattern`.*`);
      const a = s.set("a", of(left));
      const b = s.set("b", of(right));
      s.and(test(a.ifEmpty(0), "-lt", b), run("return", 0));
      s.and(test(a.ifEmpty(0), "-gt", b), run("return", 1));
      s.set(left, left.removePrefix(pattern`*.`));
      s.set(right, right.removePrefix(pattern`*.`));
    });
    s.return(1);
  });
}

/** `is_ready`: both are there and, as far as the distribution's packages tell, new enough. */
function isReadyFn(s: Sh, find: Fn, isOlder: Fn): Fn {
  const version = s.var("version");
  const versionOf = s.fn("version_of", (s, argv) => {
    s.set(version, "");
    s.if(run("command", "-v", "dpkg-query").silent(), (s) => {
      s.set(version, capture(run("dpkg-query", "-W", "-f", "${Version}", argv[1]).stderr("/dev/null")));
    }).elif(run("command", "-v", "apk").silent(), (s) => {
      s.set(version, capture(run("apk", "list", "-I", argv[1]).stderr("/dev/null")));
      s.set(version, version.removePrefix(word`${argv[1]}-`));
    });
    s.set(version, version.removeLongestSuffix(pattern`-*`));
  });
  return s.fn("is_ready", (s) => {
    s.or(call(find), run("return", 1));
    for (const [name, needed] of Object.entries(NEEDED)) {
      s.call(versionOf, name);
      s.if(and(test("-n", version), call(isOlder, version, needed)), (s) => {
        complain(s, `%s %s is older than ${needed}`, name, version);
        s.return(1);
      });
    }
    s.return(0);
  });
}
