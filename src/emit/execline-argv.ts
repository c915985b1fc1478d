import type { Chain, Item, Script } from "../ast/execline.ts";
import { textOf } from "./execline-quote.ts";

/**
 * The command line `execlineb` builds from a script: every word of a block begins with as many spaces as it is deep,
 * and an empty word one level up ends the block.
 */
export function argvOf(script: Script): string[] {
  const argv: string[] = [];
  addChain(script.chain, "", argv);
  return argv;
}

function addChain({ links }: Chain, depth: string, argv: string[]): void {
  for (const { argv: items } of links) for (const item of items) addItem(item, depth, argv);
}

function addItem(item: Item, depth: string, argv: string[]): void {
  if (item.kind === "Word") {
    argv.push((item.stray ?? "") + depth + textOf(item));
  } else {
    addChain(item.chain, `${depth} `, argv);
    argv.push((item.stray ?? "") + depth);
  }
}
