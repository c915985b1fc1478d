import type { Chain, Instruction, Script } from "../ast/execline.ts";
import type { Contents } from "../facts/index.ts";
import { programOf } from "../parse/program-of.ts";

/** How many programs an execline script runs, in place of each other or not, if each of its lines is run once. */
export const programsOf = ({ chain }: Script): number => inChain(chain);

const inChain = ({ links }: Chain): number => links.reduce((sum, link) => sum + 1 + inBlocks(link), 0);

function inBlocks({ argv }: Instruction): number {
  const operands = programOf(argv[0])?.sequence.filter((operand) => operand.kind === "block") ?? [];
  const blocks = argv.filter((item) => item.kind === "Block");
  return blocks
    .flatMap(({ chain }, i) => chainsIn(chain, operands[i]?.holds))
    .reduce((sum, each) => sum + inChain(each), 0);
}

/** The command lines that a block is, or holds. */
function chainsIn(chain: Chain, holds: Contents | undefined): readonly Chain[] {
  switch (holds) {
    case "child":
    case "exec":
      return [chain];
    case "cases":
    case "handlers":
      return chain.links.flatMap(({ argv }) =>
        argv.filter((item) => item.kind === "Block").map((block) => block.chain),
      );
    default:
      return [];
  }
}
