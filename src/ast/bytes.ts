/**
 * Text of a script as a JavaScript string that loses no byte.
 *
 * execline and sh read bytes, not characters. Valid UTF-8 becomes the characters it stands for; every byte
 * that is not part of valid UTF-8 becomes one lone surrogate, U+DC80 to U+DCFF (the byte is the low 8 bits).
 * `encode(decode(bytes))` is always `bytes`.
 */
export function decode(bytes: Uint8Array): string {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = whole.toString("utf8");
  if (Buffer.from(text, "utf8").equals(whole)) return text;
  return decodeLoosely(whole);
}

/** The bytes of a text made by {@link decode}, or of any well-formed string as UTF-8. */
export function encode(text: string): Uint8Array {
  if (text.isWellFormed()) return Buffer.from(text, "utf8");
  const parts: Buffer[] = [];
  let clean = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff && isLow(text.charCodeAt(i + 1))) {
      i++;
    } else if (unit >= 0xdc80 && unit <= 0xdcff) {
      parts.push(Buffer.from(text.slice(clean, i), "utf8"), Buffer.of(unit & 0xff));
      clean = i + 1;
    }
  }
  parts.push(Buffer.from(text.slice(clean), "utf8"));
  return Buffer.concat(parts);
}

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

function decodeLoosely(bytes: Buffer): string {
  let text = "";
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    text += length === 0 ? String.fromCharCode(0xdc00 | bytes[i]!) : bytes.toString("utf8", i, i + length);
    i += length || 1;
  }
  return text;
}

/** Length of the valid UTF-8 sequence at `at`, 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  const slice = bytes.subarray(at, at + length);
  if (length === 0 || slice.length < length) return 0;
  return Buffer.from(slice.toString("utf8"), "utf8").equals(slice) ? length : 0;
}
