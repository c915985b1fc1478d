/** A line of one text or of both: ` ` in both, `-` only in the first, `+` only in the second. */
export interface DiffLine {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** The lines of two texts, with as many as possible in both. */
export function diff(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [before, after].map((text) => text.trimEnd().split("\n"));
  const common = lengths(a!, b!);
  const lines: DiffLine[] = [];
  for (let i = 0, j = 0; i < a!.length || j < b!.length;) {
    if (i < a!.length && a![i] === b![j]) {
      lines.push({ mark: " ", text: a![i]! });
      i++;
      j++;
    } else if (i < a!.length && common[i + 1]![j]! >= (common[i]![j + 1] ?? -1)) {
      lines.push({ mark: "-", text: a![i++]! });
    } else lines.push({ mark: "+", text: b![j++]! });
  }
  return lines;
}

/** Only what changed, and as many lines around it; a gap is one line of dots. */
export function hunks(lines: readonly DiffLine[], around: number): readonly string[] {
  const isNear = (_: DiffLine, at: number): boolean =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ mark }) => mark !== " ");
  const shown: string[] = [];
  lines.forEach((line, at) => {
    if (isNear(line, at)) shown.push(`${line.mark} ${line.text}`.trimEnd());
    else if (shown.length > 0 && shown.at(-1) !== "  ...") shown.push("  ...");
  });
  return shown.at(-1) === "  ..." ? shown.slice(0, -1) : shown;
}

/** How many lines what is left of both has in common, from each line of the one and each of the other. */
function lengths(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i]![j] =
        a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    }
  }
  return table;
}
