import type { ShBody, ShCommand, While } from "../../ast/sh.ts";
import { callSite } from "../call-site.ts";
import type { Arm } from "./arms.ts";
import { Block, noted } from "./block.ts";
import * as value from "./commands.ts";
import { Fn, type Command, type SimpleValue } from "./commands.ts";
import { bodyEnds } from "./ends.ts";
import type {
  Body,
  InFunction,
  InLoop,
  Operand,
  RecordedIf,
  RecordedSimple,
  Sh,
  ShellOption,
  Signal,
  TrapSignal,
} from "./handle.ts";
import { Parameter, positionals, Var, type Positionals } from "./parameters.ts";
import { patternWord } from "./patterns.ts";
import { Recorded, RecordedBranches, RecordedCommand } from "./recorded.ts";
import type { Redirectable } from "./redirects.ts";
import { Split } from "./split.ts";
import { shWord, type Text, type Word, type Words } from "./words.ts";

/** The handle of a script and of each of its blocks. The types of `handle.ts` hide what a block does not have. */
export class Recorder extends Block implements Sh, InLoop, InFunction {
  run(program: Words, ...args: readonly Words[]): RecordedSimple {
    return this.#simple(value.run(program, ...args));
  }
  printf(format: string, ...args: readonly Words[]): RecordedSimple {
    return this.#simple(value.printf(format, ...args));
  }
  call(fn: Fn, ...args: readonly Words[]): RecordedSimple {
    return this.#simple(value.call(fn, ...args));
  }
  do(command: Command): void {
    this.use(command.node);
    this.push(command.node);
  }
  exec(program: Words, ...args: readonly Words[]): RecordedSimple {
    return this.run("exec", program, ...args);
  }
  redirect(): Redirectable {
    return this.run("exec");
  }
  exit(code?: number | Text): void {
    this.run("exit", ...given(code));
  }
  return(code?: number | Text): void {
    this.run("return", ...given(code));
  }
  break(loops?: number): void {
    this.run("break", ...given(loops));
  }
  continue(loops?: number): void {
    this.run("continue", ...given(loops));
  }

  set(variable: Var | string, to: Word): Var {
    this.use(shWord(to));
    const target = typeof variable === "string" ? this.var(variable) : variable;
    this.use(target.node);
    this.do(value.set(target, to));
    return target;
  }
  var(name: string): Var {
    this.scope.declare(name, callSite());
    return new Var(name, this.scope);
  }
  export(...variables: readonly Var[]): void {
    this.run("export", ...variables.map(({ name }) => name));
  }
  unset(...variables: readonly Var[]): void {
    this.run("unset", ...variables.map(({ name }) => name));
  }
  read(variable: Var, ...more: readonly Var[]): RecordedSimple {
    return this.#simple(value.read(variable, ...more));
  }
  setArgs(...args: readonly Words[]): void {
    this.run("set", "--", ...args);
  }
  setOption(option: ShellOption): void {
    this.run("set", option);
  }
  shift(count?: number | Text): void {
    this.run("shift", ...given(count));
  }

