import { constants } from "node:os";

/** Whether s6 and execline read a word as a signal: its name, in any case and with or without SIG, or its number. */
export function isSignal(text: string): boolean {
  if (/^[0-9]+$/.test(text)) return Number(text) <= 64;
  const name = text.toUpperCase();
  return (name.startsWith("SIG") ? name : `SIG${name}`) in constants.signals;
}
