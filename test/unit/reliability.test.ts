import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const page = readFileSync("docs/reliability.md", "utf8");
const cases = [...page.matchAll(/^ +- \[[\w-]+\]\(\.\.\/(\S+\.bats)\): (.*)$/gm)].map(
  ([, file, title]) => [file!, title!] as const,
);

test("each case that the page names is a test in containers", () => {
  expect(cases.length).toBeGreaterThan(100);
  expect(cases.filter(([file, title]) => !titles(file).has(title))).toEqual([]);
});

test("each promise has a case", () => {
  const promises = page.slice(0, page.indexOf("## What is not promised"));
  expect(promises.match(/^- .*\n(?! {2}- )/gm)).toBeNull();
});

function titles(file: string): ReadonlySet<string> {
  if (!existsSync(file)) return new Set();
  const written = readFileSync(file, "utf8").matchAll(/^@test "(.*)" \{$/gm);
  return new Set([...written].map(([, title]) => title!.replaceAll(/\\(.)/g, "$1")));
}