  and(...operands: readonly Operand<this>[]): void {
    this.push({ kind: "AndOr", operator: "&&", commands: this.#operands(operands) });
  }
  or(...operands: readonly Operand<this>[]): void {
    this.push({ kind: "AndOr", operator: "||", commands: this.#operands(operands) });
  }
  pipe(...operands: readonly Operand<this>[]): void {
    this.push({ kind: "Pipeline", commands: this.#operands(operands, true) });
  }
  background(operand: Operand<this>): Parameter {
    this.push(this.#operand(operand, true), true);
    const child = new Parameter("!");
    this.program.child = child.node;
    return child;
  }

  if(condition: Command, then: Body<this>): RecordedIf<this> {
    this.use(condition.node);
    const branch = {
      kind: "Branch",
      condition: condition.node,
      body: this.inner(then),
      leading: [],
    } as const;
    const draft = this.push({ kind: "If", branches: [branch], redirects: [] });
    return new RecordedBranches<this>(draft, this.use, (body) => this.inner(body));
  }
  while(condition: Command, body: Body<this>): Redirectable {
    return this.#loop("while", condition, body);
  }
  until(condition: Command, body: Body<this>): Redirectable {
    return this.#loop("until", condition, body);
  }
  for(name: string, items: readonly (Words | Split)[], body: (s: this, item: Var) => void): Redirectable {
    const words = items.map((item) =>
      item instanceof Split ? ({ kind: "ShWord", parts: [item.split] } as const) : shWord(item),
    );
    words.forEach((word) => this.use(word));
    const inner = this.inner((s, scope) => {
      scope.declare(name, callSite()).assigned = true;
      body(s, new Var(name, scope));
    }, IN_LOOP);
    return this.#compound({ kind: "For", name, words, body: inner, redirects: [] });
  }
  case(word: Word, ...arms: readonly Arm<this>[]): Redirectable {
    const subject = shWord(word);
    this.use(subject);
    const cases = arms.map(({ patterns, body, position }) => {
      const words = patterns.map(patternWord);
      words.forEach((word) => this.use(word));
      return {
        kind: "Arm",
        patterns: words,
        body: body ? this.inner(body) : NOTHING,
        ...noted(position),
      } as const;
    });
    return this.#compound({ kind: "Case", word: subject, arms: cases, redirects: [] });
  }
  group(body: Body<this>): Redirectable {
    return this.#compound({ kind: "Group", body: this.inner(body), redirects: [] });
  }
  subshell(body: Body<this>): Redirectable {
    return this.#compound({ kind: "Subshell", body: this.inner(body, { inLoop: false }), redirects: [] });
  }
  fn(name: string, record: (s: this, argv: Positionals) => void): Fn {
    const unit = this.program.function(name);
    const body = this.inner((s, scope) => record(s, positionals(scope)), { unit, inLoop: false });
    unit.returns = unit.hasReturn || !bodyEnds({ body });
    this.push({ kind: "FunctionDefinition", name, body, redirects: [] });
    return new Fn(name, unit);
  }

  trap(signals: readonly TrapSignal[], action: Body<this>): void {
    this.push({
      kind: "Trap",
      action: this.inner(action, { unit: this.program.trap, inLoop: false }),
      signals,
    });
  }
  ignore(...signals: readonly Signal[]): void {
    this.push({ kind: "Trap", action: "ignore", signals });
  }
  untrap(...signals: readonly TrapSignal[]): void {
    this.push({ kind: "Trap", action: "default", signals });
  }

  raw(text: string): void {
    this.do(value.raw(text));
  }

  #simple({ node }: SimpleValue): RecordedSimple {
    this.use(node);
    return new RecordedCommand(this.push(node), this.use);
  }
  #compound<Node extends ShCommand & value.Redirected>(node: Node): Redirectable {
    return new Recorded(this.push(node), this.use);
  }
  #loop(keyword: While["keyword"], condition: Command, body: Body<this>): Redirectable {
    this.use(condition.node);
    return this.#compound({
      kind: "While",
      keyword,
      condition: condition.node,
      body: this.inner(body, IN_LOOP),
      redirects: [],
    });
  }
  #operands(operands: readonly Operand<this>[], apart = false): readonly ShCommand[] {
    return operands.map((operand) => this.#operand(operand, apart));
  }
  /** `apart`: it is a process of its own. */
  #operand(operand: Operand<this>, apart: boolean): ShCommand {
    if (typeof operand === "function") {
      return { kind: "Group", body: this.inner(operand, apart ? { inLoop: false } : {}), redirects: [] };
    }
    this.use(operand.node, apart);
    return operand.node;
  }
}

const IN_LOOP = { inLoop: true };
const NOTHING: ShBody = { kind: "ShBody", statements: [], trailing: [] };

const given = (value: number | Text | undefined): readonly Word[] => (value === undefined ? [] : [value]);
