import {
  arith,
  env,
  envOf,
  pattern,
  run,
  stderr,
  test,
  when,
  word,
  type Command,
  type Sh,
  type Var,
} from "../dsl/sh.ts";
import type { Stage } from "../emit/tree.ts";
import { ETC } from "../stages/paths.ts";
import { stepsOf, type Step } from "./directory.ts";
import type { Written } from "./graph.ts";
import { checkVariable } from "./names.ts";
import { checkNumber } from "./numbers.ts";
import type { Condition } from "./service.ts";

/** An init script that decides at boot whether a service runs, and how many of it: after those of the author's. */
export function bootScriptOf(unit: Written, names: readonly string[]): readonly Stage[] {
  const instances = unit.kind === "service" ? unit.options.instances : undefined;
  const { enabledIf } = unit.options;
  const steps = [
    ...(enabledIf === undefined ? [] : disabling(unit, names, enabledIf)),
    ...(typeof instances === "object" ? copying(unit, instances) : []),
  ];
  return steps.length === 0 ? [] : [stepsOf(bootScriptPath(unit), steps, unit.position)];
}

export const bootScriptPath = (unit: Written): `/${string}` => `${ETC}/init/99-service-${unit.name}`;

const services = word`${env("IGNITY_RUN_DIR")}/services`;

function disabling(unit: Written, names: readonly string[], condition: Condition): readonly Step[] {
  checkVariable(condition.env, "", unit.position);
  return [
    {
      note: "Where this is not so it is left down.",
      add: (s) =>
        s.or(holds(condition), (s) => {
          for (const name of names) s.run(":").to(word`${services}/${name}/down`);
        }),
    },
  ];
}

function holds(condition: Condition): Command {
  const value = envOf(condition.env);
  if ("equals" in condition) return test(value, "=", condition.equals);
  if ("differs" in condition) return test(value, "!=", condition.differs);
  return test(condition.isSet ? "-n" : "-z", value);
}

/** At most three digits, so that a typing error does not fill the machine. */
function copying(unit: Written, instances: { readonly env: string; readonly default: number }) {
  checkVariable(instances.env, "", unit.position);
  checkNumber(instances.default, 0, 999, "the number of instances", unit.position);
  let count: Var;
  return [
    { add: (s: Sh) => (count = s.set("count", envOf(instances.env).ifUnset(instances.default))) },
    {
      add: (s: Sh) =>
        s.case(
          count,
          when(["", pattern`*[!0-9]*`, pattern`0?*`, pattern`????*`], (s) => {
            s.printf(
              "ignity: %s='%s' is not allowed: it must be a number from 0 to 999\n",
              instances.env,
              count,
            ).to(stderr);
            s.exit(100);
          }),
        ),
    },
    {
      note: "One directory for each, with its number as a variable; what the image has is their pattern.",
      add: (s: Sh) => s.or(run("cd", services), run("exit", 111)),
    },
    { add: (s: Sh) => s.run("mkdir", word`${unit.name}/env`) },
    {
      add: (s: Sh) =>
        s.while(test(count, "-gt", 0), (s) => {
          s.run("echo", count).to(word`${unit.name}/env/INSTANCE`);
          s.run("cp", "-RP", unit.name, word`${unit.name}-${count}`);
          s.set(count, arith`${count} - 1`);
        }),
    },
    { add: (s: Sh) => s.run("rm", "-r", unit.name) },
  ] satisfies readonly Step[];
}
