import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../..");
let directory: string;

beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), "explain-"))));
afterEach(() => rmSync(directory, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(directory, name), text);
const read = (name: string): string => readFileSync(join(directory, name), "utf8");
const explain = (...args: readonly string[]) =>
  execa(process.execPath, [join(ROOT, "src/cli/ignity.ts"), "explain", ...args], {
    cwd: directory,
    reject: false,
  });

const SCRIPT = `#!/bin/execlineb -P
if { true }
# Both.
foreground { mkdir a }
foreground { mkdir b }
forx i { 1 2 }
  foreground { echo \${i} }
  true
`;

test("it shows what each pass changes and what that saves, and writes nothing", async () => {
  write("run", SCRIPT);
  expect(await explain("run")).toMatchObject({
    exitCode: 0,
    stderr: "",
    stdout: `run
  known-tests
      #!/bin/execlineb -P
    - if { true }
      # Both.
      foreground { mkdir a }

  needless-foreground
      forx i { 1 2 }
        foreground { echo \${i} }
    -   true

  one-mkdir
      #!/bin/execlineb -P
      # Both.
    - foreground { mkdir a }
    - foreground { mkdir b }
    + foreground { mkdir a b }
      forx i { 1 2 }
        foreground { echo \${i} }

  processes      best     usual     worst  programs
  before            3         3         3        10
  after             1         1         1         5
  and for each turn of forx: 2
`,
  });
  expect(read("run")).toBe(SCRIPT);
});

test("--write writes what comes out, of which nothing more comes", async () => {
  write("run", SCRIPT);
  await explain("--write", "run");
  expect(read("run")).toBe(
    "#!/bin/execlineb -P\n# Both.\nforeground { mkdir a b }\nforx i { 1 2 }\n  foreground { echo ${i} }\n",
  );
  const { stdout } = await explain("--write", "run");
  expect(stdout).toContain("nothing to save");
});

test("--write leaves a script alone that can save nothing, however it is written", async () => {
  write("run", "#!/bin/execlineb\nif   { a }   b\n");
  await explain("--write", "run");
  expect(read("run")).toBe("#!/bin/execlineb\nif   { a }   b\n");
});

test("the stages of a module are shown as the compiler takes them", async () => {
  write(
    "stages.ts",
    `import { run, script } from "${ROOT}/src/dsl/execline.ts";
import { run as program, sh } from "${ROOT}/src/dsl/sh.ts";
export const one = script("/etc/one", "-P", (x) => (x.if(run("true")), x.into(run("echo", "a"))));
export const two = sh("/etc/two", (s) => {
  s.do(program("mkdir", "a"));
  s.do(program("mkdir", "b"));
  s.for("i", ["a", "b"], (s) => s.do(program("sleep", 1)));
});
`,
  );
  const { stdout, exitCode } = await explain("stages.ts");
  expect([exitCode, stdout]).toEqual([
    0,
    `/etc/one
  known-tests
      #!/bin/execlineb -P
    - if { true }
      echo a

  processes      best     usual     worst  programs
  before            1         1         1         3
  after             0         0         0         1

/etc/two
  one-mkdir
      #!/bin/sh
    - mkdir a
    - mkdir b
    + mkdir a b
      for i in a b; do
        sleep 1

  processes      best     usual     worst
  before            2         2         2
  after             1         1         1
  and for each turn of for i in a b: 1
`,
  ]);
});

test.for([
  [[], 100, "ignity explain: name a service, or scripts"],
  [["nothing", "--write"], 100, "ignity explain: --write is for scripts, and there is no file nothing"],
  [["sh", "--json"], 100, "ignity explain: --json is for a service, and sh is a file"],
  [["sh"], 1, "sh: is no execline script: its first line names no execlineb"],
  [["bad"], 1, 'bad:2:4: EL1004: this { is never closed; write "{" for a brace that is a word'],
  [["empty.ts"], 1, "empty.ts: exports no stage"],
  [
    ["--write", "empty.ts"],
    100,
    "ignity explain: --write writes scripts, and empty.ts is a module: the compiler goes through the passes itself",
  ],
] as const)("%j exits %i", async ([args, code, message]) => {
  write("sh", "#!/bin/sh\ntrue\n");
  write("bad", "#!/bin/execlineb\nif { a\n");
  write("empty.ts", "export {};\n");
  expect(await explain(...args)).toMatchObject({ exitCode: code, stderr: message, stdout: "" });
});
