import { basename } from "node:path";
import { parseArgs } from "node:util";
import { Complaint } from "./complaint.ts";
import { ignity, laidOut } from "./contender.ts";
import type { Contender } from "./contender.ts";
import { SCENARIOS } from "./scenarios/index.ts";
import type { Scenario } from "./scenario.ts";

export const USAGE = `usage: node bench/main.ts [OPTION]...

Runs ignity, other inits and process managers as PID 1 of fresh containers, in turn, and compares what they cost.
A whole run writes docs/performance.md, its JSON and its plots; one with --quick or --scenario only prints.

  --ignity DIR               ignity's root file system (default: generated)
  --against DIR[:SERVICES]   also any other init laid out in DIR as /init; SERVICES is where it finds its services
  --scenario NAME            only this one: ${SCENARIOS.map(({ name }) => name).join(", ")}; may be repeated
  --services N,...           numbers of services (default: 1,10,100,1000)
  --runs N                   rounds (default: 40)
  --quick                    8 rounds, 10 and 100 services, none that needs seconds
  --json                     prints the results as JSON
  --help
`;

export interface Options {
  readonly laidOut: readonly Contender[];
  readonly scenarios: readonly Scenario[];
  readonly services: readonly number[];
  readonly runs: number;
  readonly quick: boolean;
  readonly json: boolean;
  readonly help: boolean;
  /** Everything is measured, so that the document may be written. */
  readonly whole: boolean;
}

export function readOptions(args: string[]): Options {
  const { values } = parse(args);
  const { quick, json, help } = values;
  return {
    laidOut: [ignity(values.ignity), ...values.against.map(against)],
    scenarios: values.scenario.length ? values.scenario.map(scenario) : SCENARIOS,
    services: (values.services ?? (quick ? "10,100" : "1,10,100,1000"))
      .split(",")
      .map((n) => positive("services", n)),
    runs: positive("runs", values.runs ?? (quick ? "8" : "40")),
    quick,
    json,
    help,
    whole: !quick && values.scenario.length === 0,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        ignity: { type: "string", default: "generated" },
        against: { type: "string", multiple: true, default: [] },
        scenario: { type: "string", multiple: true, default: [] },
        services: { type: "string" },
        runs: { type: "string" },
        quick: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new Complaint((error as Error).message);
  }
}

function against(value: string): Contender {
  const [directory = "", services] = value.split(":");
  return laidOut(basename(directory), directory, services);
}

function scenario(name: string): Scenario {
  const found = SCENARIOS.find((s) => s.name === name);
  if (!found) throw new Complaint(`--scenario ${name}: one of ${SCENARIOS.map((s) => s.name).join(", ")}`);
  return found;
}

function positive(option: string, value: string): number {
  if (!/^[1-9]\d{0,4}$/.test(value)) throw new Complaint(`--${option} ${value}: a number from 1 to 99999`);
  return Number(value);
}
