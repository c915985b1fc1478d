import type { Test } from "../../ast/sh.ts";
import { CommandValue } from "./commands.ts";
import { shWord, type Text, type Word } from "./words.ts";

/** What `[` asks of one word: a string's emptiness, or a file. */
export type Unary =
  `-${"b" | "c" | "d" | "e" | "f" | "g" | "h" | "L" | "n" | "p" | "r" | "S" | "s" | "t" | "u" | "w" | "x" | "z"}`;

/** How `[` compares two integers. */
export type Comparison = "-eq" | "-ne" | "-gt" | "-ge" | "-lt" | "-le";

/** An integer, or an expansion that gives one. */
export type Numeric = number | `${number}` | Text;

/**
 * One question to `[`. Several are put together by `and`, `or` and `not`; `-a`, `-o` and what POSIX lacks do not exist.
 *
 *     test("-d", dir)            // [ -d "$dir" ]
 *     test(name, "=", "root")    // [ "$name" = root ]
 *     test(grace, "-gt", 0)      // [ "$grace" -gt 0 ]
 */
export function test(operator: Unary, word: Word): CommandValue<Test>;
export function test(left: Word, operator: "=" | "!=", right: Word): CommandValue<Test>;
export function test(left: Numeric, operator: Comparison, right: Numeric): CommandValue<Test>;
export function test(...words: readonly Word[]): CommandValue<Test> {
  return new CommandValue({ kind: "Test", words: words.map(shWord), redirects: [] });
}
