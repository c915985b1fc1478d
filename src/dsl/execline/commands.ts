import { IgnityError, type Position } from "../../ast/diagnostic.ts";
import { EXECLINE, programs, S6 } from "../../facts/index.ts";
import { callSite } from "../call-site.ts";
import { line, propertyName, type GivenFlags } from "./arguments.ts";
import type { Command } from "./chain.ts";
import type { Test } from "./eltest.ts";
import type { ExeclineCommands, S6Commands } from "./signature.ts";
import type { Word, Words } from "./words.ts";

/**
 * Any program that is neither execline's nor s6's.
 *
 *     run("mkdir", "-p", dir)    // mkdir -p ${dir}
 */
export function run(program: Word, ...args: readonly Words[]): Command {
  const position = callSite();
  checkUntabled(program, position);
  return command([program, ...args], position);
}

/**
 * A test: `"-f", file` or `a, "=", b`, each perhaps after `"!"`, joined by `"-a"` and `"-o"`.
 *
 *     eltest(wait, "-ne", 0, "-a", "-d", dir)    // eltest ${wait} -ne 0 -a -d ${dir}
 *
 * A variable that may hold an operator goes through `data`.
 */
export function eltest<const Expression extends readonly Word[]>(...expression: Test<Expression>): Command {
  return command(["eltest", ...(expression as readonly Word[])], callSite());
}

const execline = fromTable<ExeclineCommands>(EXECLINE);

/** `exit ${code}`; 0 without a code. */
export const exit = execline.exit;
/** Prints a user's home directory: `homeof ${user}`. */
export const homeof = execline.homeof;
/** Prints the positional parameters found in the environment: `dollarat -n`. */
export const dollarat = execline.dollarat;
/** Runs another script: `execlineb -P -c "..."`. */
export const execlineb = execline.execlineb;

/**
 * The programs of s6 that end a chain. Where a program has options they come first, by the manual's words.
 *
 *     s6.svwait({ ready: true, timeout: 5000 }, dir)      // s6-svwait -U -t 5000 ${dir}
 *     s6.svscan({ notificationFd: 4 }, "/run/services")   // s6-svscan -d 4 /run/services
 *     s6.svok("/run/services/x")                          // s6-svok /run/services/x
 */
export const s6 = fromTable<S6Commands>(S6);

/** Refuses a program of the table spelled by hand: its own method knows its options and what it substitutes. */
export function checkUntabled(program: Word, position: Position | undefined): void {
  const known = typeof program === "string" ? programs.get(program) : undefined;
  if (!known) return;
  const name = propertyName(known.name);
  const chains = known.sequence.some(({ kind }) => kind === "chain");
  const owner = known.package === "s6" ? "s6." : "";
  throw new IgnityError(
    "IG010",
    `${known.name} is written by hand`,
    `write ${chains ? "x." : ""}${owner}${name}(...), or mark it with raw("${known.name}")`,
    position,
  );
}

function fromTable<Commands>(table: object): Commands {
  const tabled = Object.keys(table).map((name) => programs.get(name)!);
  return Object.fromEntries(
    tabled
      .filter(({ sequence }) => sequence.every(({ kind }) => kind === "positional"))
      .map((program) => [
        propertyName(program.name),
        (...args: readonly unknown[]) => {
          const [flags, operands] = program.options.length > 0 ? [args[0], args.slice(1)] : [{}, args];
          return command(
            line(program, flags as GivenFlags, operands as readonly Words[]) as readonly Words[],
            callSite(),
          );
        },
      ]),
  ) as Commands;
}

function command(words: readonly Words[], position: Position | undefined): Command {
  return { kind: "Command", words, ...(position && { position }) };
}
