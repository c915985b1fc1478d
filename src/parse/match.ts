import type { Item, Part, Word } from "../ast/execline.ts";
import type { BlockOperand, ChainOperand, Option, Positional, Program } from "../facts/index.ts";

/** A program's arguments laid against its entry in the table. */
export interface Match {
  readonly options: readonly GivenOption[];
  /** The items of each operand; none for a chain. */
  readonly operands: readonly GivenOperand[];
  /** What the program execs or starts after its own arguments; absent where it takes no program. */
  readonly chain: ChainOperand | undefined;
  /** Index of the first item that is no longer its own. */
  readonly end: number;
  readonly faults: readonly MatchFault[];
}

export interface GivenOption {
  readonly letter: string;
  /** Absent where the program has no such option. */
  readonly option: Option | undefined;
  /** Its argument: what follows the letter in its word, or the next word. */
  readonly value: readonly Part[] | undefined;
  /** The word with the letter. */
  readonly word: Word;
}

export interface GivenOperand {
  readonly operand: Positional | BlockOperand;
  readonly items: readonly Item[];
}

export type MatchFault =
  | { readonly kind: "missing-argument"; readonly option: Option; readonly word: Word }
  | { readonly kind: "missing-word"; readonly operand: Positional; readonly at: Item | undefined }
  | { readonly kind: "missing-block"; readonly operand: BlockOperand; readonly at: Item | undefined }
  | { readonly kind: "surplus"; readonly items: readonly Item[] };

/** Lays `items`, from the one at `start`, against the synopsis of `program`. */
export function match(items: readonly Item[], start: number, program: Program): Match {
  return new Matcher(items, start, program).run();
}

class Matcher {
  readonly #items: readonly Item[];
  readonly #program: Program;
  readonly #options: GivenOption[] = [];
  readonly #operands: GivenOperand[] = [];
  readonly #faults: MatchFault[] = [];
  #at: number;

  constructor(items: readonly Item[], start: number, program: Program) {
    this.#items = items;
    this.#at = start;
    this.#program = program;
  }

  run(): Match {
    if (this.#program.getopt) this.#readOptions();
    let chain: ChainOperand | undefined;
    for (const operand of this.#program.sequence) {
      if (operand.kind === "chain") chain = operand;
      else if (operand.kind === "block") this.#readBlock(operand);
      else this.#readWords(operand);
    }
    if (chain === undefined && this.#at < this.#items.length) {
      this.#faults.push({ kind: "surplus", items: this.#rest() });
    }
    return {
      options: this.#options,
      operands: this.#operands,
      chain: this.#endsHere() ? undefined : chain,
      end: this.#at,
      faults: this.#faults,
    };
  }

  /** `wait` without its block takes the rest of the line as its words. */
  #endsHere(): boolean {
    return this.#operands.some(({ operand, items }) => operand.kind === "block" && items.length > 1);
  }

  #readOptions(): void {
    for (let word = this.#peekWord(); word !== undefined; word = this.#peekWord()) {
      const first = word.parts[0];
      if (typeof first !== "string" || first[0] !== "-" || (first === "-" && word.parts.length === 1)) return;
      this.#at++;
      if (first === "--" && word.parts.length === 1) return;
      if (first.startsWith("--") && this.#program.long !== undefined) this.#readLong(word, first);
      else this.#readCluster(word, first);
    }
  }

  #readCluster(word: Word, text: string): void {
    for (let i = 1; i < text.length; i++) {
      const letter = text[i]!;
      const option = this.#program.options.find((each) => each.letter === letter);
      if (option?.takes === undefined) {
        this.#options.push({ letter, option, value: undefined, word });
        continue;
      }
      const attached = [text.slice(i + 1), ...word.parts.slice(1)].filter((part) => part !== "");
      this.#options.push({ letter, option, value: this.#argument(option, attached, word), word });
      return;
    }
  }

  #readLong(word: Word, text: string): void {
    const [name, ...given] = text.slice(2).split("=");
    const option = this.#program.options.find((each) => kebab(each.word) === name);
    const attached = given.length > 0 ? [given.join("="), ...word.parts.slice(1)] : [];
    const value = option?.takes === undefined ? undefined : this.#argument(option, attached, word);
    this.#options.push({ letter: option?.letter ?? text, option, value, word });
  }

  #argument(option: Option, attached: readonly Part[], word: Word): readonly Part[] | undefined {
    if (attached.length > 0) return attached;
    const next = this.#peekWord();
    if (next === undefined) this.#faults.push({ kind: "missing-argument", option, word });
    else this.#at++;
    return next?.parts;
  }

  #readWords(operand: Positional): void {
    if (this.#options.some(({ letter }) => letter === operand.absentWith)) return;
    if (operand.count === "any" || operand.count === "some") {
      const items = this.#rest();
      this.#operands.push({ operand, items });
      if (operand.count === "some" && items.length === 0) this.#missing(operand);
      return;
    }
    const word = this.#peekWord();
    if (word !== undefined) {
      this.#operands.push({ operand, items: [word] });
      this.#at++;
    } else if (operand.count === "one") this.#missing(operand);
  }

  #missing(operand: Positional): void {
    this.#faults.push({ kind: "missing-word", operand, at: this.#items[this.#at] });
  }

  #readBlock(operand: BlockOperand): void {
    const at = this.#skipSubstituted();
    const item = this.#items[at];
    if (item?.kind === "Block") {
      this.#operands.push({ operand, items: [item] });
      this.#at = at + 1;
    } else if (!operand.optional) {
      this.#faults.push({ kind: "missing-block", operand, at: item });
    } else if (item !== undefined) {
      this.#operands.push({ operand, items: this.#rest() });
    }
  }

  /** Words made of a substitution may be options, or vanish, before a block. */
  #skipSubstituted(): number {
    let at = this.#at;
    for (let item = this.#items[at]; item?.kind === "Word" && typeof item.parts[0] === "object";) {
      item = this.#items[++at];
    }
    const item = this.#items[at];
    return item?.kind === "Block" ? at : this.#at;
  }

  #rest(): readonly Item[] {
    const items = this.#items.slice(this.#at);
    this.#at = this.#items.length;
    return items;
  }

  #peekWord(): Word | undefined {
    const item = this.#items[this.#at];
    return item?.kind === "Word" ? item : undefined;
  }
}

const kebab = (word: string): string => word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
