/** Characters that are only themselves anywhere in a word. */
const BARE = /^[A-Za-z0-9_.,:=@%+/!-]+$/;
/** Words of the shell's own. Some tools take them for that wherever they stand. */
const RESERVED = new Set("if then else elif fi do done case esac while until for in".split(" "));
/** What would make of the first word of a command another thing: an assignment, a negation. */
const NO_NAME = /=|^!$/;
/** What single quotes cannot hold, or tools take for a mistake: an expansion (SC2016), an escaped quote (SC1003). */
const NOT_SINGLY = /'|\$[{(0-9A-Za-z_]|`[^`]+`|\\$/;

/**
 * Literal text as one word of sh, in the plainest form that is safe: bare, in double quotes without escapes, in
 * single quotes, or in double quotes with escapes.
 */
export function quoteSh(text: string, place: "argument" | "command" = "argument"): string {
  if (isBare(text) && !RESERVED.has(text) && !(place === "command" && NO_NAME.test(text))) return text;
  if (!/[\\$`"]/.test(text)) return `"${text}"`;
  if (!NOT_SINGLY.test(text)) return `'${text}'`;
  return `"${escapeInQuotes(text)}"`;
}

export const isBare = (text: string): boolean => BARE.test(text);

/** Text between double quotes, inside of an expansion or not. A backslash is only itself before most characters. */
export const escapeInQuotes = (text: string): string => text.replace(/[$`"]|\\(?=[\\$`"}\n]|$)/g, "\\$&");

/** Text of the word of `-` and `+` in an expansion, which itself is between double quotes. */
export const escapeInBraces = (text: string): string => text.replace(/[\\$`"}]/g, "\\$&");

/** Text of a here-document that has expansions. */
export const escapeInHereDocument = (text: string): string => text.replace(/[\\$`]/g, "\\$&");

/** Anything between single quotes, as what a `trap` does is. */
export const quoteSingly = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
