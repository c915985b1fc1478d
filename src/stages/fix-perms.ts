import {
  and,
  any,
  arith,
  call,
  capture,
  env,
  fd,
  not,
  or,
  pattern,
  read,
  run,
  set,
  sh,
  test,
  when,
  word,
  type Command,
  type Fn,
  type Positionals,
  type Sh,
  type Var,
  type Word,
  type Words,
} from "../dsl/sh.ts";
import { complain, warn } from "./messages.ts";
import { RULES } from "./parameters.ts";

/**
 * `fix-perms FILE...` gives files the owners and modes that the rules in FILE say, a rule a line:
 *
 *     path account fmode dmode            path and all that is in it
 *     path recurse account fmode dmode    recurse: true or false
 *
 * An account is `uid:gid`, names or numbers, or a name of /etc/passwd; modes are octal. Blank lines and lines that
 * begin with # are skipped, a path with blanks is quoted, {{USERMAP_UID}} and {{USERMAP_GID}} stand for those
 * variables.
 *
 * Only what differs is changed. No symlink is followed. All rules are read before the first is applied. Inside a
 * directory, devices, FIFOs and sockets stay as they are, and so does a file with several hard links, which may be
 * another's. Where find has -execdir, as GNU's, a user who swaps a directory for a link meanwhile gets nothing of what
 * the link leads to.
 *
 * Exit codes: 0; 100 for a bad rule (`file:line: what is wrong`); 1 when something cannot be changed.
 */
export const fixPerms = sh("/usr/bin/fix-perms", (s, argv) => {
  const file = s.set("file", "");
  const number = s.set("number", 0);
  const failed = s.set("failed", 0);
  const bad = s.fn("bad", (s, argv) => {
    s.printf("%s:%s: %s\n", file, number, argv[1]).to(fd(2));
    s.exit(100);
  });
  const rule: Rule = {
    path: s.var("path"),
    recurse: s.var("recurse"),
    uid: s.var("uid"),
    gid: s.var("gid"),
    fmode: s.var("fmode"),
    dmode: s.var("dmode"),
  };
  const line = s.var("line");
  const readRule = readRuleFn(s, line, rule, bad);
  const exec = s.set("exec", "-execdir");
  const apply = applyFn(s, rule, exec, file, number, failed);

  s.if(test(argv.count, "-eq", 0), (s) => {
    complain(s, "usage: fix-perms FILE...");
    s.exit(100);
  });
  // From the directory that find is in a name cannot lead elsewhere, even when a path to it now does.
  s.or(run("find", "/", "-prune", exec, "true", ";").silent(), (s) => s.set(exec, "-exec"));
  for (const name of ["USERMAP_UID", "USERMAP_GID"] as const) {
    s.case(
      env(name),
      when(RULES.id.refused, (s) => {
        complain(s, `%s='%s' is not allowed: it must be ${RULES.id.allowed}`, name, env(name));
        s.exit(100);
      }),
    );
  }
  s.for("phase", ["check", "apply"], (s, phase) => {
    s.for("named", [argv.all], (s, named) => {
      s.set(file, named);
      s.set(number, 0);
      s.if(not(test("-r", file)), (s) => {
        complain(s, "%s cannot be read", file);
        s.exit(100);
      });
      s.while(or(read(line), test("-n", line)), (s) => {
        s.set(number, arith`${number} + 1`);
        s.case(
          line,
          when(["", pattern`#*`]),
          when(any, (s) => {
            s.call(readRule);
            s.or(test(phase, "=", "check"), call(apply));
          }),
        );
      }).from(file);
    });
  });
  s.exit(failed);
});

interface Rule {
  readonly path: Var;
  readonly recurse: Var;
  readonly uid: Var;
  readonly gid: Var;
  readonly fmode: Var;
  readonly dmode: Var;
}

