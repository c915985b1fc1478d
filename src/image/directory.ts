import type { Position } from "../ast/diagnostic.ts";
import type { Chain as ChainNode, Comment } from "../ast/execline.ts";
import type { Statement } from "../ast/sh.ts";
import { raw, run, script, type Chain, type End, type ExeclineScript } from "../dsl/execline.ts";
import { sh, type Positionals, type Sh, type ShFile, type Words } from "../dsl/sh.ts";
import { text } from "../dsl/text.ts";
import type { Stage } from "../emit/tree.ts";
import { ETC } from "../stages/paths.ts";
import type { Body, Command } from "./service.ts";

/** Where a service directory is in the image. */
export const directoryOf = (name: string): `/${string}` => `${ETC}/services/${name}`;

/** One step of a chain, with what its reviewer should know. It adds one program. */
export interface Link {
  readonly note?: string;
  readonly add: (x: Chain) => void;
  /**
   * The same where the body is sh: what the shell does itself, or the words of a program that it becomes to run the body.
   * Without it a chain is what runs the body.
   */
  readonly inSh?: ((s: Sh) => void) | readonly Words[];
}

/** One step of a sh script, likewise. It adds one statement. */
export interface Step {
  readonly note?: string;
  readonly add: (s: Sh, argv: Positionals) => void;
}

/** A script that runs links of ours and then a body of the author's; what is no chain itself becomes a file of its own. */
export function chainOf(
  path: `/${string}`,
  links: readonly Link[],
  body: Body,
  position?: Position,
): readonly Stage[] {
  if (!("sh" in body || "script" in body)) {
    const isAuthors = "execline" in body;
    const into = isAuthors ? body.execline : (x: Chain): End => x.into(commandOf(body));
    return [annotated(path, links, into, isAuthors, position)];
  }
  if (links.length === 0) return [fileOf(path, body, position)];
  if ("sh" in body && links.every(({ inSh }) => typeof inSh === "function")) {
    return [preludedOf(path, links, body, position)];
  }
  const slash = path.lastIndexOf("/");
  const own = `${path.slice(0, slash)}/data${path.slice(slash)}` as `/${string}`;
  const file = fileOf(own, body, position);
  if ("sh" in body && links.every(({ inSh }) => inSh !== undefined)) {
    const steps = links
      .filter(isStatement)
      .map(({ note, inSh }): Step => ({ ...(note && { note }), add: inSh }));
    const words = links.flatMap(({ inSh }) => (typeof inSh === "object" ? inSh : []));
    return [stepsOf(path, [...steps, { add: (s) => s.exec(...(words as [Words]), own) }], position), file];
  }
  return [annotated(path, links, (x) => x.into(run(own)), false, position), file];
}

function isStatement(link: Link): link is Link & { inSh: (s: Sh) => void } {
  return typeof link.inSh === "function";
}

/** Statements of ours and then the author's, in one script. */
function preludedOf(
  path: `/${string}`,
  links: readonly Link[],
  { sh: body }: Extract<Body, { sh: unknown }>,
  position: Position | undefined,
): ShFile {
  const ours = links.filter(isStatement);
  const file = sh(path, (s, argv) => {
    for (const { inSh } of ours) inSh(s);
    if (typeof body === "function") body(s, argv);
    else linesOf(body).forEach((line) => s.raw(line));
  });
  const statements = file.tree.body.statements.map((statement, i): Statement => {
    if (i < ours.length) return { ...unplaced(statement), leading: commentsOf(ours[i]!.note) };
    const own = typeof body === "function" ? statement : unplaced(statement);
    return i === ours.length ? { ...own, spaced: true } : own;
  });
  const tree = { ...file.tree, body: { ...file.tree.body, statements } };
  return { ...file, tree, ...(position && { position }) };
}

/** The words as they are: nothing in a script of ours substitutes anything in them. */
export const commandOf = ([program, ...args]: Command) => run(raw(program), ...args.map(raw));

/** A sh script of ours, step by step. */
export function stepsOf(path: `/${string}`, steps: readonly Step[], position?: Position): ShFile {
  const file = sh(path, (s, argv) => steps.forEach(({ add }) => add(s, argv)));
  const statements = file.tree.body.statements.map((statement, i): Statement => {
    return { ...unplaced(statement), leading: commentsOf(steps[i]?.note) };
  });
  const tree = { ...file.tree, body: { ...file.tree.body, statements } };
  return { ...file, tree, ...(position && { position }) };
}

function annotated(
  path: `/${string}`,
  links: readonly Link[],
  into: (x: Chain) => End,
  isAuthors: boolean,
  position: Position | undefined,
): ExeclineScript {
  const file = script(path, "-P", (x) => {
    links.forEach(({ add }) => add(x));
    return into(x);
  });
  const chain: ChainNode = {
    ...file.tree.chain,
    links: file.tree.chain.links.map((link, i) => {
      if (i >= links.length && isAuthors) return link;
      return { ...unplaced(link), leading: commentsOf(links[i]?.note) };
    }),
  };
  return { ...file, tree: { ...file.tree, chain }, ...(position && { position }) };
}

/** A body that is a script of its own. */
function fileOf(
  path: `/${string}`,
  body: Extract<Body, { sh: unknown } | { script: unknown }>,
  position?: Position,
): Stage {
  const at = position && { position };
  if ("script" in body) return { ...text(path, body.script), mode: 0o755, ...at };
  const { sh: written } = body;
  const file =
    typeof written === "function"
      ? sh(path, written)
      : unplaced(sh(path, (s) => linesOf(written).forEach((line) => s.raw(line))));
  return { ...file, ...at };
}

const linesOf = (text: string): readonly string[] => text.replace(/^\n|\n\s*$/g, "").split("\n");

/** What is ours has no place in the author's file, whose comments would go with it. */
function unplaced<Tree>(tree: Tree): Tree {
  if (Array.isArray(tree)) return tree.map(unplaced) as Tree;
  if (typeof tree !== "object" || tree === null) return tree;
  const parts = Object.entries(tree).filter(([key]) => key !== "position");
  return Object.fromEntries(parts.map(([key, part]) => [key, unplaced(part)])) as Tree;
}

const commentsOf = (note: string | undefined): readonly Comment[] =>
  note === undefined ? [] : [{ kind: "Comment", text: note, spaced: false }];
