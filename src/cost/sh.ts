import type {
  AndOr,
  Capture,
  Case,
  For,
  FunctionDefinition,
  If,
  ShBody,
  ShCommand,
  ShScript,
  ShWord,
  Simple,
  Statement,
  While,
} from "../ast/sh.ts";
import { CommandPrinter } from "../emit/sh-commands.ts";
import { after, branch, renamed, sequence, total, type Flow } from "./flow.ts";
import { NONE, ONE, plus, repeated, type Starts } from "./starts.ts";

/** What dash and busybox ash do by themselves. */
const BUILTINS = new Set(
  ": . alias bg break cd command continue echo eval exec exit export false fg getopts hash jobs kill local printf pwd read readonly return set shift test times trap true type ulimit umask unalias unset wait".split(
    " ",
  ),
);

const PASS: Flow = { on: NONE };

/**
 * How many processes a run of a script that succeeds starts, in dash. Each branch is thought possible, so the most may
 * be more than any run needs. What a trap does is not counted; a raw line counts as one program.
 *
 * A busybox that has a utility built in may run it without starting anything.
 */
export function startsOfSh({ body }: ShScript): Starts {
  return total(new Counter(false).body(body, false)) ?? NONE;
}

/** The same of the run that goes the usual way: past each test, but where its author says otherwise, and past loops. */
export function usualStartsOfSh({ body }: ShScript): number {
  return usual(new Counter(true).body(body, false));
}

const usual = (flow: Flow): number => total(flow)?.most ?? 0;

/** What a part of a script starts: a function, under its name, or what stands on the uppermost level. */
export interface Step {
  /** Its first line. */
  readonly text: string;
  readonly starts: Starts;
  readonly usual: number;
}

/** The parts of a script that start more in some runs than in others. A function counts again where it is called. */
export function stepsOfSh({ body }: ShScript): readonly Step[] {
  const counters = [new Counter(false), new Counter(true)] as const;
  return body.statements
    .map((statement) => {
      const { command } = statement;
      const [own, usually] = counters.map((counter) => {
        const flow = counter.body({ ...body, statements: [statement] }, false);
        return command.kind === "FunctionDefinition" ? counter.body(command.body, false) : flow;
      });
      return { text: firstLineOf(command), starts: total(own!) ?? NONE, usual: usual(usually!) };
    })
    .filter(({ starts }) => starts.least < starts.most || Object.keys(starts.each).length > 0);
}

class Counter {
  readonly #functions = new Map<string, FunctionDefinition>();
  readonly #calls = new Map<FunctionDefinition, Flow>();
  /** Of what may come next, it counts what usually does. */
  readonly #isUsual: boolean;

  constructor(isUsual: boolean) {
    this.#isUsual = isUsual;
  }

