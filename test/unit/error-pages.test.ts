import { globSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const pages = readdirSync("docs/errors");
const source = globSync("src/**/*.ts")
  .map((file) => readFileSync(file, "utf8"))
  .join("");

test("every code has its page, and every page its code", () => {
  const codes = new Set([...source.matchAll(/"(IG\d{3})"/g)].map(([, code]) => `${code}.md`));
  expect(pages.toSorted()).toEqual([...codes].toSorted());
});

test.for(pages)("%s begins with its code and what happened", (page) => {
  expect(readFileSync(`docs/errors/${page}`, "utf8")).toMatch(new RegExp(`^# ${page.slice(0, -3)}: \\S`));
});
