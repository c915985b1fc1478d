import { expect, test } from "vitest";
import { decode } from "../../../src/ast/bytes.ts";
import { loadStages } from "../../../src/cli/stages.ts";
import { Notes } from "../../../src/emit/notes.ts";
import { emitTree } from "../../../src/emit/tree.ts";

test.for([
  ["chain", "execline"],
  ["shell", "sh"],
])("the author's notes arrive in %s", async ([name, language]) => {
  const files = emitTree(await loadStages("test/unit/emit/stages"), new Notes());
  const file = files.find(({ path }) => path === `/${name}`)!;
  await expect(decode(file.bytes)).toMatchFileSnapshot(`../../golden/notes/${name}.${language}`);
});
