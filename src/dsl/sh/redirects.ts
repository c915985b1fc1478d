import { IgnityError } from "../../ast/diagnostic.ts";
import type { Redirect } from "../../ast/sh.ts";
import { callSite } from "../call-site.ts";
import { partsOf, shWord, type Word } from "./words.ts";

/** The number of a file descriptor. */
export type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** An open file descriptor, where a file could be named too. */
export class Fd {
  readonly fd: Digit;
  constructor(fd: Digit) {
    this.fd = fd;
  }
}

/** An open descriptor as the place to read from or write to: `.to(fd(3))` is `>&3`. */
export const fd = (number: Digit): Fd => new Fd(number);
export const stdin = fd(0);
export const stdout = fd(1);
export const stderr = fd(2);

/** Redirections, applied in the order they are written. */
export abstract class Redirectable {
  /** Adds one: to itself if it was recorded, to a copy if it is a value. */
  protected abstract redirect(redirect: Redirect): this;

  /** `>file`, `>&2` for `stderr`; of another descriptor than 1, `3>file`. */
  to(target: Word | Fd, number: Digit = 1): this {
    return this.redirect(target instanceof Fd ? dup(">&", number, target.fd) : file(">", number, target));
  }
  /** `>>file` */
  append(target: Word, number: Digit = 1): this {
    return this.redirect(file(">>", number, target));
  }
  /** `<file`, `<&3` for `fd(3)`; to another descriptor than 0, `3<file`. */
  from(source: Word | Fd, number: Digit = 0): this {
    return this.redirect(source instanceof Fd ? dup("<&", number, source.fd) : file("<", number, source));
  }
  /** `<>file` */
  readWrite(target: Word, number: Digit = 0): this {
    return this.redirect(file("<>", number, target));
  }
  /** `2>file`, `2>&1` for `stdout`. */
  stderr(target: Word | Fd): this {
    return this.to(target, 2);
  }
  /** `>/dev/null 2>&1` */
  silent(): this {
    return this.to("/dev/null").stderr(stdout);
  }
  /** `3>&-` */
  close(number: Digit): this {
    return this.redirect({ kind: "DupRedirect", operator: ">&", fd: number, source: "-" });
  }
  /** `<<EOF`, its text on the lines below. It ends in a newline; expansions in it are written with `word`. */
  here(text: Word, number: Digit = 0): this {
    const last = partsOf(text).at(-1);
    if (typeof last !== "string" || !last.endsWith("\n")) {
      throw new IgnityError(
        "IG029",
        "a here-document does not end in a newline",
        "end its text with one, or print the text by printf",
        callSite(),
      );
    }
    return this.redirect({ kind: "HereDocument", fd: number, text: shWord(text) });
  }
}

const file = (operator: "<" | ">" | ">>" | "<>", number: Digit, target: Word): Redirect => ({
  kind: "FileRedirect",
  operator,
  fd: number,
  target: shWord(target),
});

const dup = (operator: "<&" | ">&", number: Digit, source: Digit): Redirect => ({
  kind: "DupRedirect",
  operator,
  fd: number,
  source,
});
