import type { Chain, Comment, Instruction, Item, Ref, Script, Word } from "../ast/execline.ts";
import type { Contents, Program, Versions } from "../facts/index.ts";
import { contentsOf, RUNS } from "../parse/contents.ts";
import { parse, type Parsed } from "../parse/parse.ts";
import { match, type Match } from "../parse/match.ts";
import { literal, nameOf, programOf } from "../parse/program-of.ts";
import { positionalsOf, readInterpreter, type Interpreter, type Positionals } from "./interpreter.ts";
import { Scope, type Binding } from "./scope.ts";

/** A script with everything the rules ask about it. */
export interface Subject extends Parsed {
  readonly source: string;
  readonly script: Script;
  readonly file: string;
  readonly versions: Versions;
  readonly interpreter: Interpreter | undefined;
  readonly positionals: Positionals;
  /** Every instruction that runs a program or is a directive, outer ones first. */
  readonly sites: readonly Site[];
  readonly siteOf: ReadonlyMap<Instruction, Site>;
  /** Every word, with the instruction it belongs to. */
  readonly words: readonly Placing[];
  readonly bindings: readonly Binding[];
  /** Each comment with the node it stands before; undefined at the end of a block. */
  readonly comments: readonly {
    readonly comment: Comment;
    readonly before: Instruction | Item | undefined;
  }[];
}

/** One instruction in its place. */
export interface Site {
  readonly instruction: Instruction;
  readonly name: string | undefined;
  readonly program: Program | undefined;
  readonly given: Match | undefined;
  readonly chain: Chain;
  readonly index: number;
  /** What the block holds that it stands in. */
  readonly holds: Contents;
  readonly parent: Site | undefined;
  /** What is substituted in its words. */
  readonly scope: Scope;
}

export interface Placing {
  readonly word: Word;
  readonly scope: Scope;
  readonly site: Site | undefined;
  /** Index of its item in the instruction; -1 inside a block of words. */
  readonly index: number;
}

export function subjectOf(source: string, file: string, versions: Versions): Subject {
  const parsed = parse(source, file);
  const { shebang } = parsed.script;
  const interpreter = shebang === undefined ? undefined : readInterpreter(shebang);
  const positionals: Positionals =
    interpreter === undefined ? { kind: "environment" } : positionalsOf(interpreter);
  const walk = new Walk();
  const outermost = new Scope(undefined, [], false, positionals.kind === "substituted");
  walk.chain(parsed.script.chain, "exec", undefined, outermost);
  return { ...parsed, ...walk.found, source, file, versions, interpreter, positionals };
}

/** The instruction after a site in its chain. */
export const nextOf = ({ chain, index }: Site): Instruction | undefined => chain.links[index + 1];

/** Whether an option was given, by its letter. */
export const hasOption = ({ given }: Site, letter: string): boolean =>
  given?.options.some((option) => option.letter === letter) ?? false;

/** The items of an operand, by its name in the table. */
export const operandOf = ({ given }: Site, name: string): readonly Item[] =>
  given?.operands.find(({ operand }) => operand.name === name)?.items ?? [];

export const refsOf = (word: Word): Ref[] => word.parts.filter((part) => typeof part !== "string");

class Walk {
  readonly found = {
    sites: [] as Site[],
    siteOf: new Map<Instruction, Site>(),
    words: [] as Placing[],
    bindings: [] as Binding[],
    comments: [] as { comment: Comment; before: Instruction | Item | undefined }[],
  };

  chain(chain: Chain, holds: Contents, parent: Site | undefined, outer: Scope): void {
    let scope = outer;
    chain.links.forEach((instruction, index) => {
      this.#note(instruction.leading, instruction);
      if (RUNS.has(holds)) {
        const program = programOf(instruction.argv[0]);
        const given = program && match(instruction.argv, 1, program);
        const site: Site = {
          instruction,
          name: nameOf(instruction),
          program,
          given,
          chain,
          index,
          holds,
          parent,
          scope,
        };
        this.found.sites.push(site);
        this.found.siteOf.set(instruction, site);
        instruction.argv.forEach((item, at) => this.#item(item, at, site, scope, holds, given));
        if (holds !== "directives") scope = this.#bind(site);
      } else {
        for (const item of instruction.argv) this.#item(item, -1, parent, scope, holds, undefined);
      }
    });
    this.#note(chain.trailing, undefined);
  }

  #item(
    item: Item,
    index: number,
    site: Site | undefined,
    scope: Scope,
    holds: Contents,
    given: Match | undefined,
  ): void {
    if (item.leading !== undefined) this.#note(item.leading, item);
    if (item.kind === "Block") return this.chain(item.chain, contentsOf(item, given, holds), site, scope);
    this.found.words.push({ word: item, scope, site, index });
    for (const { name } of refsOf(item)) this.#use(name, scope);
  }

  /** A `$name` with something behind the name is meant for the name as well. */
  #use(name: string, scope: Scope): void {
    const binding = scope.find(name) ?? scope.find(/^\w+/.exec(name)?.[0] ?? name);
    if (binding !== undefined) binding.uses++;
  }

  /** The scope of what comes after an instruction. */
  #bind({ instruction, program, given, scope }: Site): Scope {
    if (program === undefined) return scope;
    if (program.name === "elgetpositionals") return new Scope(scope, [], false, true);
    const { substitutes } = program;
    if (substitutes === undefined) return scope;
    if (substitutes.when !== undefined && !given!.options.some(({ letter }) => letter === substitutes.when))
      return scope;
    const [operand] = given!.operands.find((each) => each.operand.name === substitutes.operand)?.items ?? [];
    const directives =
      operand?.kind === "Block" && substitutes.operand === "directives" ? operand.chain.links : [];
    const binders = directives.length > 0 ? directives : [instruction];
    const bindings = binders.flatMap((by) => by.binds.map((name) => ({ name, by, uses: 0 })));
    const positionals = directives.some((directive) => nameOf(directive) === "elgetpositionals");
    this.found.bindings.push(...bindings);
    return new Scope(scope, bindings, binders.some(bindsUnknown), positionals);
  }

  #note(comments: readonly Comment[], before: Instruction | Item | undefined): void {
    for (const comment of comments) this.found.comments.push({ comment, before });
  }
}

/** Whether a name it binds is itself put together at run time. */
function bindsUnknown({ argv }: Instruction): boolean {
  const program = programOf(argv[0]);
  const key = program?.substitutes?.operand;
  const given = program && match(argv, 1, program);
  const items = given?.operands.find(({ operand }) => operand.name === key)?.items ?? [];
  return items.flatMap(wordsIn).some((word) => literal(word) === undefined);
}

function wordsIn(item: Item): readonly Item[] {
  return item.kind === "Word"
    ? [item]
    : item.chain.links.flatMap(({ argv }) => argv).filter((each) => each.kind === "Word");
}
