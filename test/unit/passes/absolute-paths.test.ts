import { expect, test } from "vitest";
import { absolutePaths } from "../../../src/passes/absolute-paths.ts";
import { oneLine } from "../../support/pass.ts";

const DEBIAN = "#!/usr/lib/execline/bin/execlineb -P";

test("programs of execline and s6 are named by their paths, wherever they stand", () => {
  const script = `${DEBIAN}\nforeground { s6-svok . } case x { y { if { t } a } } "exit" 3`;
  expect(oneLine(absolutePaths, script)).toBe(
    `${DEBIAN} /usr/lib/execline/bin/foreground { /usr/bin/s6-svok . } /usr/lib/execline/bin/case x { y { /usr/lib/execline/bin/if { t } a } } /usr/lib/execline/bin/exit 3`,
  );
});

test("directives and words are none", () => {
  const script = `${DEBIAN}\nmultisubstitute { define a x } forx i { if } echo if`;
  expect(oneLine(absolutePaths, script)).toBe(
    `${DEBIAN} /usr/lib/execline/bin/multisubstitute { define a x } /usr/lib/execline/bin/forx i { if } echo if`,
  );
});

test.for(["#!/bin/execlineb -P a", "#!/usr/bin/execlineb -P cd / a", "cd / a"])(
  "%s does not tell where they are",
  (script) => expect(oneLine(absolutePaths, script.replace("-P ", "-P\n"))).toBe(script),
);
