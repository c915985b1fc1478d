import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import type { Block as BlockNode, Chain as ChainNode, Instruction, Item } from "../../ast/execline.ts";
import { callSite } from "../call-site.ts";
import { isBlock, type Argument, type BlockMaker } from "./arguments.ts";
import type { Block, Chain, End } from "./chain.ts";
import { handle } from "./handle.ts";
import type { Scope } from "./scope.ts";
import { nodeParts, type Binder, type Words } from "./words.ts";

interface Line {
  readonly binders?: readonly Binder[];
  readonly loops?: boolean;
  /** It reads options and nothing after them ends these: the next word could be taken for one. */
  readonly open?: boolean;
  readonly position?: Position | undefined;
}

/** Writes one chain of the tree, and refuses what would not run as it was written. */
export class Recorder implements BlockMaker {
  readonly end: End = {} as End;
  readonly handle: Chain = handle(this);
  readonly #links: Instruction[] = [];
  #scope: Scope;
  #state: "open" | "inside" | "ended" = "open";
  #lastIsOpen = false;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  get chain(): ChainNode {
    return { kind: "Chain", links: this.#links, trailing: [] };
  }

  /** Adds one program; what it binds is substituted in all that follows. */
  add(words: readonly Argument[], { binders = [], loops = false, open = false, position }: Line): void {
    this.#expectOpen(position);
    const inner = binders.length === 0 ? this.#scope : this.#scope.bind(binders, position);
    const argv = words.map((each) => this.#item(each, position));
    this.#append({ ...instruction(argv, position), binds: binders.map(({ name }) => name), loops });
    this.#lastIsOpen = open;
    this.#scope = inner;
  }

  finish(words: readonly Argument[], position: Position | undefined): End {
    this.add(words, { position });
    this.#state = "ended";
    return this.end;
  }

  /** The rest of the chain, which a loop runs. */
  loop(body: (x: Chain) => End): End {
    const inner = this.#inside(body);
    for (const link of inner.#links) this.#append(link);
    this.#state = "ended";
    return this.end;
  }

  prog(block: Block): BlockNode {
    if (typeof block === "function") return { kind: "Block", chain: this.#inside(block).chain };
    const { words, position } = block;
    return this.#block([
      instruction(
        words.map((each) => this.#item(each, position)),
        position,
      ),
    ]);
  }

  rows(rows: readonly (readonly Argument[])[]): BlockNode {
    const position = callSite();
    return this.#block(
      rows.map((row) =>
        instruction(
          row.map((each) => this.#item(each, position)),
          position,
        ),
      ),
    );
  }

  /** What the author does meanwhile must not add to this chain. */
  aside<T>(author: () => T): T {
    const before = this.#state;
    this.#state = "inside";
    const result = author();
    this.#state = before;
    return result;
  }

  #block(links: readonly Instruction[]): BlockNode {
    return { kind: "Block", chain: { kind: "Chain", links, trailing: [] } };
  }

  #inside(author: (x: Chain) => End): Recorder {
    const inner = new Recorder(this.#scope);
    const end = this.aside(() => author(inner.handle));
    if (end !== inner.end) {
      throw new IgnityError(
        "IG003",
        "a block was not ended by its own chain",
        "end it with the handle it is given: return x.into(...), x.exit(...) or a loop",
        callSite(),
      );
    }
    return inner;
  }

  #expectOpen(position: Position | undefined): void {
    if (this.#state === "ended") {
      throw new IgnityError(
        "IG001",
        "a program follows the end of its chain",
        "write it before the end",
        position,
      );
    }
    if (this.#state === "inside") {
      throw new IgnityError(
        "IG002",
        "an outer chain is written to inside one of its blocks",
        "use the block's own handle: call it x too, so that it hides the outer one",
        position,
      );
    }
  }

  #append(link: Instruction): void {
    const last = this.#links.at(-1);
    if (last && this.#lastIsOpen && mayReadAsOption(link.argv[0]!)) {
      this.#links[this.#links.length - 1] = {
        ...last,
        argv: [...last.argv, { kind: "Word", parts: ["--"] }],
      };
    }
    this.#lastIsOpen = false;
    this.#links.push(link);
  }

  #item(value: Argument, position: Position | undefined): Item {
    if (isBlock(value)) return value;
    this.#scope.check(value, position);
    checkText(value, position);
    return { kind: "Word", parts: nodeParts(value) };
  }
}

function instruction(argv: readonly Item[], position: Position | undefined): Instruction {
  return { kind: "Instruction", argv, loops: false, binds: [], leading: [], ...(position && { position }) };
}

function mayReadAsOption(item: Item): boolean {
  const first = item.kind === "Word" ? item.parts[0] : undefined;
  return typeof first === "object" || (first?.startsWith("-") ?? false);
}

/** Refuses what no argument can be. */
function checkText(value: Words, position: Position | undefined): void {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new IgnityError(
      "IG009",
      `${value} is no whole number`,
      "execline reads plain decimal numbers",
      position,
    );
  }
  if (nodeParts(value).some((part) => typeof part === "string" && part.includes("\0"))) {
    throw new IgnityError(
      "IG009",
      "a word holds a NUL byte",
      "no program can be given one: leave it out",
      position,
    );
  }
}
