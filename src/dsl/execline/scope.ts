import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import { partsOf, type Binder, type Words } from "./words.ts";

/**
 * The substitutions made before a point of the script, outermost first. Each rewrites every word after it, blocks
 * included, so what is checked here is what its values, its name and plain text can do to each other.
 */
export class Scope {
  static readonly EMPTY: Scope = new Scope([]);

  readonly #groups: readonly (readonly Binder[])[];

  private constructor(groups: readonly (readonly Binder[])[]) {
    this.#groups = groups;
  }

  /** This scope with binders that are substituted together. */
  bind(binders: readonly Binder[], position: Position | undefined): Scope {
    const names = new Set<string>();
    for (const { name } of binders) {
      if (!/^[^${}\\]+$/.test(name)) {
        throw new IgnityError(
          "IG008",
          `${JSON.stringify(name)} cannot be substituted`,
          "name it with at least one character, none of them $ { } or a backslash",
          position,
        );
      }
      if (names.has(name) || this.#find(name)) {
        throw new IgnityError(
          "IG004",
          `\${${name}} is bound here already`,
          "execline substitutes the earlier one everywhere, this one nowhere: choose another name",
          position,
        );
      }
      names.add(name);
    }
    return new Scope([...this.#groups, binders]);
  }

  /** Refuses a word that would not become what its author wrote. */
  check(value: Words, position: Position | undefined): void {
    if (typeof value === "object" && value.kind === "Raw") return;
    const parts = partsOf(value);
    for (const [i, part] of parts.entries()) {
      if (typeof part === "object") this.#checkBinder(part, position);
      else this.#checkText(part, i + 1 === parts.length || typeof parts[i + 1] === "object", position);
    }
  }

  #checkBinder(binder: Binder, position: Position | undefined): void {
    const at = this.#groups.findIndex((group) => group.includes(binder));
    if (at === -1) {
      throw new IgnityError(
        "IG005",
        `\${${binder.name}} is used outside the chain that binds it`,
        "bind it in this chain",
        position,
      );
    }
    const later = this.#groups[at + 1]?.[0];
    if (later && !binder.plain) {
      throw new IgnityError(
        "IG006",
        `\${${later.name}} is substituted after \${${binder.name}} and would rewrite a value that holds "\${${later.name}}"`,
        "substitute both in one multisubstitute, or the later one only in a block that does not use the earlier one",
        position,
      );
    }
  }

  /** `ends`: the text is followed by a substitution or by the end of its word, which also ends a `$name`. */
  #checkText(text: string, ends: boolean, position: Position | undefined): void {
    const written = /\$\{[^${}\\]*\}?/.exec(text)?.[0] ?? this.#bareName(text, ends);
    if (written === undefined) return;
    throw new IgnityError(
      "IG007",
      `the text ${JSON.stringify(text)} holds ${written}, which is substituted`,
      "put a variable there with word`...${variable}...`, or mark the word with raw(...)",
      position,
    );
  }

  #bareName(text: string, ends: boolean): string | undefined {
    for (const { 0: dollar, 1: name, index } of text.matchAll(/\$([^${}\\]+)(?=[${}\\]|$)/g)) {
      const whole = index + dollar.length < text.length || ends;
      if (whole && this.#substitutes(name!)) return dollar;
    }
    return undefined;
  }

  #substitutes(name: string): boolean {
    const hasArguments = this.#find("@") !== undefined;
    return this.#find(name) !== undefined || (hasArguments && /^\d+$/.test(name));
  }

  #find(name: string): Binder | undefined {
    return this.#groups.flat().find((binder) => binder.name === name);
  }
}
