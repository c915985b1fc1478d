import type { Block, Chain, Instruction, Item, Script, Word } from "../ast/execline.ts";
import { programs, type Package, type Program } from "../facts/index.ts";

/** Where the programs of each package are. */
export type Directories = Readonly<Record<Package, string>>;

/**
 * Names each program of execline and s6 by its path, and the interpreter too: nothing is looked up in PATH, so a
 * script runs with any environment, and without a failed exec.
 *
 *     foreground { s6-svok . }   ->   /usr/lib/execline/bin/foreground { /usr/bin/s6-svok . }
 */
export function absolutePaths(script: Script, directories: Directories): Script {
  const shebang = script.shebang?.replace(/^\S*\/(?=execlineb)/, `${directories.execline}/`);
  return { ...script, ...(shebang !== undefined && { shebang }), chain: ofChain(script.chain, directories) };
}

function ofChain(chain: Chain, directories: Directories): Chain {
  return { ...chain, links: chain.links.map((link) => ofInstruction(link, directories)) };
}

function ofInstruction(link: Instruction, directories: Directories): Instruction {
  const [first, ...rest] = link.argv;
  const program = first?.kind === "Word" ? programOf(first) : undefined;
  if (!program) return link;
  const blocks = program.sequence.filter(({ kind }) => kind === "block").values();
  const ofItem = (item: Item): Item => {
    if (item.kind === "Word") return item;
    const operand = blocks.next().value;
    return operand?.kind === "block" && isCommandLine(operand.holds) ? ofBlock(item, directories) : item;
  };
  const path: Word = { ...(first as Word), parts: [`${directories[program.package]}/${program.name}`] };
  return { ...link, argv: [path, ...rest.map(ofItem)] };
}

const ofBlock = (block: Block, directories: Directories): Block => ({
  ...block,
  chain: ofChain(block.chain, directories),
});

const isCommandLine = (holds: string): boolean => holds === "child" || holds === "exec";

function programOf({ parts: [part, ...more] }: Word): Program | undefined {
  return typeof part === "string" && more.length === 0 ? programs.get(part) : undefined;
}
