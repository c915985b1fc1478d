/** One subcommand of `ignity`; each is a module of its own in `commands/`, loaded only when it is called. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly usage: string;
  /** Runs it and gives the exit code. */
  run(args: readonly string[]): Promise<number>;
}

/** Exit codes of every command, in execline's and s6's manner. */
export const EXIT = {
  ok: 0,
  /** It did its work and has something to tell: findings, files not formatted. */
  found: 1,
  usage: 100,
  system: 111,
} as const;

/** Wrong usage: one line, exit code 100. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something that the machine lacks or refuses: one line, exit code 111. */
export class SystemError extends Error {
  override readonly name = "SystemError";
}
