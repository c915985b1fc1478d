import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import type { Parameter } from "../../ast/sh.ts";
import { checkName, Unit } from "./scope.ts";

/** What all the blocks of one script share. */
export class Program {
  readonly main = new Unit("the script");
  readonly #units = [this.main];
  readonly #trap = new Unit("a trap");
  /** The one `$!` that still is the process it was handed out for. */
  child: Parameter | undefined;

  function(name: string, position: Position | undefined): Unit {
    checkName(name, "function", position);
    if (this.#units.some((unit) => unit.name === name)) {
      throw new IgnityError(
        "IG023",
        `the function ${name} is defined twice`,
        "choose another name",
        position,
      );
    }
    return this.#add(new Unit(name));
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
      for (const { name, position, assigned } of unit.own.values()) {
        if (assigned) continue;
        throw new IgnityError(
          "IG026",
          `the variable ${name} is never given a value`,
          "give it one by set or read",
          position,
        );
      }
    }
    const ofTrap = this.#trap.reached();
    for (const unit of this.#units) {
      for (const [callee, position] of unit.calls) keepsApart(unit, callee, position);
      if (!ofTrap.has(unit)) keepsApart(unit, this.#trap, undefined);
    }
  }
}

/** A function must not set a variable of its caller by having one of the same name. */
function keepsApart(caller: Unit, callee: Unit, position: Position | undefined): void {
  for (const reached of callee.reached()) {
    for (const [name, declared] of reached.own) {
      if (reached === caller || !caller.own.has(name)) continue;
      throw new IgnityError(
        "IG030",
        `${reached.name} sets ${name}, which is a variable of ${caller.name} too`,
        "sh has no local variables: choose another name in one of them",
        position ?? declared.position,
      );
    }
  }
}
