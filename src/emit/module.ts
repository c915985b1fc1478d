import { readFileSync } from "node:fs";
import { parsers } from "prettier/plugins/babel";
import type { Position } from "../ast/diagnostic.ts";

/** A part of a module's syntax, as Babel's parser has it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** A TypeScript module, with what authors noted in it still in its place. */
export class Module {
  readonly path: string;
  readonly text: string;
  readonly #root: Node;
  /** By where they end. */
  readonly #comments: ReadonlyMap<number, Node>;
  readonly #lines: readonly number[];

  constructor(path: string) {
    this.path = path;
    this.text = readFileSync(path, "utf8");
    const file = parse(this.text, { filepath: path });
    this.#root = file.program;
    this.#comments = new Map(file.comments.map((comment) => [comment.end, comment]));
    this.#lines = [0, ...Array.from(this.text.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  offsetOf({ line, col }: Position): number {
    return this.#lines[line - 1]! + col - 1;
  }

  /** Every node that holds an offset, innermost first. */
  around(offset: number): readonly Node[] {
    const nodes: Node[] = [];
    for (let node: Node | undefined = this.#root; node; node = childAt(node, offset)) nodes.unshift(node);
    return nodes;
  }

  /** The comments between a token and the one before it, and where that one ends. */
  before(token: number): { readonly start: number; readonly comments: readonly Node[] } {
    const comments: Node[] = [];
    for (let start = token; ;) {
      start = this.text.slice(0, start).trimEnd().length;
      const comment = this.#comments.get(start);
      if (!comment) return { start, comments };
      comments.unshift(comment);
      start = comment.start;
    }
  }
}

const FUNCTION = /^(?:Arrow)?Function|^(?:Object|Class|ClassPrivate)Method$/;
const STATEMENT = /Statement$|^(?:Variable|Class)Declaration$/;

export const isFunction = ({ type }: Node): boolean => FUNCTION.test(type);
export const isStatement = ({ type }: Node): boolean => STATEMENT.test(type) && type !== "BlockStatement";

type Inner = "body" | "consequent" | "alternate";

/** The statements in a node, one after the other or alone; none in the head of a loop. */
export function statementsIn(parent: Node): readonly Node[] {
  const { body, consequent, alternate } = parent as Node & Partial<Record<Inner, Node | readonly Node[]>>;
  return [body, consequent, alternate].flatMap((each) => each ?? []).filter(isStatement);
}

interface File {
  readonly program: Node;
  readonly comments: readonly Node[];
}

/** Of prettier's options the parser reads but this one. */
const parse = parsers["babel-ts"].parse as unknown as (text: string, options: { filepath: string }) => File;

/** The node directly in a node that holds an offset. */
function childAt(node: Node, offset: number): Node | undefined {
  const children = Object.values(node).flat();
  return children.filter(isNode).find(({ start, end }) => start <= offset && offset < end);
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;
