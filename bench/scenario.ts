import { Complaint } from "./complaint.ts";
import type { Containers } from "./container.ts";
import type { Contender } from "./contender.ts";

export interface Bench {
  readonly containers: Containers;
  readonly contenders: readonly Contender[];
  /** Rounds of the cheapest scenario; the dearer ones take a part of it. */
  readonly runs: number;
  /** Numbers of services. */
  readonly services: readonly number[];
  /** A directory for passing files. */
  readonly scratch: string;
  readonly progress: (done: string) => void;
}

/** One figure of an outcome, for each contender (or what stands in its place) that gave it. */
export interface Figure {
  readonly name: string;
  readonly unit: "ms" | "kB" | "";
  /** Whose median the others are divided by. */
  readonly reference?: string;
  readonly samples: Readonly<Record<string, readonly number[]>>;
}

/** What becomes one table. */
export interface Outcome {
  readonly id: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Lines that stand below the table. */
  readonly remarks?: readonly string[];
}

export interface Scenario {
  readonly name: string;
  readonly run: (bench: Bench) => Promise<readonly Outcome[]>;
}

/**
 * Calls `once` for every contender in every round, so that what disturbs the machine for a while disturbs all of them
 * alike; who begins changes from round to round. A round before the first warms the page cache, and is `undefined`. Those
 * that need seconds are called twice only, and need no warming; one that does not end is told of and called no more.
 */
export async function interleave<T extends Contender>(
  contenders: readonly T[],
  rounds: number,
  once: (contender: T, round: number | undefined) => Promise<void>,
): Promise<void> {
  const isSlow = ({ services }: T): boolean => services?.slow ?? false;
  const failed = new Set<T>();
  const call = async (contender: T, round: number): Promise<void> => {
    try {
      await once(contender, round);
    } catch (error) {
      if (!isSlow(contender) || !(error instanceof Complaint)) throw error;
      failed.add(contender);
      console.error(`bench: ${contender.name} is left out: ${error.message.split("\n")[0]}`);
    }
  };
  for (const contender of contenders) if (!isSlow(contender)) await once(contender, undefined);
  for (let round = 0; round < rounds; round++) {
    const first = round % contenders.length;
    for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      const takesPart = !isSlow(contender) || round % Math.ceil(rounds / 2) === 0;
      if (takesPart && !failed.has(contender)) await call(contender, round);
    }
  }
}

/** Samples by figure and contender, in the order in which they first came. */
export class Samples {
  readonly #byFigure = new Map<string, Record<string, number[]>>();

  add(contender: string, values: Readonly<Record<string, number>>): void {
    for (const [figure, value] of Object.entries(values)) {
      const samples = this.#byFigure.get(figure) ?? {};
      this.#byFigure.set(figure, samples);
      (samples[contender] ??= []).push(value);
    }
  }

  figures(unit: Figure["unit"], reference?: string): Figure[] {
    return [...this.#byFigure].map(([name, samples]) => ({
      name,
      unit,
      samples,
      ...(reference && { reference }),
    }));
  }
}
