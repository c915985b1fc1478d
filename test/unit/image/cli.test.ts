import { chmodSync, existsSync, readdirSync, statSync } from "node:fs";
import { execaSync } from "execa";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { Project } from "../cli/project.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

class ImageProject extends Project {
  define(text: string): void {
    this.write("image.ts", text.replace('"ignity"', JSON.stringify(`${ROOT}/src/image/index.ts`)));
  }
  ignity(...args: readonly string[]) {
    return execaSync(process.execPath, [`${ROOT}/src/cli/ignity.ts`, ...args], {
      cwd: this.folder,
      reject: false,
    });
  }
}

const TWO = `import { defineImage, service } from "ignity";
const db = service("db", { run: ["db"], stop: { timeout: "20s" } });
const web = service("web", { run: ["web"], needs: [db] });
export default defineImage({ services: [web] });
`;
const ONE = `import { defineImage, service } from "ignity";
export default defineImage({ services: [service("db", { run: ["db"] })] });
`;

test("build writes what changed and deletes what is gone", { timeout: 60_000 }, () => {
  const project = new ImageProject();
  project.define(TWO);
  expect(project.ignity("build").stderr).toBe("rootfs: 6 files, 6 written, 0 deleted");
  expect(statSync(project.path("rootfs/etc/ignity/services/web/run")).mode & 0o777).toBe(0o755);
  chmodSync(project.path("rootfs/etc/ignity/services/web/run"), 0o600);
  expect(project.ignity("build").stderr).toBe("rootfs: 6 files, 1 written, 0 deleted");
  project.define(ONE);
  expect(project.ignity("build").stderr).toBe("rootfs: 1 files, 0 written, 5 deleted");
  expect(readdirSync(project.path("rootfs/etc/ignity"))).toEqual(["services"]);
  expect(readdirSync(project.path("rootfs/etc/ignity/services"))).toEqual(["db"]);
});

test("build leaves a directory alone that it did not write", () => {
  const project = new ImageProject();
  project.define(ONE);
  project.write("rootfs/etc/passwd", "");
  const { exitCode, stderr } = project.ignity("build");
  expect({ exitCode, stderr }).toEqual({
    exitCode: 100,
    stderr: "ignity build: rootfs has files that ignity did not write: name another directory by --out",
  });
});

test("build prints a Dockerfile, a Deployment or JSON, and writes a tarball", { timeout: 60_000 }, () => {
  const project = new ImageProject();
  project.define(TWO);
  expect(project.ignity("build", "--dockerfile", "--tar", "image.tgz").stdout).toBe(`FROM debian:12
ADD ignity.tar.gz /
RUN sh /usr/src/install-ignity.sh
COPY rootfs/ /
HEALTHCHECK CMD ["ignity-status", "--healthy"]
ENTRYPOINT ["/init"]`);
  expect(existsSync(project.path("image.tgz"))).toBe(true);
  const manifest = project.ignity("build", "--kubernetes", "example.org/shop/web:1.2").stdout;
  expect(manifest).toContain("\n  name: web\n");
  expect(manifest).toContain("\n      terminationGracePeriodSeconds: 24\n");
  expect(JSON.parse(project.ignity("build", "--json").stdout)).toMatchObject({
    out: "rootfs",
    files: expect.arrayContaining([
      { path: "/etc/ignity/services/web/run", mode: "0755", language: "execline" },
    ]),
  });
});

test("on top of another image, what a replaced service had is removed", { timeout: 60_000 }, () => {
  const project = new ImageProject();
  project.define(`import { defineImage, service } from "ignity";
const db = service("db", { run: ["db"], enabledIf: { env: "DB", isSet: true }, stop: { timeout: "2s" }, log: "stdout" });
const from = defineImage({ services: [db] });
export default defineImage({ from, services: [service("db", { run: ["newdb"] }), service("web", { run: ["web"] })] });
`);
  expect(project.ignity("build", "--dockerfile").stdout).toBe(
    "RUN rm /etc/ignity/init/99-service-db /etc/ignity/services/db/log/run /etc/ignity/services/db/timeout-kill\nCOPY rootfs/ /",
  );
});

test(
  "check names the place of a mistake, in words and as JSON, and writes nothing",
  { timeout: 60_000 },
  () => {
    const project = new ImageProject();
    project.define(ONE.replace('"db", {', '"d b", {'));
    const { exitCode, stderr } = project.ignity("check");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^ignity check: image\.ts:2:\d+: IG051: "d b" cannot be the name of a service; use /,
    );
    expect(JSON.parse(project.ignity("check", "--json").stdout)).toMatchObject({
      ok: false,
      code: "IG051",
      position: { line: 2 },
    });
    project.define(ONE);
    expect(JSON.parse(project.ignity("check", "--json").stdout)).toEqual({
      ok: true,
      services: ["db"],
      files: ["/etc/ignity/services/db/run"],
    });
    expect(existsSync(project.path("rootfs"))).toBe(false);
  },
);

test.for([
  ["export default 5;", /^image\.ts:1:1: IG057: the default export is no image; /],
  ["export const x = 5;", /^image\.ts:1:1: IG057: the file has no default export; /],
  ["const a = 1;\nedition();", /^image\.ts:2:1: IG056: the file does not run: edition is not defined; /],
  ["const a = 1;\nconst b = ;", /^image\.ts:2:\d+: IG056: the file does not run: /],
  ['import "./nothing.ts";', /^image\.ts:1:1: IG056: the file does not run: Cannot find module /],
] as const)("a file that defines no image is refused: %s", { timeout: 60_000 }, ([text, message]) => {
  const project = new ImageProject();
  project.write("image.ts", text);
  const { exitCode, stderr } = project.ignity("check");
  expect(stderr.replace(/^ignity check: /, "")).toMatch(message);
  expect(exitCode).toBe(1);
});

test("graph draws who needs whom", { timeout: 60_000 }, () => {
  const project = new ImageProject();
  project.define(TWO);
  expect(project.ignity("graph").stdout).toBe(`flowchart TD
  n0["db"]
  n1["web"]
  n1 --> n0`);
  expect(JSON.parse(project.ignity("graph", "--json").stdout)).toEqual([
    { name: "db", kind: "service", wave: 0, needs: [] },
    { name: "web", kind: "service", wave: 1, needs: ["db"] },
  ]);
  expect(project.ignity("graph", "--svg").stdout).toMatch(/^<svg [\s\S]*>db<[\s\S]*>web<[\s\S]*<\/svg>$/);
});

test("explain says what becomes of a service", { timeout: 60_000 }, () => {
  const project = new ImageProject();
  project.define(TWO);
  expect(project.ignity("explain", "db").stdout).toBe(`db, a service
  runs       db
  as         the user that the container runs as
  in         its live directory
  starts     at once
  ready      when it is up
  restarted  always
  stopped    by TERM when down: web; killed after 20s
  output     the container's own
  directory  /etc/ignity/services/db`);
  const { exitCode, stderr } = project.ignity("explain", "dp");
  expect({ exitCode, stderr }).toEqual({
    exitCode: 100,
    stderr: "ignity explain: there is no service dp; there are db, web",
  });
});

test.each(["check", "graph", "explain"])("%s refuses what build refuses", { timeout: 60_000 }, (command) => {
  const project = new ImageProject();
  project.define(TWO.replace("20s", "20"));
  const { exitCode, stderr } = project.ignity(command, ...(command === "explain" ? ["db"] : []));
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: expect.stringMatching(new RegExp(`^ignity ${command}: image\\.ts:2:\\d+: IG050: [^\\n]*$`)),
  });
});
