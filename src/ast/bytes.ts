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
  const units = new Uint16Array(bytes.length);
  let count = 0;
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes, i);
    const lead = bytes[i]!;
    if (length < 2) units[count++] = length === 1 ? lead : 0xdc00 | lead;
    else {
      let point = lead & (0x7f >> length);
      for (let k = 1; k < length; k++) point = (point << 6) | (bytes[i + k]! & 0x3f);
      if (length === 4) units[count++] = 0xd7c0 + (point >> 10);
      units[count++] = length === 4 ? 0xdc00 | (point & 0x3ff) : point;
    }
    i += length || 1;
  }
  return Buffer.from(units.buffer, 0, count * 2).toString("utf16le");
}

/** Length of the valid UTF-8 sequence at `at`, 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return isTail(second) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const valid = second >= (lead === 0xe0 ? 0xa0 : 0x80) && second <= (lead === 0xed ? 0x9f : 0xbf);
    return valid && isTail(bytes[at + 2]) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const valid = second >= (lead === 0xf0 ? 0x90 : 0x80) && second <= (lead === 0xf4 ? 0x8f : 0xbf);
    return valid && isTail(bytes[at + 2]) && isTail(bytes[at + 3]) ? 4 : 0;
  }
  return 0;
}

const isTail = (byte = 0): boolean => byte >> 6 === 0b10;
