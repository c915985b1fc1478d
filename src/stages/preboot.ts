import {
  and,
  capture,
  env,
  glob,
  not,
  pattern,
  read,
  run,
  sh,
  test,
  when,
  word,
  type Fn,
  type Sh,
  type Var,
} from "../dsl/sh.ts";
import { complain } from "./messages.ts";
import { RULES } from "./parameters.ts";
import { ETC } from "./paths.ts";
import { RUN_DIR } from "./state.ts";

/**
 * `preboot`, in `RUN preboot` when an image is built: makes the user and group of USER, USERMAP_UID and USERMAP_GID
 * where they are missing, gives that user the state directory, and sets permissions, so that
 * `USER ${USERMAP_UID}:${USERMAP_GID}` starts.
 *
 * Exit codes: 0; 100 when a variable is wrong; 1 when something cannot be made.
 */
export const preboot = sh("/usr/bin/preboot", (s, argv) => {
  const user = s.set("user", env("USER"));
  const uid = s.set("uid", env("USERMAP_UID"));
  const gid = s.set("gid", env("USERMAP_GID"));
  const dir = s.set("dir", RUN_DIR);
  const refuse = s.fn("refuse", (s, argv) => {
    complain(s, "preboot: %s", argv[1]);
    s.exit(100);
  });
  s.or(test(capture(run("id", "-u")), "-eq", 0), (s) => s.call(refuse, "it has to be run by root"));
  for (const [name, id] of [
    ["USERMAP_UID", uid],
    ["USERMAP_GID", gid],
  ] as const) {
    s.case(
      id,
      when(RULES.id.refused, (s) => {
        s.call(refuse, word`${name}='${id}' is not allowed: it must be ${RULES.id.allowed}`);
      }),
    );
  }
  s.case(
    user,
    when(["", pattern`[!a-z_]*`, pattern`*[!a-z0-9_-]*`], (s) => {
      s.call(refuse, word`USER='${user}' is not allowed: it must be a name of a-z, 0-9, _ and -`);
    }),
  );

  const found = s.var("found");
  const named = s.var("named");
  const lookUp = lookUpFn(s, found, named);

  // The group, under the name of the user. What busybox has for it refuses ids over 60000.
  s.call(lookUp, "/etc/group", user, gid);
  s.if(test("-z", found), (s) => {
    s.or(test("-z", named), (s) => s.call(refuse, word`the group ${user} has the gid ${named}, not ${gid}`));
    s.set(found, user);
    s.if(run("command", "-v", "groupadd").silent(), (s) => {
      s.or(run("groupadd", "-g", gid, user), run("exit", 1));
    }).else((s) => {
      const add = run("addgroup", "-g", gid, user).silent();
      s.or(add, run("echo", word`${user}:x:${gid}:`).append("/etc/group"), run("exit", 1));
    });
  });
  const group = s.set("group", found);

  s.call(lookUp, "/etc/passwd", user, uid);
  s.if(test("-z", found), (s) => {
    s.or(test("-z", named), (s) => s.call(refuse, word`the user ${user} has the uid ${named}, not ${uid}`));
    s.if(run("command", "-v", "useradd").silent(), (s) => {
      s.or(run("useradd", "-u", uid, "-g", gid, "-M", "-s", "/bin/sh", user), run("exit", 1));
    }).else((s) => {
      const add = run("adduser", "-u", uid, "-G", group, "-H", "-D", "-s", "/bin/sh", user).silent();
      const entry = word`${user}:x:${uid}:${gid}::/home/${user}:/bin/sh`;
      s.or(add, run("echo", entry).append("/etc/passwd"), run("exit", 1));
    });
  });

  s.or(and(run("mkdir", "-p", dir), run("chown", "-Rh", word`${uid}:${gid}`, dir)), run("exit", 1));
  s.setArgs(glob`${ETC}/perms/*`);
  s.or(not(test("-e", argv[1])), run("exec", "/usr/bin/fix-perms", argv.all));
});

/** `look_up file name id`: `found` is the name that has the id, `named` the id that the name has. */
function lookUpFn(s: Sh, found: Var, named: Var): Fn {
  return s.fn("look_up", (s, argv) => {
    const name = s.var("name");
    const unused = s.var("_");
    const id = s.var("id");
    s.set(found, "");
    s.set(named, "");
    s.while(read(name, unused, id, unused).with({ IFS: ":" }), (s) => {
      s.and(test(id, "=", argv[3]), test("-z", found), (s) => s.set(found, name));
      s.and(test(name, "=", argv[2]), (s) => s.set(named, id));
    }).from(argv[1]);
  });
}