/** `read_rule`: takes the line apart, and refuses what is wrong with it. */
function readRuleFn(s: Sh, line: Var, rule: Rule, bad: Fn): Fn {
  const rest = s.var("rest");
  const account = s.var("account");
  const more = s.var("more");
  const readAccount = accountFn(s, rule, bad);
  const mode = s.fn("check_mode", (s, argv) => {
    s.case(
      argv[1],
      when([pattern`[0-7][0-7][0-7]`, pattern`[0-7][0-7][0-7][0-7]`]),
      when(any, (s) => s.call(bad, word`a mode is three or four octal digits, not '${argv[1]}'`)),
    );
  });
  return s.fn("read_rule", (s) => {
    expand(s, line, "{{USERMAP_UID}}", env("USERMAP_UID"));
    expand(s, line, "{{USERMAP_GID}}", env("USERMAP_GID"));
    splitPath(s, line, rule.path, rest, bad);
    // A here-document is how a shell splits a value at blanks and expands nothing in it.
    s.read(rule.recurse, account, rule.fmode, rule.dmode, more).here(word`${rest}\n`);
    s.if(test("-z", rule.dmode), (s) => {
      s.set(rule.dmode, rule.fmode);
      s.set(rule.fmode, account);
      s.set(account, rule.recurse);
      s.set(rule.recurse, "true");
    });
    s.if(or(test("-z", rule.dmode), test("-n", more)), (s) => {
      s.call(bad, "a rule is 'path account fmode dmode' or 'path recurse account fmode dmode'");
    });
    s.case(
      rule.recurse,
      when(["true", "false"]),
      when(any, (s) => s.call(bad, word`recurse is true or false, not '${rule.recurse}'`)),
    );
    s.call(readAccount, account);
    s.call(mode, rule.fmode);
    s.call(mode, rule.dmode);
    // To chmod a short mode does not speak of a directory's set-group bit.
    s.set(rule.dmode, word`00${rule.dmode}`);
  });
}

/** Puts a value in each place of a token. */
function expand(s: Sh, line: Var, token: string, value: Word): void {
  s.while(test(line.removePrefix(pattern`*${token}`), "!=", line), (s) => {
    s.set(
      line,
      word`${line.removeLongestSuffix(pattern`${token}*`)}${value}${line.removePrefix(pattern`*${token}`)}`,
    );
  });
}

function splitPath(s: Sh, line: Var, path: Var, rest: Var, bad: Fn): void {
  s.case(
    line,
    when(pattern`"*"*`, (s) => {
      s.set(rest, line.removePrefix('"'));
      s.set(path, rest.removeLongestSuffix(pattern`"*`));
      s.set(rest, rest.removePrefix(pattern`*"`));
    }),
    when(pattern`"*`, (s) => s.call(bad, "the quote before the path is not closed")),
    when(any, (s) => {
      s.set(path, line.removeLongestSuffix(pattern`[[:blank:]]*`));
      s.set(rest, line.removePrefix(path));
    }),
  );
  s.case(
    word`${path}/`,
    when([pattern`*/../*`, pattern`*/./*`], (s) => s.call(bad, "a path has no . or .. in it")),
    when(pattern`/?*`),
    when(any, (s) => s.call(bad, word`a path begins with /, unlike '${path}'`)),
  );
}

/** `read_account`: the ids of `uid:gid`, or of a user with its first group. */
function accountFn(s: Sh, { uid, gid }: Rule, bad: Fn): Fn {
  const id = s.var("id");
  const group = s.var("group");
  const find = s.fn("find_id", (s, argv) => {
    const entry = s.var("entry");
    const number = s.var("entry_id");
    const unused = s.var("_");
    s.set(id, "");
    s.set(group, "");
    s.case(
      argv[1],
      when(pattern`*[!0-9]*`, (s) => {
        s.while(read(entry, unused, number, group, unused).with({ IFS: ":" }), (s) => {
          s.if(test(entry, "=", argv[1]), (s) => {
            s.set(id, number);
            s.return(0);
          });
        }).from(argv[2]);
      }),
      // More than an id can be.
      when([pattern`[4-9]?????????`, pattern`???????????*`]),
      when(any, (s) => s.set(id, argv[1])),
    );
  });
  return s.fn("read_account", (s, argv) => {
    s.case(
      argv[1],
      when(pattern`*:*`, (s) => {
        s.call(find, argv[1].removeLongestSuffix(pattern`:*`), "/etc/passwd");
        s.set(uid, id);
        s.call(find, argv[1].removePrefix(pattern`*:`), "/etc/group");
        s.set(gid, id);
      }),
      when(any, (s) => {
        s.call(find, argv[1], "/etc/passwd");
        s.set(uid, id);
        s.set(gid, group.removeLongestSuffix(pattern`:*`));
      }),
    );
    s.if(or(test("-z", uid), test("-z", gid)), (s) => {
      s.call(bad, word`an account is uid:gid or the name of a user, not '${argv[1]}'`);
    });
  });
}

