import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import type { Parameter } from "../../ast/sh.ts";
import { callSite } from "../call-site.ts";
import { checkName, Unit, type Declared } from "./scope.ts";

/** What all the blocks of one script share. */
export class Program {
  readonly main = new Unit("the script");
  readonly #units = [this.main];
  readonly #trap = new Unit("a trap");
  /** The one `$!` that still is the process it was handed out for. */
  child: Parameter | undefined;

  function(name: string): Unit {
    checkName(name, "function");
    if (this.#units.some((unit) => unit.name === name)) {
      throw new IgnityError(
        "IG023",
        `the function ${name} is defined twice`,
        "choose another name",
        callSite(),
      );
    }
    return this.#add(new Unit(name, true));
  }

  /** What all traps do is one unit, which any other may be interrupted by. */
  get trap(): Unit {
    return this.#units.includes(this.#trap) ? this.#trap : this.#add(this.#trap);
  }

  #add(unit: Unit): Unit {
    this.#units.push(unit);
    return unit;
  }

  /** What can only be judged when all is recorded. */
  finish(): void {
    for (const unit of this.#units) {
      for (const declared of unit.own) checkAssigned(declared);
    }
    const ofTrap = this.#trap.reached();
    const interrupted = this.#units.filter((unit) => !ofTrap.has(unit)).flatMap((unit) => unit.own);
    keepApart(
      this.#trap,
      (name) => interrupted.find((declared) => declared.name === name),
      ({ position }) => position,
    );
  }
}

/** What a unit and its callees set must be no variable that is in use where it runs. */
export function keepApart(
  unit: Unit,
  find: (name: string) => Declared | undefined,
  where: (declared: Declared) => Position | undefined,
): void {
  for (const reached of unit.reached()) {
    for (const declared of reached.own) {
      const used = find(declared.name);
      if (!used || used === declared) continue;
      throw new IgnityError(
        "IG030",
        `${reached.name} sets the variable ${declared.name}, which is in use where it runs`,
        "sh has no local variables: choose another name in one of them",
        where(declared),
      );
    }
  }
}

function checkAssigned({ name, position, assigned }: Declared): void {
  if (assigned) return;
  throw new IgnityError(
    "IG026",
    `the variable ${name} is never given a value`,
    "give it one by set, read or getopts",
    position,
  );
}