  /** `last`: its process has nothing to do after it, so that the shell lets a program take its own place. */
  body({ statements }: ShBody, last: boolean): Flow {
    return sequence(PASS, ...statements.map((each, i) => this.#statement(each, last && !statements[i + 1])));
  }

  #statement({ command, background }: Statement, last: boolean): Flow {
    return background ? { on: this.#child(command) } : this.#command(command, last);
  }

  #command(command: ShCommand, last: boolean): Flow {
    switch (command.kind) {
      case "Simple":
        return after(this.#captures(command), this.#simple(command, last));
      case "Test":
        return { on: this.#captures(command) };
      case "Not":
        return this.#command(command.command, false);
      case "Pipeline":
        return { on: command.commands.map((each) => this.#child(each)).reduce(plus) };
      case "AndOr":
        return this.#andOr(command, last);
      case "If":
        return this.#if(command, last && command.redirects.length === 0);
      case "While": {
        const condition = this.#command(command.condition, false);
        return sequence(condition, this.#loop(command, sequence(this.body(command.body, false), condition)));
      }
      case "For":
        return after(this.#captures(command.words), this.#loop(command, this.body(command.body, false)));
      case "Case":
        return this.#case(command, last && command.redirects.length === 0);
      case "Group":
        return this.body(command.body, last && command.redirects.length === 0);
      case "Subshell":
        return last ? this.body(command.body, true) : { on: this.#child(command) };
      case "FunctionDefinition":
        this.#functions.set(command.name, command);
        return PASS;
      case "Trap":
        return PASS;
      case "Raw":
        return { on: ONE };
    }
  }

  /** In a process of its own. */
  #child(command: ShCommand): Starts {
    return plus(ONE, total(this.#command(command, true)) ?? NONE);
  }

  #simple({ words }: Simple, last: boolean): Flow {
    const [program, argument] = words.map(({ parts }) => (parts.length === 1 ? parts[0] : ""));
    const called = typeof program === "string" && this.#functions.get(program);
    if (called) return this.#call(called);
    switch (program) {
      case "exit":
        return typeof argument === "string" && Number(argument) > 0 ? {} : { end: NONE };
      case "return":
        return { leave: NONE };
      case "break":
      case "continue":
        return { turn: NONE };
      case "exec":
        return words.length > 1 ? { end: NONE } : PASS;
      default:
        if (words.length === 0 || (typeof program === "string" && BUILTINS.has(program))) return PASS;
        return last ? { end: NONE } : { on: ONE };
    }
  }

  /** A function is called from many places, and starts the same at each. */
  #call(called: FunctionDefinition): Flow {
    const flow = this.#calls.get(called) ?? renamed(this.body(called.body, false), { leave: "on" });
    this.#calls.set(called, flow);
    return flow;
  }

  #andOr({ operator, commands: [first, ...others], ...rest }: AndOr, last: boolean): Flow {
    const tried = this.#command(first!, last && others.length === 0);
    if (others.length === 0) return tried;
    const next = this.#andOr({ ...rest, operator, commands: others }, last);
    const goesOn = isUsuallyTrue(first!, operator) === (operator === "&&");
    return sequence(tried, this.#isUsual ? (goesOn ? next : PASS) : branch(PASS, next));
  }

  #if({ branches: [first, ...others], otherwise, ...rest }: If, last: boolean): Flow {
    if (!first) return otherwise ? this.body(otherwise.body, last) : PASS;
    const taken = this.body(first.body, last);
    const other = this.#if({ ...rest, branches: others, ...(otherwise && { otherwise }) }, last);
    const next = this.#isUsual ? (first.condition.usual ? taken : other) : branch(taken, other);
    return sequence(this.#command(first.condition, false), next);
  }

  #case({ word, arms }: Case, last: boolean): Flow {
    const takesAll = arms.some(({ patterns }) => patterns.some(isAny));
    const taken = arms.map(({ body }) => this.body(body, last));
    const ways = [...taken, ...(takesAll ? [] : [PASS])];
    // The first that does not end the script with a failure.
    const next = this.#isUsual ? (ways.find((way) => total(way)) ?? {}) : branch(...ways);
    return after(this.#captures(word), next);
  }

  #loop(loop: For | While, turn: Flow): Flow {
    if (this.#isUsual) return PASS;
    const turns = repeated(firstLineOf(loop), total(renamed(turn, { turn: "on" })) ?? NONE);
    const { end, leave } = turn;
    return branch({ on: turns }, after(turns, { ...(end && { end }), ...(leave && { leave }) }));
  }

  /** What the `$(...)` in some words start. */
  #captures(value: unknown): Starts {
    if (typeof value !== "object" || value === null) return NONE;
    if ("kind" in value && value.kind === "Capture") return this.#child((value as Capture).command);
    return Object.values(value)
      .map((each) => this.#captures(each))
      .reduce(plus, NONE);
  }
}

/** A program succeeds; a test tells of what is not so. */
function isUsuallyTrue(command: ShCommand, operator: AndOr["operator"]): boolean {
  return command.usual ?? (operator === "||" || !["Test", "Not", "AndOr"].includes(command.kind));
}

const isAny = ({ parts: [part, ...more] }: ShWord): boolean =>
  typeof part === "object" && part.kind === "Live" && part.text === "*" && more.length === 0;

/** As `for file in /etc/*`, without what opens a block, and `( ...` where that is all of the line. */
function firstLineOf(command: ShCommand): string {
  const known = firstLines.get(command);
  if (known !== undefined) return known;
  const printer = new CommandPrinter();
  printer.command(command);
  const line = printer.out.text.replace(/(; do|; then| \{)?\n.*/s, "").replace(/(\(|\|\||&&)$/, "$1 ...");
  firstLines.set(command, line);
  return line;
}
const firstLines = new WeakMap<ShCommand, string>();