/**
 * `apply`: changes what differs from the rule. It is one walk over a tree, which is where most of the time goes. A mode
 * with a set-id bit takes a second one: chown takes that bit off a file, and no file may have it before its new owner.
 */
function applyFn(s: Sh, rule: Rule, exec: Var, file: Var, number: Var, failed: Var): Fn {
  const { path, recurse, uid, gid, fmode, dmode } = rule;
  const isForeign = foreignFn(s, path);
  const isOthers = ["(", "!", "-user", uid, "-o", "!", "-group", gid, ")"];
  // What no file is has find go on to the next alternative. To busybox an -exec must not stand in brackets.
  const chown = [...isOthers, exec, "chown", "-h", word`${uid}:${gid}`, "{}", "+", "-links", "0"];
  const chmod = (mode: Var) => ["!", "-perm", mode, exec, "chmod", mode, "{}", "+"];
  const chmodDirectories = ["-type", "d", ...chmod(dmode)];
  const fail = (s: Sh) => s.set(failed, 1);
  const find = (...expression: readonly Words[]) => run("find", path, ...expression);
  /** What `walk` makes of the arguments and what is left to do, which for a set-id bit is done by itself. */
  const inTurn = (s: Sh, argv: Positionals, rest: readonly Word[], walk: (find: Command) => Command) =>
    s.case(
      fmode,
      when(pattern`[1-7]???`, (s) => {
        s.or(walk(find(argv.all)), fail);
        s.or(find(...rest), fail);
      }),
      when(any, (s) => s.or(walk(find(argv.all, "-o", ...rest)), fail)),
    );
  const linked = s.var("linked");

  return s.fn("apply", (s, argv) => {
    s.if(and(not(test("-e", path)), not(test("-L", path))), (s) => {
      warn(s, "%s:%s: %s does not exist", file, number, path);
      s.return(0);
    });
    s.if(call(isForeign), (s) => {
      warn(s, "%s:%s: %s is left as it is: a symlink that is not root's leads to it", file, number, path);
      s.return(0);
    });
    s.if(and(test(recurse, "=", "true"), test("-d", path), not(test("-L", path))), (s) => {
      const isLinked = ["-type", "f", "-links", "+1"];
      const differs = ["(", ...isOthers, "-o", "!", "-perm", fmode, ")"];
      const isMeant = ["(", "-type", "d", "-o", "-type", "l", "-o", "-type", "f", "-links", "1", ")"];
      const chmodFiles = ["-type", "f", "-links", "1", ...chmod(fmode)];
      const print = [...isLinked, ...differs, "-print"];
      s.setArgs(...print, "-o", ...isMeant, ...chown, "-o", ...chmodDirectories);
      inTurn(s, argv, chmodFiles, (find) => set(linked, capture(find)));
      s.or(test("-z", linked), (s) => {
        warn(
          s,
          "%s:%s: files with several hard links are left as they are: %s",
          file,
          number,
          linked.removeLongestSuffix(pattern`\n*`),
        );
      });
    }).else((s) => {
      const chmodFile = ["-prune", "!", "-type", "d", "!", "-type", "l", ...chmod(fmode)];
      s.setArgs("-prune", ...chown, "-o", ...chmodDirectories);
      inTurn(s, argv, chmodFile, (find) => find);
    });
  });
}

/** `is_foreign`: whether a directory on the way to the path is a symlink that somebody else than root made. */
function foreignFn(s: Sh, path: Var): Fn {
  return s.fn("is_foreign", (s) => {
    const above = s.set("above", path);
    s.while(test(above.removeSuffix(pattern`/*`), "!=", ""), (s) => {
      s.set(above, above.removeSuffix(pattern`/*`));
      s.if(test("-L", above), (s) => {
        s.and(test("-n", capture(run("find", above, "-prune", "!", "-user", 0))), run("return", 0));
      });
    });
    s.return(1);
  });
}
