import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { treeOfPath } from "../../../src/cli/tree/directory.ts";
import { importTrees } from "../../../src/import/import.ts";
import { useProject } from "./project.ts";
import { IGNITY, S6_RC, SERVICES_D } from "./trees.ts";

const project = useProject();

/** Imports a directory and builds what comes of it; gives the files by their path below /etc/ignity. */
async function rebuilt(directory: string): Promise<Readonly<Record<string, string>>> {
  expect((await project.ignity("import", directory, "--out", "image.ts")).exitCode).toBe(0);
  const text = readFileSync(project.path("image.ts"), "utf8");
  project.write({ "image.ts": text.replace('"ignity"', JSON.stringify(resolve("src/image/index.ts"))) });
  expect(await project.ignity("build")).toMatchObject({ exitCode: 0, stdout: "" });
  const root = project.path("rootfs/etc/ignity");
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(`${root}/${path}`, "utf8")]));
}

/** A script without its interpreter and the line that says where it comes from. */
const body = (text = ""): string => text.replace(/^#!.*\n/, "").replace(/^# Code generated .*\n\n/, "");

describe("the image file", () => {
  test.for([
    ["services.d", SERVICES_D],
    ["s6-rc", S6_RC],
    ["ignity", IGNITY],
  ] as const)("says what %s says", async ([name, files]) => {
    project.write(files);
    const { text, lost } = importTrees([treeOfPath(project.path("."))]);
    expect(lost).toEqual([]);
    await expect(text).toMatchFileSnapshot(`../../golden/import/${name}.txt`);
  });
});

describe("what is built of it", () => {
  test("runs the scripts of before", { timeout: 60_000 }, async () => {
    project.write(SERVICES_D);
    const files = await rebuilt("etc");
    expect(body(files["services/shell/run"])).toContain('echo "${HOME}" \\\n  >>/tmp/log\nexec app "$@"\n');
    expect(files["services/script/run"]).toBe(SERVICES_D["etc/services.d/script/run"]);
    expect(body(files["init/10-first"])).toBe("mkdir -p /srv/web\n");
    expect(body(files["init/20-services"])).toBe(
      "mkdir /run/ignity/services/more\nprintf '#!/usr/bin/with-env sh\\nexec app\\n' >/run/ignity/services/more/run\n",
    );
    expect(files["services/web/finish"]).toBe(
      "#!/bin/execlineb -S1\nif { eltest ${1} -ne 0 }\nif { eltest ${1} -ne 256 }\ns6-svscanctl -t /run/ignity/services-state\n",
    );
    expect(files["services/web/notification-fd"]).toBe("3\n");
    expect(files["services/web/timeout-kill"]).toBe("1500\n");
    expect(files["services/web/down-signal"]).toBe("SIGQUIT\n");
    // Commands are the same, as the same user and in the same directory.
    expect(body(files["services/web/run"])).toBe(
      'fdmove -c 2 1\ncd /srv/web\ns6-setuidgid www-data\nnginx -g "daemon off;" -c "/etc/nginx conf"\n',
    );
    expect(body(files["services/class/run"])).toBe('s6-setuidgid app\nnice -n 5 app --name "a b"\n');
  });

  test("is what /etc/ignity was", { timeout: 60_000 }, async () => {
    project.write(IGNITY);
    const files = await rebuilt(".");
    expect(Object.keys(files).toSorted()).toEqual(Object.keys(IGNITY).toSorted());
    expect(files["envs/10-app"]).toBe('COLOUR="green"\nGREETING="a\\tb \\"c\\""\nEMPTY=""\n');
    expect(files["perms/10-app"]).toBe(
      '/srv/app true {{USERMAP_UID}}:{{USERMAP_GID}} 0640 0750\n"/srv/a b" false nobody 0644 0755\n',
    );
    expect(body(files["services/ticker/run"])).toBe("sleep 1000000\n");
  });
});

test("services that need each other in a circle are written as they are, for the build to refuse", () => {
  const longrun = (name: string, need: string) => ({
    [`s6-rc.d/${name}/type`]: "longrun\n",
    [`s6-rc.d/${name}/run`]: `#!/bin/sh\nexec ${name}\n`,
    [`s6-rc.d/${name}/dependencies.d/${need}`]: "",
  });
  project.write({ ...longrun("a", "b"), ...longrun("b", "a") });
  const { text } = importTrees([treeOfPath(project.path("."))]);
  expect(text).toContain("needs: () => [a],");
  expect(text).toContain("needs: [b],");
});

describe("what cannot be carried is named with its file and line", () => {
  test.for([
    [
      "a file that has no option",
      { "services.d/a/run": "#!/bin/sh\nexec a\n", "services.d/a/timeout-finish": "1\n" },
      "services.d/a/timeout-finish:1: there is no option for it: copy it to /etc/ignity/services/a/timeout-finish",
    ],
    [
      "a file down",
      { "services.d/a/run": "#!/bin/sh\nexec a\n", "services.d/a/down": "" },
      "services.d/a/down:1: there is no option for it: copy it to /etc/ignity/services/a/down",
    ],
    [
      "a run that is no script",
      { "services.d/a/run": "exec a\n" },
      "services.d/a/run:1: it has no interpreter line, so it is no script",
    ],
    [
      "a link that leads nowhere",
      { "services.d/a/run": "->../none" },
      "services.d/a/run:1: it is not here, or leads out of the directory",
    ],
    [
      "a descriptor below 3",
      { "services.d/a/run": "#!/bin/sh\nexec a\n", "services.d/a/notification-fd": "1\n" },
      "services.d/a/notification-fd:1: 1 is not a descriptor from 3 on",
    ],
    [
      "a signal that stops nothing",
      { "services.d/a/run": "#!/bin/sh\nexec a\n", "services.d/a/down-signal": "CONT\n" },
      "services.d/a/down-signal:1: CONT is no signal that a service is stopped by here",
    ],
    [
      "a logger that does more",
      { "services.d/a/run": "#!/bin/sh\nexec a\n", "services.d/a/log/run": "#!/bin/sh\nexec logger\n" },
      "services.d/a/log/run:1: the logger is more than files of s6-log: the output goes to the container's",
    ],
    [
      "a program of s6-overlay",
      { "services.d/a/run": "#!/bin/sh\n\nprintcontenv A\n" },
      "services.d/a/run:3: printcontenv: it is a program of s6-overlay",
    ],
    [
      "a program of s6-portable-utils",
      { "services.d/a/run": "#!/bin/execlineb\nif { s6-mkdir a }\nb\n" },
      "services.d/a/run:2: s6-mkdir: it is a program of s6-portable-utils",
    ],
    [
      "a live s6-rc",
      { "services.d/a/run": "#!/bin/sh\ns6-rc -d change b\n" },
      "services.d/a/run:2: s6-rc: there is no s6-rc that runs: services are told by s6-svc",
    ],
    [
      "a variable of s6-overlay",
      { "services.d/a/run": "#!/bin/sh\necho $S6_VERBOSITY\n" },
      "services.d/a/run:2: $S6_VERBOSITY: it is a variable of s6-overlay",
    ],
    [
      "an owner with another in its place",
      { "services.d/a/run": "#!/bin/sh\nexec a\n", "fix-attrs.d/a": "\n/a false b,1:1 0644 0755\n" },
      "fix-attrs.d/a:2: an owner that may be missing has no other in its place: /a false b,1:1 0644 0755",
    ],
    [
      "a pattern in a path",
      { "services.d/a/run": "#!/bin/sh\nexec a\n", "fix-attrs.d/a": "/a/* true b 0644 0755\n" },
      "fix-attrs.d/a:1: a path has no patterns: /a/* true b 0644 0755",
    ],
    [
      "a line that sets nothing",
      { "services.d/a/run": "#!/bin/sh\nexec a\n", "etc/ignity/envs/a": "A=1\nB\n" },
      "etc/ignity/envs/a:2: it is not read as NAME=value: B",
    ],
    [
      "a need that is elsewhere",
      {
        "s6-rc.d/a/type": "longrun\n",
        "s6-rc.d/a/run": "#!/bin/sh\nexec a\n",
        "s6-rc.d/a/dependencies.d/b": "",
      },
      "s6-rc.d/a:1: b is needed and not here: is it of the base image?",
    ],
    [
      "what is defined elsewhere",
      {
        "s6-rc.d/a/type": "longrun\n",
        "s6-rc.d/a/run": "#!/bin/sh\nexec a\n",
        "s6-rc.d/b/dependencies.d/a": "",
      },
      "s6-rc.d/b:1: b is defined elsewhere, and is to need a",
    ],
    [
      "what nothing starts",
      {
        "s6-rc.d/user/contents.d/b": "",
        "s6-rc.d/b/type": "longrun\n",
        "s6-rc.d/b/run": "#!/bin/sh\nexec b\n",
        "s6-rc.d/a/type": "longrun\n",
        "s6-rc.d/a/run": "#!/bin/sh\nexec a\n",
      },
      "s6-rc.d/a:1: it is in no bundle that is started: left out",
    ],
    [
      "the end of a oneshot",
      { "s6-rc.d/a/type": "oneshot\n", "s6-rc.d/a/up": "a\n", "s6-rc.d/a/down": "b\n" },
      "s6-rc.d/a/down:1: it is a finalize script now, which waits for no service",
    ],
  ] as const)("%s", ([, files, told]) => {
    project.write(files);
    const { lost } = importTrees([treeOfPath(project.path("."))]);
    expect(lost.map(({ path, line, what }) => `${path}:${line}: ${what}`)).toEqual([project.path(told)]);
  });
});

describe("the command", { timeout: 60_000 }, () => {
  test("writes the image file to standard output, and to standard error what it could not carry", async () => {
    project.write({ "web/run": "#!/bin/sh\nexec web\n", "web/max-death-tally": "5\n" });
    expect(await project.ignity("import", ".")).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/^import .*\n\nconst web = service\("web", \{\n  run: \["web"\],\n/),
      stderr:
        "web/max-death-tally:1: there is no option for it: copy it to /etc/ignity/services/web/max-death-tally\ncarried: 1 service; not carried or not the same: 1\n",
    });
  });

  test("a directory without services", async () => {
    project.write({ "docs/README": "" });
    expect(await project.ignity("import", "docs")).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr:
        "ignity import: IG070: there is nothing to import in docs/; name a directory that holds service directories, " +
        "services.d, cont-init.d, s6-rc.d or what /etc/ignity has\n",
    });
  });

  test("lays several over each other, as the layers of an image", async () => {
    project.write({
      "base/s6-rc.d/ready/type": "oneshot\n",
      "base/s6-rc.d/ready/up": "true\n",
      "base/s6-rc.d/web/type": "longrun\n",
      "base/s6-rc.d/web/run": "#!/bin/sh\nexec old\n",
      "top/s6-rc.d/web/run": "#!/bin/sh\nexec new\n",
      "top/s6-rc.d/web/dependencies.d/ready": "",
      "top/s6-rc.d/web/data": "",
    });
    const { stdout, stderr } = await project.ignity("import", "base", "top");
    expect(stdout).toContain('run: ["new"],\n  needs: [ready],');
    expect(stderr).toMatch(/^top\/s6-rc\.d\/web\/data:1: .*\n.*\n$/);
  });

  test("reads an archive too", async () => {
    project.write(S6_RC);
    execFileSync("tar", ["-cf", project.path("image.tar"), "-C", project.path("."), "s6-rc.d"]);
    const { stdout } = await project.ignity("import", "image.tar");
    await expect(stdout).toMatchFileSnapshot("../../golden/import/s6-rc.txt");
  });

  test("a file that exists is left alone", async () => {
    project.write({ ...IGNITY, "image.ts": "mine" });
    expect(await project.ignity("import", ".", "--out", "image.ts")).toMatchObject({
      exitCode: 100,
      stderr: "ignity import: image.ts exists: name a file that does not\n",
    });
    expect(readFileSync(project.path("image.ts"), "utf8")).toBe("mine");
  });

  test("no directory, and one that is not there", async () => {
    expect(await project.ignity("import")).toMatchObject({
      exitCode: 100,
      stderr: "ignity import: name a directory or an archive to import\n",
    });
    expect((await project.ignity("import", "none")).exitCode).toBe(111);
  });
});
