import type { Position } from "../ast/diagnostic.ts";
import type { Comment } from "../ast/execline.ts";
import { isFunction, isStatement, statementsIn, type Module, type Node } from "./module.ts";

/** The comments and blank lines between one token of a source file and the next. */
export interface Gap {
  readonly id: string;
  readonly comments: readonly Comment[];
  /** A blank line stands right before the next token. */
  readonly spaced: boolean;
}

/** Comments for tools, not for readers. */
const DIRECTIVE = /^@ts-|^prettier-|^oxlint-/;

const BLANK_LINE = /\n[ \t\r]*\n/;

/** What stands before one of these ends what is inside. */
const CLOSING = /[)\]}]/;

/** Finds the gaps that stand before the places where an author called the DSL. */
export class Gaps {
  readonly #moduleOf: (file: string) => Module;
  readonly #known = new Map<string, readonly Gap[]>();
  /** By file, the offsets of all places. */
  readonly #offsets: ReadonlyMap<string, readonly number[]>;

  constructor(moduleOf: (file: string) => Module, places: readonly Position[]) {
    this.#moduleOf = moduleOf;
    const files = Map.groupBy(places, ({ file = "" }) => file);
    files.delete("");
    this.#offsets = new Map(
      [...files].map(([file, each]) => [file, each.map((place) => moduleOf(file).offsetOf(place))]),
    );
  }

  /** Those before a place, outermost first. */
  before(place: Position): readonly Gap[] {
    if (place.file === undefined) return [];
    const module = this.#moduleOf(place.file);
    const id = `${place.file}:${place.line}:${place.col}`;
    const gaps = this.#known.get(id) ?? this.#starts(place, module).map((start) => readGap(start, module));
    this.#known.set(id, gaps);
    return gaps;
  }

  /** Where the statements of its function begin that hold a place, outermost first, and the first token of its line. */
  #starts(place: Position, module: Module): readonly number[] {
    const offset = module.offsetOf(place);
    const nodes = module.around(offset);
    const starts = nodes
      .slice(0, nodes.findIndex(isFunction))
      .flatMap((node, i) => {
        const siblings = isStatement(node) ? statementsIn(nodes[i + 1]!) : [];
        const at = siblings.indexOf(node);
        return at === -1 ? [] : [node, ...this.#silentBefore(siblings.slice(0, at), module)];
      })
      .map(({ start }) => start)
      .toReversed();
    if (!nodes.some(isFunction)) return [];
    const line = offset - place.col + 1;
    const first = line + module.text.slice(line).search(/\S/);
    return CLOSING.test(module.text[first]!) ? starts : [...starts, first];
  }

  /** The declarations at the end of some statements that write nothing: what stands before them is about what follows. */
  #silentBefore(statements: readonly Node[], module: Module): readonly Node[] {
    const before = statements.at(-1);
    if (before?.type !== "VariableDeclaration" || this.#writes(before, module)) return [];
    return [before, ...this.#silentBefore(statements.slice(0, -1), module)];
  }

  #writes({ start, end }: Node, { path }: Module): boolean {
    return (this.#offsets.get(path) ?? []).some((offset) => start <= offset && offset < end);
  }
}

function readGap(token: number, module: Module): Gap {
  const { start, comments: found } = module.before(token);
  const comments: Comment[] = [];
  let at = start;
  for (const { type, start: from, end } of found) {
    // One on the line of what stands before it is about that.
    if (!module.text.slice(start, from).includes("\n")) continue;
    const words = module.text.slice(from, end).replace(/^\/\/ ?/, "");
    const spaced = BLANK_LINE.test(module.text.slice(at, from));
    at = end;
    if (type === "CommentLine" && !DIRECTIVE.test(words))
      comments.push({ kind: "Comment", text: words, spaced });
  }
  return {
    id: `${module.path}:${start}`,
    comments,
    spaced: BLANK_LINE.test(module.text.slice(at, token)),
  };
}
