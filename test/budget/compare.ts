import { PARTS, type Cost, type Costs } from "./costs.ts";

/**
 * How far calls and bytes may be from the budget, in % of it and at least. Who waits for whom, and the lines of /proc
 * that a shell reads a byte at a time, make them differ by some from run to run; processes are the same in every run.
 */
const TOLERANCE = 2;
const LEAST = 10;

const EXACT = ["images", "forks"] as const;
const ABOUT = ["calls", "written"] as const;
const LISTS = ["processes", "failed"] as const;

/** A line for each count that is not what the budget says, in the order of the budget; then those with no budget. */
export function compare(
  budget: Readonly<Record<string, Costs>>,
  counted: Readonly<Record<string, Costs>>,
): readonly string[] {
  return Object.keys({ ...budget, ...counted }).flatMap((name) => {
    const [old, now] = [budget[name], counted[name]];
    if (!old || !now) return [`${name}: ${old ? "is counted no more" : "has no budget"}`];
    return PARTS.flatMap((part) =>
      differences(old[part], now[part]).map((line) =>
        line.startsWith(" ") ? line : `${name}, ${part}: ${line}`,
      ),
    );
  });
}

function differences(old: Cost, now: Cost): readonly string[] {
  return [
    ...EXACT.filter((count) => old[count] !== now[count]).map(
      (count) => `${count}: ${old[count]} -> ${now[count]}`,
    ),
    ...ABOUT.filter(
      (count) => Math.abs(now[count] - old[count]) > Math.max(LEAST, (TOLERANCE / 100) * old[count]),
    ).map(
      (count) => `${count}: ${old[count]} -> ${now[count]} (up to ${TOLERANCE} % or ${LEAST} is allowed)`,
    ),
    ...LISTS.flatMap((list) => changed(list, old[list], now[list])),
  ];
}

function changed(list: string, old: readonly string[], now: readonly string[]): readonly string[] {
  if (old.join("\n") === now.join("\n")) return [];
  return [`${list}:`, ...old.map((line) => `  - ${line}`), ...now.map((line) => `  + ${line}`)];
}
