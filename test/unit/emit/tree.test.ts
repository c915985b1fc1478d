import { expect, test } from "vitest";
import { decode } from "../../../src/ast/bytes.ts";
import { run, script } from "../../../src/dsl/execline.ts";
import { text } from "../../../src/dsl/text.ts";
import { Notes } from "../../../src/emit/notes.ts";
import { emitTree, type Stage } from "../../../src/emit/tree.ts";

const emit = (...stages: readonly Stage[]) =>
  emitTree(
    stages.map((stage, i) => ({ stage, source: `src/stages/s${i}.ts` })),
    new Notes(),
  );
const refusal = (...stages: readonly Stage[]): string => {
  try {
    emit(...stages);
  } catch (error) {
    return (error as Error).message.replace(/^.*?(?=IG)/, "");
  }
  return "emitted";
};

test("files come in order of path, whatever the order of their sources", () => {
  const paths = ["/b", "/a/c", "/a-b", "/B"] as const;
  expect(emit(...paths.map((path) => text(path, ""))).map(({ path }) => path)).toEqual([
    "/B",
    "/a-b",
    "/a/c",
    "/b",
  ]);
});

test("a script names its source right after its interpreter, a text is written as it is", () => {
  const [hello, port] = emit(
    script("/hello", "-P", (x) => x.into(run("echo", "hello"))),
    text("/port", "80"),
  );
  expect(decode(hello!.bytes)).toBe(
    "#!/bin/execlineb -P\n# Code generated from src/stages/s0.ts; DO NOT EDIT.\n\necho hello\n",
  );
  expect(decode(port!.bytes)).toBe("80");
  expect([hello!.mode, port!.mode]).toEqual([0o755, 0o644]);
});

test("bytes that are not UTF-8 arrive as they are", () => {
  const [file] = emit(text("/raw", "\udcff\u00e9"));
  expect([...file!.bytes]).toEqual([0xff, 0xc3, 0xa9]);
});

test("two owners of a path are refused, and both sources named", () => {
  expect(refusal(text("/a", ""), text("/a", ""))).toBe(
    "IG040: /a of src/stages/s1.ts is in the way of /a of src/stages/s0.ts; give one of them another path",
  );
  expect(refusal(text("/a/b", ""), text("/a", ""), text("/a-", ""))).toBe(
    "IG040: /a/b of src/stages/s0.ts is in the way of /a of src/stages/s1.ts; give one of them another path",
  );
});

test.for(["/", "//a", "/a/", "/a/../b", "/./a", "/a\nb"] as const)("%j is refused as a path", (path) => {
  expect(refusal(text(path, ""))).toMatch(/^IG041: .* is no plain absolute path; /);
});

test("a path through a symlink of distributions is refused, and what to write is said", () => {
  expect(refusal(text("/bin/with-env", ""))).toBe(
    "IG042: /bin/with-env leads through /bin, which is a symlink in most distributions; " +
      "write it as /usr/bin/with-env",
  );
  expect(refusal(text("/library/a", ""))).toBe("emitted");
});
