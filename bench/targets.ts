import { READY_MS, WAVES } from "./scenarios/order.ts";
import type { Outcome } from "./scenario.ts";
import { quantile } from "./statistics.ts";

/** A figure that ignity is held to. */
export interface Target {
  readonly what: string;
  readonly asked: string;
  readonly seen: string;
  readonly met: boolean;
}

/** Medians of what was measured; NaN where it was not. */
class Medians {
  readonly #outcomes: readonly Outcome[];

  constructor(outcomes: readonly Outcome[]) {
    this.#outcomes = outcomes;
  }

  of(id: string, figure: string, contender: string): number {
    const outcome = this.#outcomes.find((o) => o.id === id);
    const samples = outcome?.figures.find((f) => f.name === figure)?.samples[contender];
    return samples ? quantile(samples, 0.5) : NaN;
  }

  /** ignity's, by another contender's. */
  ratio(what: string, limit: number, id: string, figure: string, to: string): Target {
    const seen = this.of(id, figure, "ignity") / this.of(id, figure, to);
    return { what, asked: `<= ${limit} x ${to}`, seen: `${seen.toFixed(2)} x`, met: seen <= limit };
  }

  count(what: string, limit: number, figure: string): Target {
    const seen = this.of("images", figure, "ignity");
    return { what, asked: limit ? `<= ${limit}` : "0", seen: `${seen}`, met: seen <= limit };
  }

  /** By how much a figure grows with a service, from some to many of them. */
  perService(id: string, figure: string, contender: string, some: number, many: number): number {
    const of = (n: number) => this.of(`${id}-${n}`, figure, contender);
    return (of(many) - of(some)) / (many - some);
  }
}

/** A service in a wave waits for all those below to be ready, one after the other. */
function inWaves(medians: Medians): Target {
  const alone = medians.of("order", "all up", "no needs") + (WAVES - 1) * READY_MS;
  const seen = medians.of("order", "all up", "10 waves") / alone;
  return {
    what: "100 services in 10 waves all up",
    asked: "<= 1.3 x without needs, plus what they take to be ready",
    seen: `${seen.toFixed(2)} x`,
    met: seen <= 1.3,
  };
}

const measured = ({ seen }: Target): boolean => !seen.startsWith("NaN");

/** What ignity is held to, as far as it was measured. */
export function judge(outcomes: readonly Outcome[]): Target[] {
  const medians = new Medians(outcomes);
  const growth = (contender: string) => medians.perService("images", "images in all", contender, 10, 100);
  return [
    medians.ratio("boot to CMD", 5, "life", "boot to CMD", "tini"),
    medians.ratio("CMD exit to container exit", 12, "life", "CMD exit to exit", "tini"),
    medians.count("process images started up to CMD", 12, "images to CMD"),
    medians.count("failed execs", 0, "failed execs"),
    medians.ratio("10 services all up", 1.4, "services-10", "all up", "s6-svscan"),
    medians.ratio("100 services all up", 1.1, "services-100", "all up", "s6-svscan"),
    medians.ratio("TERM to exit, 10 services", 1.3, "services-10", "TERM to exit", "s6-svscan"),
    inWaves(medians),
    medians.ratio("PSS, 10 services", 1.02, "memory-10", "PSS", "s6-svscan"),
    medians.ratio("PSS, 100 services", 1.02, "memory-100", "PSS", "s6-svscan"),
    {
      what: "process images a service adds",
      asked: "as s6-svscan",
      seen: growth("ignity").toFixed(2),
      met: growth("ignity") <= growth("s6-svscan"),
    },
  ].filter(measured);
}

/** What ignity reaches for beyond that, as far as it was measured. */
export function reach(outcomes: readonly Outcome[]): Target[] {
  const medians = new Medians(outcomes);
  // A container of runit's with a trivial service, from its begin to its end: runsvdir sleeps a second first.
  const slept =
    medians.of("services-1", "all up", "runit") + medians.of("services-1", "TERM to exit", "runit");
  const life = medians.of("life", "whole life", "ignity") / slept;
  const memory = (contender: string) => Math.round(medians.perService("memory", "PSS", contender, 100, 1000));
  return [
    medians.ratio("boot to CMD", 4, "life", "boot to CMD", "tini"),
    {
      what: "whole life of a trivial CMD, by 1 service up and down of runit's",
      asked: "<= 0.01 x, for runit sleeps 1 s",
      seen: `${life.toFixed(4)} x`,
      met: life <= 0.01,
    },
    medians.ratio("1000 services all up", 1.05, "services-1000", "all up", "s6-svscan"),
    medians.ratio("TERM to exit, 1000 services", 1.2, "services-1000", "TERM to exit", "s6-svscan"),
    {
      what: "PSS a service adds, from 100 to 1000",
      asked: `<= s6-supervise's ${memory("s6-svscan")} kB`,
      seen: `${memory("ignity")} kB`,
      met: memory("ignity") <= memory("s6-svscan"),
    },
  ].filter(measured);
}
