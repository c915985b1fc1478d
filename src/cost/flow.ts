import { either, plus, type Starts } from "./starts.ts";

/**
 * What is started by the time that control leaves something, for each way in which it may; a way that is absent cannot
 * be taken. What ends a script with an exit code that says it failed is no way: a budget is of what succeeds.
 */
export interface Flow {
  /** What comes next runs. */
  readonly on?: Starts;
  /** The script ends, or is replaced. */
  readonly end?: Starts;
  /** The function ends. */
  readonly leave?: Starts;
  /** The turn of the loop ends. */
  readonly turn?: Starts;
}

const WAYS = ["on", "end", "leave", "turn"] as const;

/** One of them. */
export function branch(...flows: readonly Flow[]): Flow {
  return collect(flows.flatMap((flow) => WAYS.map((way) => [way, flow[way]] as const)));
}

/** One after the other, as far as each lets the next one run. */
export function sequence(...flows: readonly Flow[]): Flow {
  return flows.reduce((before, { on, ...ways }) => {
    const { on: reached, ...left } = before;
    return reached ? branch(left, after(reached, { ...ways, ...(on && { on }) })) : before;
  });
}

/** Whichever way it takes: what a process of its own costs those who wait for it. */
export function total(flow: Flow): Starts | undefined {
  return WAYS.map((way) => flow[way]).reduce(orElse, undefined);
}

/** The same flow with other ways; those of one name become one. */
export function renamed(flow: Flow, names: Partial<Record<keyof Flow, keyof Flow>>): Flow {
  return collect(WAYS.map((way) => [names[way] ?? way, flow[way]] as const));
}

/** What is started before comes on top in every way. */
export function after(before: Starts, flow: Flow): Flow {
  return collect(WAYS.map((way) => [way, flow[way] && plus(before, flow[way])] as const));
}

function collect(found: readonly (readonly [keyof Flow, Starts | undefined])[]): Flow {
  const flow: { -readonly [Way in keyof Flow]: Flow[Way] } = {};
  for (const [way, starts] of found) if (starts) flow[way] = orElse(flow[way], starts)!;
  return flow;
}

const orElse = (a: Starts | undefined, b: Starts | undefined): Starts | undefined =>
  a && b ? either(a, b) : (a ?? b);
