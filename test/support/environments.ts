/**
 * `node test/support/environments.ts COUNT DIRECTORY`: makes random environments, for a container to boot with. Each
 * is a directory of three files: `file` is for /etc/ignity/envs, where it is not empty; `own` has the container's own
 * variables, each ended by a NUL, and they win; `expected` is what CMD must have, sorted as `sort -z` does.
 */
import { Buffer } from "node:buffer";
import { mkdirSync, writeFileSync } from "node:fs";
import fc from "fast-check";

/** Where the container keeps its state while one of these environments is tried. */
const ALWAYS = { IGNITY_RUN_DIR: "/tmp/run", PATH: "/usr/sbin:/usr/bin:/sbin:/bin" };

/** The longest `NAME=value` that Linux takes, without its NUL. */
const LONGEST = 131_071;

type Variables = ReadonlyMap<string, Buffer>;

/** Names that any shell keeps as they are. */
const plainName = fc.oneof(
  fc.stringMatching(/^[A-Z][A-Z0-9_]{2,9}$/),
  fc.constantFrom("HOME", "USER", "container"),
);

const anyName = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,9}$/),
  fc.stringMatching(/^[a-z][a-z0-9]{0,5}([.-][A-Za-z0-9]{1,5}){1,3}$/),
  // Names that shells and the stages have variables of.
  fc.constantFrom("IFS", "PWD", "OLDPWD", "PPID", "LINENO", "SHLVL", "PS4", "HOME", "USER", "ENV"),
  fc.constantFrom("_", "RANDOM", "SECONDS", "EPOCHSECONDS", "UID", "OPTARG", "FUNCNAME"),
  fc.constantFrom("dir", "name", "code", "child", "value", "file", "environment", "scandir", "self", "rest"),
);

const anyValue = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.uint8Array({ min: 1, max: 255, maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  },
  {
    weight: 5,
    arbitrary: fc
      .array(
        fc.constantFrom("${dir}", "$HOME", "`id`", "\n", " ", "\t", '"', "'", "\\", "#", "=", "é", "{", "x"),
      )
      .map((parts) => Buffer.from(parts.join(""))),
  },
  {
    weight: 2,
    // Lines as a shell lists its variables.
    arbitrary: fc
      .array(fc.constantFrom("\nexport HOME='x'", "\nexport NEW=1", "\nexport dir=", "\nexport ", "'", "\n"))
      .map((lines) => Buffer.from(lines.join(""))),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: LONGEST - 60_000, max: LONGEST }).map((length) => Buffer.alloc(length, "x")),
  },
);

const variables = (name: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<Variables> =>
  fc
    .array(fc.tuple(name, anyValue), { maxLength })
    .map(
      (pairs) => new Map(pairs.map(([name, value]) => [name, value.subarray(0, LONGEST - name.length - 1)])),
    );

/** The variables of a file, and the container's own. In one of three the shell of stage 1 keeps all that there is. */
const anyCase = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(variables(anyName, 8), variables(anyName, 8)) },
  { weight: 1, arbitrary: fc.tuple(variables(plainName, 0), variables(plainName, 8)) },
);

const [count, directory] = process.argv.slice(2);
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
console.log(`SEED=${seed}`);
fc.sample(anyCase, { numRuns: Number(count), seed }).forEach(([file, given], index) => {
  const own = new Map([
    ...given,
    ...Object.entries(ALWAYS).map(([name, value]) => [name, Buffer.from(value)] as const),
  ]);
  const folder = `${directory}/${index}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/file`, Buffer.concat([...file].map(([name, value]) => lineOf(name, value))));
  writeFileSync(`${folder}/own`, Buffer.concat(wordsOf(own)));
  writeFileSync(
    `${folder}/expected`,
    Buffer.concat(wordsOf(new Map([...file, ...own])).toSorted(Buffer.compare)),
  );
});

function wordsOf(variables: Variables): Buffer[] {
  return [...variables].map(([name, value]) =>
    Buffer.concat([Buffer.from(`${name}=`), value, Buffer.from([0])]),
  );
}

/** A line as envfile reads it: in double quotes, with C escapes for what could not stand there. */
function lineOf(name: string, value: Buffer): Buffer {
  const quoted = value
    .toString("latin1")
    .replaceAll(/["\\]/g, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`);
  return Buffer.from(`${name}="${quoted}"\n`, "latin1");
}
