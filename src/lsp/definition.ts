import type { Instruction, Item } from "../ast/execline.ts";
import type { Subject } from "../lint/subject.ts";
import { literal } from "../parse/program-of.ts";
import { refAt, wordAt } from "./place.ts";

/** Where the name under a cursor is bound: the word that names it. */
export function definitionAt(subject: Subject, offset: number): Item | undefined {
  const placing = wordAt(subject, offset);
  const ref = placing && refAt(subject, placing, offset);
  const binding = ref && placing.scope.find(ref.name);
  return binding && wordNaming(binding.name, binding.by);
}

function wordNaming(name: string, { argv }: Instruction): Item | undefined {
  const items = argv.flatMap((item) =>
    item.kind === "Block" ? item.chain.links.flatMap(({ argv }) => argv) : [item],
  );
  return items.slice(1).find((item) => literal(item) === name);
}
