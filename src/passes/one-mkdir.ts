import type { Block, Instruction, Script, Word } from "../ast/execline.ts";
import { textOf } from "../emit/execline-quote.ts";
import { knownText, type Bound } from "./directives.ts";
import { blocksOf, boundBefore, changeLines, commentsOf, fromEnd, type Step } from "./line.ts";
import { mkdirOf, type Mkdir } from "./mkdir.ts";
import { seesStatus } from "./status.ts";

/**
 * Makes several directories with one program.
 *
 *     foreground { mkdir a } foreground { mkdir b } exit    ->   foreground { mkdir a b } exit
 *     if { mkdir -p /run/a } if { mkdir -p /run/a/b } c     ->   if { mkdir -p /run/a /run/a/b } c
 *
 * `mkdir` tries each directory whatever became of the others, and fails when one of them could not be made. That is as
 * it was where nothing sees the `?` that `foreground` leaves. After an `if` that fails nothing more may be made: so
 * there each directory must be inside of those before, where none can be made then either.
 */
export function oneMkdir(script: Script): Script {
  return changeLines(script, (line, { read, ...around }) => {
    const { chain, steps } = line;
    const bound = boundBefore(steps, around.bound);
    const links = fromEnd(line, (first, [next, ...rest], i) => {
      const [second] = next ? read({ ...chain, links: [next] }).steps : [];
      const seen = (): boolean => seesStatus(read({ ...chain, links: rest }), read);
      const joined = second && join(first, second, bound[i]!, seen);
      return joined ? [joined, ...rest] : [first.link, ...(next ? [next] : []), ...rest];
    });
    return { ...chain, links };
  });
}

/** Two steps as one; `seen` tells whether what follows them sees the `?` they leave. */
function join(
  first: Step,
  second: Step,
  bound: readonly Bound[],
  seen: () => boolean,
): Instruction | undefined {
  const [program, a, b] = [first.program.name, mkdirIn(first, bound), mkdirIn(second, bound)];
  if (!a || !b || program !== second.program.name || !haveSameOptions(a, b)) return undefined;
  const isEqual =
    program === "foreground"
      ? !seen()
      : program === "if" &&
        first.given.options.length + second.given.options.length === 0 &&
        isInside(a, b, bound);
  if (!isEqual) return undefined;
  const directories = b.directories.map((word): Word => ({ ...word, leading: [] }));
  const [block] = blocksOf(first) as [Block];
  const [mkdir] = block.chain.links as [Instruction];
  const argv = [
    mkdir.argv[0]!,
    ...a.options,
    ...(a.dashes ?? b.dashes ?? []),
    ...a.directories,
    ...directories,
  ];
  const joined: Block = { ...block, chain: { ...block.chain, links: [{ ...mkdir, argv }] } };
  return {
    ...first.link,
    argv: first.link.argv.map((item) => (item === block ? joined : item)),
    leading: [...first.link.leading, ...commentsOf(second.link)],
  };
}

/** The `mkdir` that is all there is in the block of a step. */
function mkdirIn(step: Step, bound: readonly Bound[]): Mkdir | undefined {
  const [block] = blocksOf(step);
  const [mkdir, ...more] = block?.chain.links ?? [];
  return mkdir && more.length === 0 ? mkdirOf(mkdir, bound) : undefined;
}

function haveSameOptions(...both: readonly Mkdir[]): boolean {
  const [a, b] = both.map(({ options }) => options.map(textOf).join("\0"));
  return a === b;
}

/** Whether each directory of the second is inside of all of the first, which do not fail because they are there. */
function isInside(first: Mkdir, second: Mkdir, bound: readonly Bound[]): boolean {
  if (first.options.map(textOf).join() !== "-p") return false;
  return first.directories.every((above) =>
    second.directories.every((below) => {
      const [outer, inner] = [knownText(above, bound), knownText(below, bound)];
      return outer && inner?.startsWith(`${outer}/`) && !inner.slice(outer.length).split("/").includes("..");
    }),
  );
}
