import { EXECLINE, programs, S6, type Program } from "../../facts/index.ts";
import { callSite } from "../call-site.ts";
import { line, propertyName, readOperands, type GivenFlags } from "./arguments.ts";
import type { Chain, Command, Directives, End } from "./chain.ts";
import { checkUntabled, exit } from "./commands.ts";
import { recordDirectives } from "./multisubstitute.ts";
import type { Recorder } from "./recorder.ts";
import { arePlain, substituting } from "./substitutions.ts";
import { variable, type Binder, type Var, type Word, type Words } from "./words.ts";

/** The methods of a chain: those of the table, and those that substitute, which know more than the table. */
export function handle(recorder: Recorder): Chain {
  return {
    ...fromTable(EXECLINE, recorder),
    ...substituting(({ binders, line: words }) =>
      recorder.add(words(recorder), { binders, position: callSite() }),
    ),
    multisubstitute: (author: (m: Directives) => Readonly<Record<string, object>>) =>
      multisubstitute(recorder, author),
    s6: fromTable(S6, recorder),
    chainload(program: Word, ...args: readonly Words[]) {
      const position = callSite();
      checkUntabled(program, position);
      recorder.add([program, ...args], { position });
    },
    into(program: Command | Var<"many">): End {
      return recorder.finish(program.kind === "Var" ? [program] : program.words, callSite());
    },
    exit(code: Word): End {
      return recorder.finish(exit(code).words, callSite());
    },
  } as unknown as Chain;
}

type Method = (...args: readonly unknown[]) => unknown;

function fromTable(table: object, recorder: Recorder): Record<string, Method> {
  return Object.fromEntries(
    Object.keys(table)
      .map((name) => programs.get(name)!)
      .filter(({ sequence }) => sequence.some(({ kind }) => kind === "chain"))
      .map((program) => [propertyName(program.name), (...args) => record(recorder, program, args)]),
  );
}

/** One call: its operands by the synopsis, then its flags, then the body of a loop. */
function record(recorder: Recorder, program: Program, args: readonly unknown[]): unknown {
  const position = callSite();
  const body = program.loops ? (args.at(-1) as (x: Chain, item?: Var<"one">) => End) : undefined;
  const { operands, rest } = readOperands(program, body ? args.slice(0, -1) : args, recorder, position);
  const flags = (rest[0] ?? {}) as GivenFlags;
  const bound = program.substitutes?.operand === "variable" ? boundBy(program, args) : undefined;
  const autoimport: GivenFlags = bound ? { autoimport: true } : {};
  recorder.add(line(program, { ...autoimport, ...flags }, operands), {
    binders: bound ? [bound] : [],
    loops: program.loops,
    open: program.getopt && operands.length === 0,
    position,
  });
  const item = bound && variable<"one">(bound);
  return body ? recorder.loop((x) => body(x, item)) : item;
}

function boundBy(program: Program, [name, values]: readonly unknown[]): Binder {
  const plain =
    program.name === "getpid" || (program.name === "forx" && arePlain(values as readonly Words[]));
  return { name: name as string, plain };
}

/** Several substitutions as one line; what the author returns is what the names stand for. */
function multisubstitute(
  recorder: Recorder,
  author: (m: Directives) => Readonly<Record<string, object>>,
): unknown {
  const position = callSite();
  const { bound, directives } = recorder.aside(() => recordDirectives(author, position));
  const block = recorder.rows(directives.map((each) => each.line(recorder)));
  const binders = directives.flatMap((each) => each.binders);
  recorder.add(["multisubstitute", block], { binders, position });
  return bound;
}
