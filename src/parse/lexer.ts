/** What {@link lex} finds, in the order of the text. Offsets are characters of the source; `end` is exclusive. */
export interface Sink {
  /** `plain` means it was written without quotes and escapes; otherwise its bytes may join to characters. */
  word(text: string, start: number, end: number, plain: boolean): void;
  open(start: number): void;
  close(start: number): void;
  /** From its `#` to the end of its line. */
  comment(start: number, end: number): void;
  /** A brace with a backslash after it: it is glued to what comes next, in front of that word's blanks. */
  glue(start: number): void;
  fault(fault: Fault, start: number, end: number): void;
}

export type Fault = "unclosed-quote" | "bad-number" | "lone-backslash";

const LF = 10;
const BLANK = 32;
const QUOTE = 34;
const HASH = 35;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

/** `\a \b \t \n \v \f \r` inside quotes. */
const NAMED: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  "\n": "",
};

/** In quotes: `\0x41`, `\0101` and `\65`, each the byte 65, or one escaped character. */
const ESCAPE = /\\(?:0x([0-9a-fA-F]{1,2})|0([0-7]{1,3})|([1-9][0-9]{0,2})|([^]))/g;

const NUMBER = /^\\(?:0x[0-9a-fA-F]{1,2}|0[0-7]{1,3}|[1-9][0-9]{0,2})$/;

/**
 * Reads a script as execlineb's lexer does: any character up to the blank is white space, a NUL ends the script, `#` at the
 * start of a word begins a comment, and a brace that stands alone opens or closes a block. After a fault it goes on,
 * so one pass tells them all.
 */
export function lex(source: string, sink: Sink): void {
  const nul = source.indexOf("\0");
  const end = nul === -1 ? source.length : nul;
  let at = 0;
  while (at < end) {
    const unit = source.charCodeAt(at);
    if (unit <= BLANK) {
      at++;
    } else if (unit === HASH) {
      const line = source.indexOf("\n", at);
      const stop = line === -1 || line > end ? end : line;
      sink.comment(at, stop);
      at = stop;
    } else if (unit === BACKSLASH && (at + 1 === end || source.charCodeAt(at + 1) === LF)) {
      at += 2;
    } else if ((unit === OPEN || unit === CLOSE) && source.charCodeAt(at + 1) === BACKSLASH) {
      sink.glue(at++);
    } else {
      at = lexWord(source, at, end, sink);
    }
  }
}

/** Reads the word at `at` and returns where it ends. */
function lexWord(source: string, at: number, end: number, sink: Sink): number {
  const start = at;
  let unit = source.charCodeAt(at);
  while (unit > BLANK && unit !== QUOTE && unit !== BACKSLASH) unit = source.charCodeAt(++at);
  if (!(unit === QUOTE || unit === BACKSLASH) || at >= end) {
    const first = source.charCodeAt(start);
    if (at - start === 1 && first === OPEN) sink.open(start);
    else if (at - start === 1 && first === CLOSE) sink.close(start);
    else sink.word(source.slice(start, at), start, at, true);
    return at;
  }
  let text = source.slice(start, at);
  while (at < end) {
    unit = source.charCodeAt(at);
    if (unit <= BLANK) break;
    if (unit === QUOTE) {
      const quoted = lexQuoted(source, at, end, sink);
      text += quoted.text;
      at = quoted.end;
    } else if (unit === BACKSLASH) {
      if (at + 1 === end) sink.fault("lone-backslash", at, end);
      else text += source[at + 1];
      at += 2;
    } else {
      const clean = at;
      do unit = source.charCodeAt(++at);
      while (unit > BLANK && unit !== QUOTE && unit !== BACKSLASH);
      text += source.slice(clean, at);
    }
  }
  at = Math.min(at, end);
  sink.word(text, start, at, false);
  return at;
}

/** Reads the quoted part whose opening quote is at `start`; one that is never closed ends with its line. */
function lexQuoted(source: string, start: number, end: number, sink: Sink): { text: string; end: number } {
  const close = closingQuote(source, start + 1, end);
  if (close === -1) {
    const line = source.indexOf("\n", start);
    const stop = line === -1 || line > end ? end : line;
    sink.fault("unclosed-quote", start, stop);
    return { text: source.slice(start + 1, stop), end: stop };
  }
  const text = source.slice(start + 1, close).replace(ESCAPE, (whole, hex, octal, decimal, other, at) => {
    if (other !== undefined && other !== "0") return NAMED[other] ?? other;
    const byte = hex ? parseInt(hex, 16) : octal ? parseInt(octal, 8) : Number(decimal ?? 0);
    if (byte > 0 && byte < 256) return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 | byte);
    sink.fault("bad-number", start + 1 + at, start + 1 + at + whole.length);
    return "";
  });
  return { text, end: Math.min(close + 1, end) };
}

/** Where the quoted part ends that goes on at `at`. A number that ends the script ends it too, as in execlineb. */
function closingQuote(source: string, at: number, end: number): number {
  let escape = end;
  for (; at < end; at++) {
    const unit = source.charCodeAt(at);
    if (unit === QUOTE) return at;
    if (unit === BACKSLASH) escape = at++;
  }
  return NUMBER.test(source.slice(escape, end)) ? end : -1;
}
