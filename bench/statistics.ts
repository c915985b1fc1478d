/** What a set of samples comes to: the median, and the tenth and ninetieth percentiles as its spread. */
export interface Summary {
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
}

/** The q-quantile (0 to 1) of samples in any order, interpolated between the two nearest. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) throw new RangeError("no samples");
  return below + (above - below) * (at - Math.floor(at));
}

export function summarise(samples: readonly number[]): Summary {
  return { median: quantile(samples, 0.5), p10: quantile(samples, 0.1), p90: quantile(samples, 0.9) };
}

/** A time or a size with three significant digits, or all those before the point. */
export function figure(value: number): string {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}
