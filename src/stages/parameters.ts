import { ENVIRONMENT, type EnvName, type Parameter } from "../dsl/environment.ts";
import { env, pattern, read, test, when, word, type Fn, type Sh, type Word } from "../dsl/sh.ts";
import type { PatternLike } from "../dsl/sh/patterns.ts";
import { complain } from "./messages.ts";
import { forget } from "./shell-variables.ts";

const NAMES = Object.keys(ENVIRONMENT) as EnvName[];

interface Rule {
  /** What a value must not look like. */
  readonly refused: readonly [PatternLike, ...PatternLike[]];
  readonly allowed: string;
}

/** A parameter of a kind that is not here is not checked at boot. */
export const RULES = {
  milliseconds: {
    refused: ["", pattern`*[!0-9]*`, pattern`0?*`, pattern`??????????*`],
    allowed: "a number of milliseconds from 0 to 999999999",
  },
  switch: { refused: ["", pattern`*[!01]*`, pattern`??*`], allowed: "0 or 1" },
  level: { refused: ["", pattern`*[!012]*`, pattern`??*`], allowed: "0, 1 or 2" },
  id: {
    refused: ["", pattern`*[!0-9]*`, pattern`0?*`, pattern`[4-9]?????????`, pattern`???????????*`],
    allowed: "a number from 0 to 3999999999",
  },
  names: {
    refused: [pattern`*[!A-Za-z0-9_,]*`, pattern`[0-9]*`, pattern`*,[0-9]*`],
    allowed: "names of variables, with commas between",
  },
  path: { refused: ["", pattern`[!/]*`, "/"], allowed: "an absolute path, and not /" },
} satisfies Partial<Record<Parameter["kind"], Rule>>;

/** `check_parameters`: refuses a parameter with a value that is not allowed, by one line and exit code 100. */
export function checkFn(s: Sh): Fn {
  const refuse = s.fn("refuse", (s, argv) => {
    complain(s, "%s='%s' is not allowed: it must be %s", argv[1], argv[2], argv[3]);
    s.exit(100);
  });
  const kinds = Object.entries(RULES).map(([kind, rule]) => ({ kind, check: kindFn(s, kind, rule, refuse) }));
  return s.fn("check_parameters", (s) => {
    for (const { kind, check } of kinds) {
      for (const name of NAMES.filter((name) => ENVIRONMENT[name].kind === kind)) {
        s.call(check, name, env(name));
      }
    }
  });
}

function kindFn(s: Sh, kind: string, rule: Rule, refuse: Fn): Fn {
  return s.fn(kind, (s, argv) => {
    s.case(
      argv[2],
      when(rule.refused, (s) => s.call(refuse, argv[1], argv[2], rule.allowed)),
    );
  });
}

/**
 * Takes over what files of variables say of PATH and the parameters: `dir` has a file for each variable that is set.
 * IGNITY_RUN_DIR is where that is, so it must come from the container's own variables.
 */
export function importParameters(s: Sh, dir: Word): void {
  const parameters = NAMES.filter((name) => name !== "IGNITY_RUN_DIR");
  const value = s.var("value");
  s.for("name", ["PATH", ...parameters], (s, name) => {
    s.if(test("-e", word`${dir}/${name}`), (s) => {
      const more = s.var("more");
      s.group((s) => {
        s.do(read(value).with({ IFS: "" }));
        // No parameter has two lines, so the check that follows refuses them.
        s.and(read(more).with({ IFS: "" }), (s) => s.set(value, word`${value}\n${more}`));
      }).from(word`${dir}/${name}`);
      s.run("export", word`${name}=${value}`);
    });
  });
  forget(s, value.name);
}
