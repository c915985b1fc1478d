import type { Outcome } from "./scenario.ts";
import { quantile } from "./statistics.ts";

/** A figure that ignity is held to. */
export interface Target {
  readonly what: string;
  readonly asked: string;
  readonly seen: string;
  readonly met: boolean;
}

/** The targets whose figures are among `outcomes`. */
export function judge(outcomes: readonly Outcome[]): Target[] {
  const median = (id: string, figure: string, contender: string): number => {
    const samples = outcomes.find((o) => o.id === id)?.figures.find((f) => f.name === figure)?.samples[
      contender
    ];
    return samples ? quantile(samples, 0.5) : NaN;
  };
  const ratio = (what: string, limit: number, id: string, figure: string, to: string): Target => {
    const seen = median(id, figure, "ignity") / median(id, figure, to);
    return { what, asked: `<= ${limit} x ${to}`, seen: `${seen.toFixed(2)} x`, met: seen <= limit };
  };
  const count = (what: string, limit: number, figure: string): Target => {
    const seen = median("images", figure, "ignity");
    return { what, asked: limit ? `<= ${limit}` : "0", seen: `${seen}`, met: seen <= limit };
  };
  const perService = (contender: string) =>
    (median("images-100", "images in all", contender) - median("images-10", "images in all", contender)) / 90;
  const growth = perService("ignity");
  return [
    ratio("boot to CMD", 5, "life", "boot to CMD", "tini"),
    ratio("CMD exit to container exit", 12, "life", "CMD exit to exit", "tini"),
    count("process images started up to CMD", 12, "images to CMD"),
    count("failed execs", 0, "failed execs"),
    ratio("10 services all up", 1.4, "services-10", "all up", "s6-svscan"),
    ratio("100 services all up", 1.1, "services-100", "all up", "s6-svscan"),
    ratio("TERM to exit, 10 services", 1.3, "services-10", "TERM to exit", "s6-svscan"),
    ratio("PSS, 10 services", 1.02, "memory-10", "PSS", "s6-svscan"),
    ratio("PSS, 100 services", 1.02, "memory-100", "PSS", "s6-svscan"),
    {
      what: "process images a service adds",
      asked: "as s6-svscan",
      seen: growth.toFixed(2),
      met: growth <= perService("s6-svscan"),
    },
  ].filter(({ seen }) => !seen.startsWith("NaN"));
}
