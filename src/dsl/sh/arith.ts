import { Script } from "node:vm";
import { IgnityError } from "../../ast/diagnostic.ts";
import { callSite } from "../call-site.ts";
import { interleave, Text } from "./words.ts";

/**
 * Integer arithmetic. The holes are variables, numbers, or other arithmetic, which is put in parentheses.
 *
 *     arith`${ms} / 1000`        // $((ms / 1000))
 *     arith`${argv[1]} + 128`    // $(($1 + 128))
 */
export function arith(strings: TemplateStringsArray, ...holes: readonly (number | Text)[]): Text {
  checkExpression(strings.join(" v "));
  const operands = holes.map((hole) => (typeof hole === "number" && hole < 0 ? `(${hole})` : hole));
  return new Text([{ kind: "Arithmetic", parts: interleave(strings, operands, (text) => [text]) }]);
}

/** The operators and numbers that every POSIX shell takes: no `++`, `--`, `**`, `,` and no assignment. */
const PORTABLE = /^(?:\s|v|0x[0-9a-fA-F]+|\d+|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%()<>!&|^~?:])*$/;
const DOUBLED = /\+\+|--|\*\*/;

function checkExpression(expression: string): void {
  if (PORTABLE.test(expression) && !DOUBLED.test(expression) && isExpression(expression)) return;
  throw new IgnityError(
    "IG028",
    `${JSON.stringify(expression.replaceAll(" v ", "${...}").trim())} is not portable arithmetic`,
    "write an expression of numbers and POSIX operators, variables as ${...}, and store its value by s.set",
    callSite(),
  );
}

/** JavaScript has the same grammar, but for `/`, which could begin a regular expression. */
function isExpression(text: string): boolean {
  try {
    return Boolean(new Script(`(${text.replaceAll("/", "%")})`));
  } catch {
    return false;
  }
}
