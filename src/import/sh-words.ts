/** The words of one command of sh. */
export interface ShCommandLine {
  readonly words: readonly string[];
  /** `2>&1` stands among them. */
  readonly merges: boolean;
}

const TOKEN = /\s*(?:(2>&1)(?=\s|;|$)|((?:[\w@%+=:,./^-]|'[^']*'|"[^"$`\\]*")+)(?=\s|;|$))/y;

/** Reads a line of sh that is one command of literal words; undefined when there is more to it. */
export function shWords(line: string): ShCommandLine | undefined {
  const words: string[] = [];
  let merges = false;
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = TOKEN.exec(line); match; match = TOKEN.exec(line)) {
    end = TOKEN.lastIndex;
    if (match[1] !== undefined) merges = true;
    else words.push(match[2]!.replace(/'([^']*)'|"([^"]*)"/g, "$1$2"));
  }
  const [first = ""] = words;
  if (!/^\s*;?\s*$/.test(line.slice(end)) || /^[A-Za-z_]\w*=/.test(first)) return undefined;
  return { words, merges };
}
