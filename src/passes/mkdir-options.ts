/**
 * How many of the arguments of a `mkdir` are options, and whether a `--` comes after them. Only `-p` and `-m MODE` are
 * known. `texts` has nothing where an argument is not literal.
 */
export function mkdirOptions(texts: readonly (string | undefined)[]): { count: number; hasDashes: boolean } {
  let count = 0;
  for (let text = texts[count]; text !== undefined; text = texts[count]) {
    if (/^-p?m$/.test(text)) count += 2;
    else if (/^-(?:p|p?m.+)$/.test(text)) count++;
    else break;
  }
  return { count, hasDashes: texts[count] === "--" };
}
