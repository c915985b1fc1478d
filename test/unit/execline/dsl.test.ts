import { describe, expect, test } from "vitest";
import {
  data,
  eltest,
  execlineb,
  exit,
  homeof,
  raw,
  run,
  s6,
  script,
  word,
  type Chain,
  type End,
} from "../../../src/dsl/execline.ts";
import { printScript } from "../../../src/emit/execline.ts";

const print = (program: (x: Chain) => End): string => printScript(script("/t", "-P", program).tree);

describe("a script", () => {
  test("has a path, a mode, its language and the place where it was written", () => {
    const made = script("/etc/t", "", (x) => x.exit(0));
    expect(made).toMatchObject({ path: "/etc/t", mode: 0o755, language: "execline" });
    expect(made.position).toMatchObject({ file: import.meta.filename, line: 22 });
    expect(printScript(made.tree)).toBe("#!/bin/execlineb\nexit 0\n");
  });

  test("knows its arguments", () => {
    const { tree } = script("/t", "-S2", (x, argv) => {
      x.if(eltest(argv.count, "-gt", 0));
      return x.into(run("echo", argv[0], argv[1], word`${argv[2]}/x`, argv.all));
    });
    expect(printScript(tree)).toBe("#!/bin/execlineb -S2\nif { eltest $# -gt 0 }\necho $0 $1 ${2}/x $@\n");
  });

  test("keeps the place of every call", () => {
    const { tree } = script("/t", "-P", (x) => {
      x.umask("022");
      x.foreground((x) => {
        x.cd("/");
        return x.exit(0);
      });
      return x.exit(0);
    });
    expect(tree.chain.links.map(({ position }) => position?.line)).toEqual([38, 39, 43]);
  });
});

describe("the programs of the table", () => {
  test("take blocks, operands and the options by the manual's words", () => {
    expect(
      print((x) => {
        x.if(eltest("-d", "/x"), { not: true, exit: 3 });
        x.ifelse(run("a"), exit(0));
        x.ifthenelse(run("a"), run("b"), run("c"));
        x.redirfd(1, "/dev/null", { append: true, nonblock: true });
        x.fdmove(2, 1, { copy: true });
        x.export("A", "b c");
        x.wait([], { timeout: 100 });
        x.wait([1, 2]);
        x.posixCd();
        x.posixCd("/tmp", { physical: true });
        x.s6.softlimit({ openFiles: 64 });
        x.s6.applyuidgid({ uid: 1, gidlist: [2, 3] });
        x.s6.svlisten(["/a", "/b"], { or: true });
        x.s6.ftrigListen([
          ["/a", "u"],
          ["/b", "d"],
        ]);
        x.tryexec(run("a"), { argv0: "b" });
        return x.into(run("nginx", "-g", "daemon off;"));
      }),
    ).toBe(`#!/bin/execlineb -P
if -n -x 3 { eltest -d /x }
ifelse { a } { exit 0 }
ifthenelse { a } { b } { c }
redirfd -a -n 1 /dev/null
fdmove -c 2 1
export A "b c"
wait -t 100 { }
wait { 1 2 }
posix-cd
posix-cd -P /tmp
s6-softlimit -o 64
s6-applyuidgid -u 1 -G 2,3
s6-svlisten -o { /a /b }
s6-ftrig-listen {
  /a u
  /b d
}
tryexec -a b { a }
nginx -g "daemon off;"
`);
  });

  test("give the variables they substitute", () => {
    expect(
      print((x) => {
        const pid = x.getpid("pid", { parent: true });
        const host = x.backtick("host", run("hostname"), { default: "none" });
        return x.into(run("echo", pid, word`${host}!`));
      }),
    ).toBe(`#!/bin/execlineb -P
getpid -E -P pid
backtick -E -D none host { hostname }
echo \${pid} \${host}!
`);
  });

  test("run the rest of the chain in loops", () => {
    expect(
      print((x) =>
        x.forbacktickx("dir", run("ls"), { null: true, ok: [0, 1] }, (x, dir) => {
          x.cd(dir);
          return x.loopwhilex({ break: [1] }, (x) => {
            x.foreground((x) => x.forstdin("line", (x) => x.exit(0)));
            return x.exit(1);
          });
        }),
      ),
    ).toBe(`#!/bin/execlineb -P
forbacktickx -E -0 -o 0,1 dir { ls }
  cd \${dir}
  loopwhilex -x 1
    foreground {
      forstdin -E line
        exit 0
    }
    exit 1
`);
  });

  test("choose among patterns and signals", () => {
    expect(
      print((x) => {
        x.case("v", [
          ["a|b", exit(0)],
          ["c", (x) => x.into(run("c"))],
        ]);
        x.trap({ TERM: run("echo", "bye"), default: exit(1) });
        return x.exit(2);
      }),
    ).toBe(`#!/bin/execlineb -P
case v {
  a|b { exit 0 }
  c { c }
}
trap {
  TERM { echo bye }
  default { exit 1 }
}
exit 2
`);
  });

  test("end options where a word could be taken for one", () => {
    const { tree } = script("/t", "-S1", (x, argv) => {
      x.foreground((x) => {
        x.case(argv[1], []);
        x.case("-a", []);
        x.case(word`/${argv[1]}`, []);
        x.fdmove(argv.count, 1);
        return x.into(s6.svok(argv[1]));
      });
      x.foreground((x) => {
        x.emptyenv({ keepPath: true });
        return x.loopwhilex((x) => x.into(run(argv[1])));
      });
      x.s6.setsid();
      return x.into(argv.all);
    });
    expect(printScript(tree)).toBe(`#!/bin/execlineb -S1
foreground {
  case -- $1 { }
  case -- -a { }
  case /\${1} { }
  fdmove $# 1
  s6-svok $1
}
foreground {
  emptyenv -p
  loopwhilex --
    $1
}
s6-setsid --
$@
`);
  });

  test("that end a chain take their options first", () => {
    expect(
      print((x) => {
        x.foreground(s6.svwait({ ready: true, timeout: 5000 }, "/a", "/b"));
        x.foreground(s6.svscan({ notificationFd: 4 }, "/run/s"));
        x.foreground(s6.svc({ wait: "D", down: true }, "/a"));
        x.foreground(s6.svstat({ fields: ["up", "pid"] }, "/a"));
        x.foreground(execlineb({ ignore: true, command: "true" }));
        x.foreground(homeof("root"));
        x.foreground(exit());
        x.chainload("nice", "-n", 5);
        return x.into(run(raw("s6-svscanboot"), raw("${PATH}")));
      }),
    ).toBe(`#!/bin/execlineb -P
foreground { s6-svwait -U -t 5000 /a /b }
foreground { s6-svscan -d 4 /run/s }
foreground { s6-svc -w D -d /a }
foreground { s6-svstat -o up,pid /a }
foreground { execlineb -P -c true }
foreground { homeof root }
foreground { exit }
nice -n 5
s6-svscanboot \${PATH}
`);
  });
});

