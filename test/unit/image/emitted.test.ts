import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { decode } from "../../../src/ast/bytes.ts";
import { buildImage } from "../../../src/cli/image/load.ts";
import { lint } from "../../../src/lint/lint.ts";
import { SHELLS } from "../../support/shells.ts";

const IMAGE = "test/golden/image/image.ts";
const { files } = await buildImage(IMAGE);
const of = (language: string) => files.filter((file) => file.language === language);

test("an image becomes plain service directories", async () => {
  const text = files
    .map(({ path, mode, bytes }) => `=== ${path} ${mode.toString(8)}\n${decode(bytes)}`)
    .join("\n");
  await expect(text).toMatchFileSnapshot("../../golden/image/emitted.txt");
});

test.for(of("execline"))("$path has no finding of the linter", ({ path, bytes }) => {
  expect(lint(decode(bytes), path)).toEqual([]);
});

test.for(of("sh"))("$path is what shellcheck and every shell take", ({ bytes }) => {
  const checks = [["shellcheck", "-s", "sh", "-"], ...Object.values(SHELLS).map((shell) => [...shell, "-n"])];
  for (const [program, ...args] of checks) {
    const { stdout, stderr, status } = spawnSync(program!, args, { input: bytes });
    expect({ program, said: `${stdout}${stderr}`, status }).toEqual({ program, said: "", status: 0 });
  }
});
