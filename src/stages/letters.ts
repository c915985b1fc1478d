import { run, test, word, type Sh, type Word } from "../dsl/sh.ts";

/** What `s6-svscanctl -a` and `-t` send: to look for services, to end them all and itself. */
export function tellScanner(s: Sh, scandir: Word, letter: "a" | "t"): void {
  // s6-svscanctl sends the letter of its option.
  s.printf(letter).readWrite(word`${scandir}/.s6-svscan/control`, 1);
}

/** What `s6-svc -d` sends to the supervisor of a service, which stays down. */
export function tellDown(s: Sh, service: Word): void {
  // A supervisor that was killed, or told to exit, comes back; its service does not.
  s.or(test("-e", word`${service}/down`), run("true").to(word`${service}/down`));
  // The letter that s6-svc -d sends.
  s.printf("d").readWrite(word`${service}/supervise/control`, 1);
}
