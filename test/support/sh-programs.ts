import fc from "fast-check";
import {
  and,
  any,
  arith,
  call,
  capture,
  not,
  or,
  read,
  run,
  test,
  when,
  type Command,
  type Fn,
  type InLoop,
  type Sh,
  type Text,
  type Var,
} from "../../src/dsl/sh.ts";

/**
 * Random programs, each as two things that must agree: what records it, and a model that says what it prints.
 * A program has two variables and one function, and every loop of it ends.
 */
export interface Program {
  readonly emit: (s: Sh) => void;
  readonly prints: () => string;
}

/** The variables a statement may use. */
interface Names {
  readonly a: Var;
  readonly b: Var;
  readonly say: Fn;
  /** A name no other statement has. */
  readonly fresh: () => string;
}

/** The program while the model runs it. */
class State {
  a = 0n;
  b = 0n;
  out: string[] = [];

  fork(): State {
    return Object.assign(new State(), { a: this.a, b: this.b, out: this.out });
  }
}

type Leave = "break" | "continue" | undefined;

interface Value {
  readonly text: (names: Names) => number | Text;
  readonly of: (state: State) => bigint;
}
interface Condition {
  readonly command: (names: Names) => Command;
  readonly holds: (state: State) => boolean;
}
interface Statement {
  readonly emit: (s: Sh & InLoop, names: Names) => void;
  readonly run: (state: State) => Leave;
}

const ARITHMETIC: readonly (readonly [string, (x: bigint, y: bigint) => bigint | boolean])[] = [
  ["+", (x, y) => x + y],
  ["-", (x, y) => x - y],
  ["*", (x, y) => x * y],
  ["&", (x, y) => x & y],
  ["|", (x, y) => x | y],
  ["^", (x, y) => x ^ y],
  ["<", (x, y) => x < y],
  [">=", (x, y) => x >= y],
  ["==", (x, y) => x === y],
  ["&&", (x, y) => x !== 0n && y !== 0n],
  ["||", (x, y) => x !== 0n || y !== 0n],
];

/** The template tag called with an operator between two holes. */
function binary(operator: string, x: number | Text, y: number | Text): Text {
  const strings = Object.assign(["", ` ${operator} `, ""], { raw: ["", ` ${operator} `, ""] });
  return arith(strings, x, y);
}

const { value } = fc.letrec<{ value: Value; leaf: Value }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom<Value>(
      { text: ({ a }) => a, of: ({ a }) => a },
      { text: ({ b }) => b, of: ({ b }) => b },
      { text: ({ a }) => a.ifEmpty(7), of: ({ a }) => a },
    ),
    fc.integer({ min: -50, max: 50 }).map((n): Value => ({ text: () => n, of: () => BigInt(n) })),
  ),
  value: fc.oneof(
    { depthSize: "small" },
    tie("leaf"),
    fc
      .tuple(tie("value"), fc.constantFrom(...ARITHMETIC), tie("value"))
      .map(([x, [operator, apply], y]): Value => ({
        text: (names) => binary(operator, x.text(names), y.text(names)),
        of: (state) => BigInt(apply(x.of(state), y.of(state))),
      })),
    fc.tuple(tie("value"), fc.integer({ min: 1, max: 9 })).map(([x, by]): Value => ({
      text: (names) => arith`${x.text(names)} / ${by} % 5`,
      of: (state) => (x.of(state) / BigInt(by)) % 5n,
    })),
  ),
}));

/** What the function of every program does: prints its argument and its count, and returns whether it is even. */
function emitSay(s: Sh): Fn {
  return s.fn("say", (s, argv) => {
    s.run("echo", "say", argv[1], argv.count);
    s.return(arith`${argv[1]} & 1`);
  });
}

function say(state: State, value: bigint): boolean {
  state.out.push(`say ${value} 2`);
  return (value & 1n) === 0n;
}

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small" },
    fc.tuple(value, value).map(([x, y]): Condition => ({
      command: (names) => test(x.text(names), "-gt", y.text(names)),
      holds: (state) => x.of(state) > y.of(state),
    })),
    value.map((x): Condition => ({
      command: (names) => call(names.say, x.text(names), "*"),
      holds: (state) => say(state, x.of(state)),
    })),
    tie("condition").map((c): Condition => ({
      command: (names) => not(c.command(names)),
      holds: (state) => !c.holds(state),
    })),
    fc.tuple(tie("condition"), tie("condition")).map(([c, d]): Condition => ({
      command: (names) => and(c.command(names), d.command(names)),
      holds: (state) => c.holds(state) && d.holds(state),
    })),
    fc.tuple(tie("condition"), tie("condition")).map(([c, d]): Condition => ({
      command: (names) => or(c.command(names), d.command(names)),
      holds: (state) => c.holds(state) || d.holds(state),
    })),
  ),
}));

interface Block {
  readonly emit: (names: Names) => (s: Sh & InLoop) => void;
  readonly run: (state: State) => Leave;
}

function block(statements: readonly Statement[]): Block {
  return {
    emit: (names) => (s) => statements.forEach(({ emit }) => emit(s, names)),
    run: (state) => {
      for (const statement of statements) {
        const leave = statement.run(state);
        if (leave) return leave;
      }
      return undefined;
    },
  };
}

