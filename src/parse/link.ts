import type { Block, Chain, Comment, Instruction, Item, Word } from "../ast/execline.ts";
import type { Contents, Program } from "../facts/index.ts";
import { lineEndsBefore, type Body, type Flat, type Writable } from "./build.ts";
import { Columns } from "./columns.ts";
import { contentsOf, RUNS } from "./contents.ts";
import { match, type Match } from "./match.ts";
import { literal, programOf } from "./program-of.ts";

const NONE: readonly never[] = [];

/** The comment that keeps the instruction after it as it is written. */
const IGNORE = "prettier-ignore";

/**
 * Groups words and blocks into instructions, as the table of facts says how many of them each program takes.
 * The arguments of a program the table does not know end where a line begins no deeper than the program does.
 */
export function link(source: string, flat: Flat): Chain {
  return new Linker(source, flat).run();
}

class Linker {
  readonly #source: string;
  readonly #flat: Flat;
  readonly #columns: Columns;
  readonly #waiting: { readonly block: Block; readonly holds: Contents }[] = [];

  constructor(source: string, flat: Flat) {
    this.#source = source;
    this.#flat = flat;
    this.#columns = new Columns(source);
  }

  run(): Chain {
    const chain = this.#chain(this.#flat.body, "exec", this.#flat.shebang !== undefined);
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      const { block, holds } = next;
      (block as Writable<Block>).chain = this.#chain(this.#flat.bodies.get(block)!, holds, false);
    }
    return chain;
  }

  #chain({ items, trailing }: Body, holds: Contents, mayStartSpaced: boolean): Chain {
    const links: Instruction[] = [];
    for (let at = 0; at < items.length; at += links.at(-1)!.argv.length) {
      links.push(this.#instruction(items, at, holds, mayStartSpaced || at > 0));
    }
    return { kind: "Chain", links, trailing };
  }

  #instruction(items: readonly Item[], at: number, holds: Contents, maySpace: boolean): Instruction {
    const program = RUNS.has(holds) ? programOf(items[at]) : undefined;
    const given = program && match(items, at + 1, program);
    const argv = items.slice(at, given?.end ?? this.#end(items, at, holds));
    const first = argv[0]!;
    const leading = takeLeading(first);
    for (const item of argv) {
      if (item.kind === "Block") this.#waiting.push({ block: item, holds: contentsOf(item, given, holds) });
      else if (item !== first && this.#beginsLine(item)) (item as Writable<Word>).newline = true;
    }
    const start = first.position!.offset!;
    const end = endOf(argv.at(-1)!);
    const instruction: Writable<Instruction> = {
      kind: "Instruction",
      argv,
      loops: program?.loops ?? false,
      binds: given === undefined ? NONE : this.#binds(program!, given),
      leading,
      position: argv.length === 1 ? first.position! : { ...first.position!, length: end - start },
    };
    if ((maySpace || leading.length > 0) && lineEndsBefore(this.#source, start) > 1)
      instruction.spaced = true;
    if (leading.some(({ text }) => text === IGNORE)) instruction.verbatim = this.#source.slice(start, end);
    return instruction;
  }

  /** Where the items of an instruction end that no entry of the table describes. */
  #end(items: readonly Item[], at: number, holds: Contents): number {
    if (holds === "pairs") return at + 2;
    if (RUNS.has(holds) && items[at]!.kind === "Block") return at + 1;
    const indent = this.#indentOf(items[at]!);
    const closes = holds === "cases" || holds === "handlers";
    for (let i = at + 1; i < items.length; i++) {
      const item = items[i]!;
      if (closes) {
        if (items[i - 1]!.kind === "Block") return i;
      } else if (
        item.kind === "Word" &&
        this.#beginsLine(item) &&
        (!RUNS.has(holds) || this.#indentOf(item) <= indent)
      ) {
        return i;
      }
    }
    return items.length;
  }

  #indentOf({ position }: Item): number {
    const { offset, col } = position!;
    return this.#columns.before(offset!, offset! - col + 1);
  }

  #beginsLine(item: Item): boolean {
    return lineEndsBefore(this.#source, item.position!.offset!) > 0;
  }

  /** The names a program substitutes, as far as the script spells them out. */
  #binds({ substitutes }: Program, given: Match): readonly string[] {
    if (substitutes === undefined) return NONE;
    if (substitutes.when !== undefined && !given.options.some(({ letter }) => letter === substitutes.when))
      return [];
    const [item] = given.operands.find(({ operand }) => operand.name === substitutes.operand)?.items ?? [];
    if (item?.kind !== "Block") return literals([item]);
    const { items } = this.#flat.bodies.get(item)!;
    return substitutes.operand === "keys" ? literals(items) : this.#bindsOfAll(items);
  }

  #bindsOfAll(directives: readonly Item[]): readonly string[] {
    const binds: string[] = [];
    for (let at = 0; at < directives.length;) {
      const program = programOf(directives[at++]);
      if (program === undefined) continue;
      const given = match(directives, at, program);
      binds.push(...this.#binds(program, given));
      at = given.end;
    }
    return binds;
  }
}

const endOf = ({ position }: Item): number => position!.offset! + position!.length!;

/** Takes the comments off an item, for the instruction it begins. */
function takeLeading(item: Item): readonly Comment[] {
  const { leading } = item;
  if (leading === undefined) return NONE;
  delete (item as Writable<Item>).leading;
  return leading;
}

const literals = (items: readonly (Item | undefined)[]): string[] =>
  items.map(literal).filter((text) => text !== undefined);
