import { run, stderr, test, type Positionals, type Words } from "../dsl/sh.ts";
import type { Stage } from "../emit/tree.ts";
import { LIB } from "../stages/paths.ts";
import { chainOf, directoryOf, stepsOf, type Step } from "./directory.ts";
import type { Written } from "./graph.ts";
import type { AtMost } from "./service.ts";
import { checkNumber } from "./numbers.ts";
import { wholeSeconds } from "./units.ts";

/** Whether it is started again, and what becomes of the container when it is not. */
export interface Ending {
  readonly policy: "always" | "on-failure" | "never";
  readonly atMost?: AtMost;
  /** Whether the container stops when it stays down by itself. */
  readonly stops: boolean;
  readonly isMain: boolean;
}

/** What a service says of its end, with what is so when it says nothing. */
export function endingOf(unit: Written, isMain: boolean): Ending {
  const isOneshot = unit.kind === "oneshot";
  const stops = isMain || (unit.options.essential ?? isOneshot);
  const restart = unit.options.restart ?? (stops || isOneshot ? "never" : "always");
  if (typeof restart === "string") return { policy: restart, stops, isMain };
  const { policy, atMost } = restart;
  return { policy, ...(atMost && { atMost }), stops, isMain };
}

/** The script `finish`, where there is anything to be decided or done when it has ended. */
export function finishOf(unit: Written, name: string, ending: Ending): readonly Stage[] {
  const directory = directoryOf(name);
  const body = unit.kind === "service" ? unit.options.finish : undefined;
  const steps = unit.kind === "oneshot" ? ofOneshot(unit, ending) : ofService(unit, ending);
  if (steps.length === 0)
    return body === undefined ? [] : chainOf(`${directory}/finish`, [], body, unit.position);
  const own: `/${string}` = `${directory}/data/finish`;
  const before: readonly Step[] =
    body === undefined ? [] : [{ add: (s, argv) => s.run(own, argv.all) } satisfies Step];
  return [
    stepsOf(`${directory}/finish`, [...before, ...steps], unit.position),
    ...(body === undefined ? [] : chainOf(own, [], body, unit.position)),
  ];
}

const NOT_MISSED = "It has ended as it should, and nobody is to miss it.";

const notMissed: Step = {
  note: NOT_MISSED,
  add: (s, argv) => s.or(test(argv[1], "-ne", 0), run(":").to("down")),
};

function ofService(unit: Written, ending: Ending): readonly Step[] {
  const { policy, atMost, stops } = ending;
  const asItShould: Step = {
    note: stops ? "It has ended as it should, and the container with it." : NOT_MISSED,
    add: (s, argv) =>
      s.or(test(argv[1], "-ne", 0), (s) => {
        if (!stops) s.run(":").to("down");
        s.do(run(...lastWords(ending, stops, argv)));
      }),
  };
  if (policy === "never") return stops ? [last(ending, true)] : [notMissed, last(ending, false)];
  return [...(policy === "on-failure" ? [asItShould] : []), ...(atMost ? limited(atMost, unit, ending) : [])];
}

function ofOneshot(unit: Written, ending: Ending): readonly Step[] {
  const steps: readonly Step[] = [
    {
      note: "It was told to stop, or to do it again.",
      add: (s, argv) => s.or(test(argv[1], "-ne", 256), run("exit", 0)),
    },
    { add: (s, argv) => s.printf(`ignity: oneshot ${unit.name}: exit code %s\n`, argv[1]).to(stderr) },
  ];
  if (ending.policy === "never") return [...steps, last(ending, ending.stops)];
  return ending.atMost ? [...steps, ...limited(ending.atMost, unit, ending)] : steps;
}

/** Deaths by TERM are not counted: that is how it is told to stop. */
const CRASHES = "ABRT ALRM BUS FPE HUP ILL INT KILL PIPE QUIT SEGV SYS TRAP USR1 USR2 XCPU XFSZ".split(" ");

function limited({ times, within, otherwise }: AtMost, unit: Written, ending: Ending): readonly Step[] {
  const seconds = wholeSeconds(within, unit.position);
  const codes = ending.policy === "always" ? "0-255" : "1-255";
  const events = [codes, ...CRASHES.map((signal) => `SIG${signal}`)].join(",");
  const stops = ending.stops || otherwise === "stopContainer";
  checkNumber(times, 1, 4095, "the number of ends", unit.position);
  const count: Step = {
    note: `Unless it has ended so ${times} times within ${seconds} s it is started again.`,
    add: (s) =>
      s.and(run("s6-permafailon", seconds, times, events, "true").stderr("/dev/null"), run("exit", 0)),
  };
  const outcome = stops ? "the container with it" : "stays down";
  const tell: Step = {
    add: (s) => s.printf(`ignity: service ${unit.name} has ended too often and ${outcome}\n`).to(stderr),
  };
  return [count, tell, last(ending, stops)];
}

/** What is done when it is not started again: to s6-supervise, 125 says so. */
const last = (ending: Ending, stops: boolean): Step => ({
  note: stops ? "The container ends with its code." : "It stays down.",
  add: (s, argv) => s.do(run(...lastWords(ending, stops, argv))),
});

function lastWords({ isMain }: Ending, stops: boolean, argv: Positionals): readonly [Words, ...Words[]] {
  if (!stops) return ["exit", 125];
  return ["exec", `${LIB}/end-container`, argv[1], argv[2], ...(isMain ? ["main"] : [])];
}
