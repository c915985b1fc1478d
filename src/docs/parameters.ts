import { ENVIRONMENT, type Parameter } from "../dsl/environment.ts";
import { table } from "./table.ts";

const UNITS: Readonly<Record<Parameter["kind"], string>> = {
  milliseconds: "milliseconds",
  switch: "0 or 1",
  level: "0, 1 or 2",
  id: "a number",
  name: "a name",
  path: "an absolute path",
  names: "names, with commas between",
};

/** `docs/parameters.md`: every environment variable that ignity reads. */
export function parametersPage(): string {
  const rows = Object.entries<Parameter>(ENVIRONMENT).map(([name, parameter]) => [
    `\`${name}\``,
    parameter.default === "" ? "" : `\`${parameter.default}\``,
    UNITS[parameter.kind],
    parameter.meaning,
  ]);
  return `# Parameters

Code generated from src/dsl/environment.ts; DO NOT EDIT.

Environment variables of the container. Files in \`/etc/ignity/envs\` can set them too; the container's own come first.
A value that is not allowed stops the container at once, with exit code 100 and a line that says what is allowed.

${table(["variable", "default", "value", "meaning"], rows)}`;
}
