/** Names of files that are execline scripts whatever is in them. */
const EXTENSIONS = [".execline", ".execlineb"];

/** An interpreter line that names execlineb, itself or behind another program, as `with-env execlineb -P` does. */
const INTERPRETER = /^#!(?:[^\n]*[/\s])?execlineb(?:\s|$)/;

/** Whether a file is an execline script, by the name it has or by how it begins. */
export function isExecline(path: string, head: string): boolean {
  return EXTENSIONS.some((extension) => path.endsWith(extension)) || INTERPRETER.test(head);
}
