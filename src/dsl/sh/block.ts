import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import type { Noted, ShBody, ShCommand } from "../../ast/sh.ts";
import { callSite } from "../call-site.ts";
import { ends } from "./ends.ts";
import type { Program } from "./program.ts";
import { Scope, type Unit } from "./scope.ts";
import { use, type Used } from "./use.ts";

/** A statement while its redirections and branches may still come. */
export interface Draft<Node extends ShCommand = ShCommand> {
  command: Node;
  readonly background?: true;
  readonly position: Position | undefined;
}

/** How a block differs from the one it is in. */
interface Inner {
  readonly unit?: Unit;
  readonly inLoop?: boolean;
}

/** A body while it is recorded: its statements in order, what it may refer to, and whether it may be written to. */
export abstract class Block {
  readonly #program: Program;
  readonly #scope: Scope;
  readonly #drafts: Draft[] = [];
  #state: "open" | "inner" | "closed" = "open";

  constructor(program: Program, scope: Scope) {
    this.#program = program;
    this.#scope = scope;
  }

  protected get program(): Program {
    return this.#program;
  }
  protected get scope(): Scope {
    return this.#scope;
  }

  /** Adds a statement. What is in its command was checked by `use`, or recorded in a block of its own. */
  protected push<Node extends ShCommand>(command: Node, background?: true): Draft<Node> {
    this.#assertOpen();
    const last = this.#drafts.at(-1);
    if (last && !last.background && ends(last.command)) {
      throw new IgnityError(
        "IG021",
        "this statement is never reached",
        "what stands before it does not come back",
        callSite(),
      );
    }
    const draft: Draft<Node> = { command, position: callSite(), ...(background && { background }) };
    this.#drafts.push(draft);
    return draft;
  }

  /** Checks what a node given by the author refers to. `apart`: it is a process of its own. */
  protected readonly use = (node: Used, apart = false): void => {
    use(node, { program: this.#program, scope: this.#scope }, apart);
  };

  /** Records a block of this one: `record` is given a handle and the scope of its variables. */
  protected inner(
    record: (s: this, scope: Scope) => void,
    { unit = this.#scope.unit, inLoop = this.#scope.inLoop }: Inner = {},
  ): ShBody {
    this.#assertOpen();
    const scope = new Scope(unit, this.#scope, inLoop);
    const block = new (this.constructor as new (program: Program, scope: Scope) => this)(
      this.#program,
      scope,
    );
    this.#state = "inner";
    record(block, scope);
    this.#state = "open";
    return block.close();
  }

  /** The body, when all of it is recorded. */
  close(): ShBody {
    this.#state = "closed";
    if (this.#drafts.length === 0) {
      throw new IgnityError(
        "IG020",
        "a block holds no statement",
        "sh has no empty blocks: leave it out",
        callSite(),
      );
    }
    return {
      kind: "ShBody",
      statements: this.#drafts.map(({ command, background, position }) => ({
        kind: "Statement",
        command,
        ...(background && { background }),
        ...noted(position),
      })),
      trailing: [],
    };
  }

  #assertOpen(): void {
    if (this.#state === "open") return;
    const what =
      this.#state === "inner"
        ? "the handle of an outer block is used inside a block of it"
        : "the handle of a block is used after its end";
    throw new IgnityError(
      "IG024",
      what,
      "call the parameter of each block s too, and record nothing later",
      callSite(),
    );
  }
}

export const noted = (position: Position | undefined): Noted => ({
  leading: [],
  ...(position && { position }),
});
