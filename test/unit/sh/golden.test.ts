import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { decode, encode } from "../../../src/ast/bytes.ts";
import { loadStages } from "../../../src/cli/stages.ts";
import { Notes } from "../../../src/emit/notes.ts";
import { printSh } from "../../../src/emit/sh.ts";
import { SHELLS } from "../../support/shells.ts";

const stages = await loadStages("test/unit/sh/scripts");
const scripts = stages.flatMap(({ stage }) => (stage.language === "sh" ? [stage] : []));

test.for(scripts)("$path is printed as a careful author would write it", async ({ path, tree }) => {
  const text = printSh(new Notes().annotate(tree));
  await expect(text).toMatchFileSnapshot(`../../golden/sh${path}.sh`);
});

test.for(scripts)("$path is what shellcheck and every shell take", ({ tree }) => {
  const input = encode(printSh(tree));
  const checks = [["shellcheck", "-s", "sh", "-"], ...Object.values(SHELLS).map((shell) => [...shell, "-n"])];
  for (const [program, ...args] of checks) {
    const { stdout, stderr, status } = spawnSync(program!, args, { input });
    expect({ program, said: decode(Buffer.concat([stdout, stderr])), status }).toEqual({
      program,
      said: "",
      status: 0,
    });
  }
});