/** Runs a body again and again, as a loop does. */
function loop<Item>(items: Iterable<Item>, body: (item: Item) => Leave): void {
  for (const item of items) if (body(item) === "break") return;
}

const print = (state: State, ...words: readonly unknown[]): undefined => void state.out.push(words.join(" "));

const { statement } = fc.letrec<{ statement: Statement; body: Block; leaf: Statement }>((tie) => ({
  body: fc.array(tie("statement"), { minLength: 1, maxLength: 3, depthIdentifier: "body" }).map(block),
  leaf: fc.oneof(
    fc.constant<Statement>({
      emit: (s, { a, b }) => void s.run("echo", a, "it's", b),
      run: (state) => print(state, state.a, "it's", state.b),
    }),
    fc.tuple(fc.constantFrom("a", "b"), value).map(([name, x]): Statement => ({
      emit: (s, names) => void s.set(names[name as "a"], arith`${x.text(names)} % 1000`),
      run: (state) => void (state[name as "a"] = x.of(state) % 1000n),
    })),
    value.map((x): Statement => ({
      emit: (s, names) => void s.set(names.b, capture(run("echo", x.text(names)))),
      run: (state) => void (state.b = x.of(state) % (1n << 40n)),
    })),
  ),
  statement: fc.oneof(
    { depthSize: "small", depthIdentifier: "body" },
    { weight: 4, arbitrary: tie("leaf") },
    fc
      .tuple(condition, tie("body"), condition, tie("body"), tie("body"))
      .map(([c, then, d, elif, otherwise]): Statement => ({
        emit: (s, names) =>
          void s
            .if(c.command(names), then.emit(names))
            .elif(d.command(names), elif.emit(names))
            .else(otherwise.emit(names)),
        run: (state) => (c.holds(state) ? then : d.holds(state) ? elif : otherwise).run(state),
      })),
    fc.tuple(condition, tie("body"), fc.boolean()).map(([c, then, isAnd]): Statement => ({
      emit: (s, names) => s[isAnd ? "and" : "or"](c.command(names), then.emit(names)),
      run: (state) => (c.holds(state) === isAnd ? then.run(state) : undefined),
    })),
    fc
      .tuple(fc.array(fc.integer(), { minLength: 1, maxLength: 3 }), tie("body"), condition, fc.boolean())
      .map(([items, inner, c, isBreak]): Statement => ({
        emit: (s, names) =>
          void s.for(names.fresh(), items as [number, ...number[]], (s, item) => {
            s.run("echo", item);
            s.and(c.command(names), (s) => s[isBreak ? "break" : "continue"]());
            inner.emit(names)(s);
          }),
        run: (state) =>
          void loop(items, (item) => {
            print(state, item);
            return c.holds(state) ? (isBreak ? "break" : "continue") : inner.run(state);
          }),
      })),
    fc
      .tuple(fc.integer({ min: 0, max: 3 }), tie("body"), fc.boolean())
      .map(([times, inner, isWhile]): Statement => ({
        emit: (s, names) => {
          const left = s.set(names.fresh(), times);
          const more = test(left, "-gt", 0);
          const turn = (s: Sh & InLoop): void => {
            s.set(left, arith`${left} - 1`);
            inner.emit(names)(s);
          };
          if (isWhile) s.while(more, turn);
          else s.until(not(more), turn);
        },
        run: (state) => void loop(Array(times), () => inner.run(state)),
      })),
    fc.tuple(value, tie("body"), tie("body")).map(([x, first, other]): Statement => ({
      emit: (s, names) =>
        void s.case(
          arith`${x.text(names)} % 3`,
          when(["0", "1"], first.emit(names)),
          when("-1"),
          when(any, other.emit(names)),
        ),
      run: (state) => {
        const rest = x.of(state) % 3n;
        if (rest === -1n) return undefined;
        return (rest === 0n || rest === 1n ? first : other).run(state);
      },
    })),
    tie("body").map((inner): Statement => ({
      emit: (s, names) => void s.group(inner.emit(names)),
      run: (state) => inner.run(state),
    })),
    tie("body").map((inner): Statement => ({
      emit: (s, names) => void s.subshell((s) => inner.emit(names)(s as Sh & InLoop)),
      run: (state) => void inner.run(state.fork()),
    })),
    fc.tuple(value, tie("leaf")).map(([x, inner]): Statement => ({
      emit: (s, names) =>
        s.pipe(run("echo", x.text(names)), (s) => {
          const line = s.var(names.fresh());
          s.while(read(line), (s) => {
            s.run("echo", "got", line);
            inner.emit(s, names);
          });
        }),
      run: (state) => {
        print(state, "got", x.of(state));
        void inner.run(state.fork());
      },
    })),
  ),
}));

export const programs = fc.array(statement, { minLength: 1, maxLength: 6 }).map((statements): Program => {
  const all = block(statements);
  return {
    emit: (s) => {
      let names = 0;
      const say = emitSay(s);
      const a = s.set("a", 0);
      const b = s.set("b", 0);
      all.emit({ a, b, say, fresh: () => `x${(names += 1)}` })(s as Sh & InLoop);
      s.exit(0);
    },
    prints: () => {
      const state = new State();
      all.run(state);
      return state.out.map((line) => `${line}\n`).join("");
    },
  };
});
