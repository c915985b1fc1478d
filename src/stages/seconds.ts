import { arith, word, type Text } from "../dsl/sh.ts";

/** Milliseconds as the decimal seconds that sleep and timeout take. */
export function seconds(ms: Text): Text {
  return word`${arith`${ms} / 1000`}.${arith`${ms} / 100 % 10`}${arith`${ms} / 10 % 10`}${arith`${ms} % 10`}`;
}
