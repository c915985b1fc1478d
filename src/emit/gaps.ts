import { Node, ts, type Project, type SourceFile } from "ts-morph";
import type { Position } from "../ast/diagnostic.ts";
import type { Comment } from "../ast/execline.ts";

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
const CLOSING = new Set([
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.CloseParenToken,
  ts.SyntaxKind.CloseBracketToken,
]);

/** Finds the gaps that stand before the places where an author called the DSL. */
export class Gaps {
  readonly #project: Project;
  readonly #known = new Map<string, readonly Gap[]>();
  /** By file, the offsets of all places. */
  readonly #offsets: ReadonlyMap<string, readonly number[]>;

  constructor(project: Project, places: readonly Position[]) {
    this.#project = project;
    const files = Map.groupBy(places, ({ file = "" }) => file);
    files.delete("");
    this.#offsets = new Map(
      [...files].map(([file, each]) => {
        const source = this.#source(file);
        return [file, each.map((place) => offsetOf(place, source))];
      }),
    );
  }

  /** Those before a place, outermost first. */
  before(place: Position): readonly Gap[] {
    if (place.file === undefined) return [];
    const source = this.#source(place.file);
    const id = `${place.file}:${place.line}:${place.col}`;
    const gaps = this.#known.get(id) ?? this.#starts(place, source).map((node) => readGap(node, source));
    this.#known.set(id, gaps);
    return gaps;
  }

  /** The statements of its function that hold a place, outermost first, and the first token of its line. */
  #starts(place: Position, source: SourceFile): readonly Node[] {
    const offset = offsetOf(place, source);
    const starts: Node[] = [];
    for (let node = source.getDescendantAtPos(offset); node; node = node.getParent()) {
      if (ts.isFunctionLike(node.compilerNode)) break;
      if (Node.isSourceFile(node)) return [];
      if (Node.isStatement(node) && !Node.isBlock(node)) starts.unshift(...this.#silentBefore(node), node);
    }
    const line = offset - place.col + 1;
    const first = source.getDescendantAtPos(line + source.getFullText().slice(line).search(/\S/));
    return first && !CLOSING.has(first.getKind()) ? [...starts, first] : starts;
  }

  /** The declarations right before a statement that write nothing: what stands before them is about what follows. */
  #silentBefore(statement: Node): readonly Node[] {
    const before = statement.getPreviousSibling();
    if (!before || !Node.isVariableStatement(before) || this.#writes(before)) return [];
    return [...this.#silentBefore(before), before];
  }

  #writes(statement: Node): boolean {
    const offsets = this.#offsets.get(statement.getSourceFile().getFilePath()) ?? [];
    return offsets.some((offset) => statement.getPos() <= offset && offset < statement.getEnd());
  }

  #source(file: string): SourceFile {
    return this.#project.addSourceFileAtPath(file);
  }
}

function readGap(node: Node, source: SourceFile): Gap {
  const text = source.getFullText();
  const start = node.getFullStart();
  const comments: Comment[] = [];
  let at = start;
  for (const range of ts.getLeadingCommentRanges(text, start) ?? []) {
    const words = text.slice(range.pos, range.end).replace(/^\/\/ ?/, "");
    const spaced = BLANK_LINE.test(text.slice(at, range.pos));
    at = range.end;
    if (range.kind === ts.SyntaxKind.SingleLineCommentTrivia && !DIRECTIVE.test(words)) {
      comments.push({ kind: "Comment", text: words, spaced });
    }
  }
  return {
    id: `${source.getFilePath()}:${start}`,
    comments,
    spaced: BLANK_LINE.test(text.slice(at, node.getStart())),
  };
}

function offsetOf({ line, col }: Position, source: SourceFile): number {
  return source.compilerNode.getPositionOfLineAndCharacter(line - 1, col - 1);
}
