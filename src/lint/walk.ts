import type { Chain, Comment, Instruction, Item } from "../ast/execline.ts";
import type { Contents } from "../facts/index.ts";
import { contentsOf, RUNS } from "../parse/contents.ts";
import { match, type Match } from "../parse/match.ts";
import { nameOf, programOf } from "../parse/program-of.ts";
import { effectsOf } from "./effects.ts";
import { Scope, type Binding, type Effects } from "./scope.ts";
import { refsOf, type Noted, type Placing, type Site } from "./subject.ts";

/** Programs of 66 that substitute whatever a file holds. */
const OTHERS = new Set(["execl-envfile", "execl-cmdline"]);
const UNKNOWN = { bindings: [], open: true, positionals: false, sets: [] };

/** Goes through a script once, in the order of its text, and keeps what rules ask for. */
export class Walk {
  readonly sites: Site[] = [];
  readonly siteOf = new Map<Instruction, Site>();
  readonly words: Placing[] = [];
  readonly bindings: Binding[] = [];
  readonly comments: Noted[] = [];
  /** Names that were mentioned where nothing bound them: a later binding may find them in a value. */
  readonly #unbound = new Set<string>();

  chain(chain: Chain, holds: Contents, parent: Site | undefined, outer: Scope): void {
    let scope = outer;
    chain.links.forEach((instruction, index) => {
      this.#note(instruction.leading, instruction);
      if (RUNS.has(holds)) {
        const program = programOf(instruction.argv[0]);
        const given = program && match(instruction.argv, 1, program);
        const name = nameOf(instruction);
        this.#site({ instruction, name, program, given, chain, index, holds, parent, scope });
        if (name !== undefined && OTHERS.has(name)) scope = new Scope(scope, UNKNOWN);
        if (given !== undefined && holds !== "directives") {
          const effects = effectsOf(instruction, program!, given);
          if (effects !== undefined) scope = this.#enter(effects, scope);
        }
      } else {
        for (const item of instruction.argv) this.#item(item, -1, parent, scope, holds, undefined);
      }
    });
    this.#note(chain.trailing, undefined);
  }

  #site(site: Site): void {
    const { instruction, scope, holds, given } = site;
    this.sites.push(site);
    this.siteOf.set(instruction, site);
    instruction.argv.forEach((item, at) => this.#item(item, at, site, scope, holds, given));
  }

  #item(
    item: Item,
    index: number,
    site: Site | undefined,
    scope: Scope,
    holds: Contents,
    given: Match | undefined,
  ) {
    this.#note(item.leading ?? [], item);
    if (item.kind === "Block") return this.chain(item.chain, contentsOf(item, given, holds), site, scope);
    this.words.push({ word: item, scope, site, index });
    for (const { name } of refsOf(item)) this.#use(name, scope);
  }

  #note(comments: readonly Comment[], before: Noted["before"]): void {
    for (const comment of comments) this.comments.push({ comment, before });
  }

  #enter(effects: Effects, outer: Scope): Scope {
    for (const binding of effects.bindings) if (this.#unbound.has(binding.name)) binding.uses++;
    this.bindings.push(...effects.bindings);
    return new Scope(outer, effects);
  }

  /** A `$name` with something behind the name is meant for the name as well. */
  #use(name: string, scope: Scope): void {
    const binding = scope.find(name) ?? scope.find(/^\w+/.exec(name)?.[0] ?? name);
    if (binding === undefined) this.#unbound.add(name);
    else binding.uses++;
  }
}
