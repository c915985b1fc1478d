import { Node, Project, ts } from "ts-morph";
import type { Position } from "../ast/diagnostic.ts";
import type { Comment } from "../ast/execline.ts";

/** What a tree of scripts has wherever an author's comment may stand. */
interface Noted {
  readonly leading: readonly Comment[];
  readonly spaced?: boolean;
  readonly position?: Position;
}

/** The comments and blank lines between one token of a source file and the next. */
interface Gap {
  readonly id: string;
  readonly comments: readonly Comment[];
  /** A blank line stands right before the next token. */
  readonly spaced: boolean;
}

/** The calls that led to a node, outermost first, and the gaps that the nodes around it have taken. */
interface Context {
  readonly path: string;
  readonly taken: ReadonlySet<string>;
}

/** Comments for tools, not for readers. */
const DIRECTIVE = /^@ts-|^prettier-|^oxlint-/;
/** What stands before one of these ends what is inside. */
const CLOSING = new Set([
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.CloseParenToken,
  ts.SyntaxKind.CloseBracketToken,
]);
const BLANK_LINE = /\n[ \t\r]*\n/;

/**
 * Reads what authors noted for the readers of a script: the `//` comments that stand on lines of their own before a
 * statement, a branch or an argument, and the blank lines that make paragraphs. What stands outside functions, at
 * the end of a line, or in a comment of the other kind stays in the source.
 */
export class Notes {
  readonly #gaps = new Map<string, readonly Gap[]>();
  readonly #project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
  });

  /** A copy of a tree in which every node that can carry comments has those its author wrote. */
  annotate<Tree>(tree: Tree): Tree {
    const seen = new Set<string>();

    const copy = (value: unknown, context: Context): unknown => {
      if (Array.isArray(value)) return value.map((item) => copy(item, context));
      if (typeof value !== "object" || value === null) return value;
      const [own, inner] = isNoted(value) ? note(value, context) : [value, context];
      const entries = Object.entries(own).map(([key, part]) =>
        key === "leading" || key === "position" ? [key, part] : [key, copy(part, inner)],
      );
      return Object.fromEntries(entries);
    };

    // A gap belongs to the first node after it, once for each path of calls: a function that writes a part of
    // several scripts takes its notes along.
    const note = (node: Noted, { path, taken }: Context): [Noted, Context] => {
      const leading = [...node.leading];
      const inner = new Set(taken);
      let spaced = node.spaced ?? false;
      let calls = path;
      for (const place of outermostFirst(node.position)) {
        for (const gap of this.#gapsBefore(place)) {
          if (taken.has(gap.id) || seen.has(calls + gap.id)) continue;
          seen.add(calls + gap.id);
          inner.add(gap.id);
          const [first, ...rest] = gap.comments;
          if (first) leading.push({ ...first, spaced: first.spaced || spaced }, ...rest);
          spaced = first ? gap.spaced : spaced || gap.spaced;
        }
        calls += `${idOf(place)} `;
      }
      return [
        { ...node, leading, ...(spaced && { spaced }) },
        { path: calls, taken: inner },
      ];
    };

    return copy(tree, { path: "", taken: new Set() }) as Tree;
  }

  #gapsBefore(place: Position): readonly Gap[] {
    const id = idOf(place);
    const known = this.#gaps.get(id);
    if (known) return known;
    const gaps = place.file === undefined ? [] : this.#readGaps(place, place.file);
    this.#gaps.set(id, gaps);
    return gaps;
  }

  /** Before the statements of its function that hold a place, outermost first, and before the first token of its line. */
  #readGaps({ line, col }: Position, file: string): readonly Gap[] {
    const source = this.#project.addSourceFileAtPath(file);
    const start = source.compilerNode.getPositionOfLineAndCharacter(line - 1, 0);
    const starts: Node[] = [];
    for (let node = source.getDescendantAtPos(start + col - 1); node; node = node.getParent()) {
      if (ts.isFunctionLike(node.compilerNode)) break;
      if (Node.isSourceFile(node)) return [];
      if (Node.isStatement(node) && !Node.isBlock(node)) starts.unshift(node);
    }
    const first = source.getDescendantAtPos(start + source.getFullText().slice(start).search(/\S/));
    if (first && !CLOSING.has(first.getKind())) starts.push(first);
    return starts.map((node) => readGap(source.getFullText(), node.getFullStart(), node.getStart(), file));
  }
}

function readGap(text: string, start: number, end: number, file: string): Gap {
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
  return { id: `${file}:${start}`, comments, spaced: BLANK_LINE.test(text.slice(at, end)) };
}

function isNoted(value: object): value is Noted {
  return "leading" in value && "position" in value;
}

function outermostFirst(position: Position | undefined): readonly Position[] {
  return position ? [position, ...(position.callers ?? [])].toReversed() : [];
}

function idOf({ file, line, col }: Position): string {
  return `${file}:${line}:${col}`;
}