describe("substitutions", () => {
  test("of ignity's variables bring their defaults", () => {
    expect(
      print((x) => {
        const wait = x.importas("wait", "IGNITY_CMD_WAIT_FOR_SERVICES");
        const user = x.importas("user", "USER", { insist: true, unexport: true });
        return x.into(run("echo", wait, user));
      }),
    ).toBe(`#!/bin/execlineb -P
importas -D 0 wait IGNITY_CMD_WAIT_FOR_SERVICES
importas -i -u user USER
echo \${wait} \${user}
`);
  });

  test("in one multisubstitute are named by the record", () => {
    expect(
      print((x) => {
        const { home, uid, gid, files } = x.multisubstitute((m) => ({
          home: m.importasOf("HOME", { default: "/" }),
          ...m.multidefine("1:2", ["uid", "gid"], { delim: ":" }),
          files: m.elglob("/etc/*", { null: true, sort: true }),
        }));
        return x.into(run("echo", home, uid, gid, files));
      }),
    ).toBe(`#!/bin/execlineb -P
multisubstitute {
  importas -D / home HOME
  multidefine -d : 1:2 { uid gid }
  elglob -0 -s files /etc/*
}
echo \${home} \${uid} \${gid} \${files}
`);
  });

  test("of arguments in the environment", () => {
    const { tree } = script("/t", "", (x) => {
      const { argv, dir } = x.multisubstitute((m) => ({
        argv: m.elgetpositionals({ minimum: 1 }),
        dir: m.importas("IGNITY_RUN_DIR"),
      }));
      x.emptyenv({ popExecline: true });
      return x.into(run("echo", dir, argv[1]!, argv.all));
    });
    expect(printScript(tree)).toBe(`#!/bin/execlineb
multisubstitute {
  elgetpositionals -P 1
  importas -D /run/ignity dir IGNITY_RUN_DIR
}
emptyenv -P
echo \${dir} $1 $@
`);
    const alone = script("/t", "-p", (x) => x.into(x.elgetpositionals().all));
    expect(printScript(alone.tree)).toBe("#!/bin/execlineb -p\nelgetpositionals\n$@\n");
  });

  test("may split, and then are many words", () => {
    expect(
      print((x) => {
        const words = x.define("words", "a b", { split: true });
        return x.into(run("echo", words));
      }),
    ).toBe('#!/bin/execlineb -P\ndefine -s words "a b"\necho ${words}\n');
  });
});

describe("words", () => {
  test("keep backslashes before a variable, and protect an operand of eltest", () => {
    expect(
      print((x) => {
        const name = x.importas("name", "USER");
        x.foreground(run("echo", word`a\\${name}`));
        return x.into(eltest(data(name), "=", data("-n")));
      }),
    ).toBe(`#!/bin/execlineb -P
importas -D root name USER
foreground { echo a\\\\\\\\\${name} }
eltest \\\\\\\\\${name} = \\\\-n
`);
  });

  test("may hold a dollar where execline substitutes nothing", () => {
    expect(print((x) => x.into(run("sh", "-c", "echo $HOME $1 end")))).toBe(
      '#!/bin/execlineb -P\nsh -c "echo $HOME $1 end"\n',
    );
  });
});
