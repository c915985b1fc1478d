import type { Imported, ImportedUnit } from "./model.ts";

/** How long a list or an object on one line may be. */
const WIDTH = 90;

type Value = string | number | boolean | Code | readonly Value[] | { readonly [key: string]: Value };

/** What is written as it is, the name of a service. */
class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The text of an image file. What is needed stands before what needs it. */
export function imageFile({ units, image }: Imported): string {
  const sorted = inOrder(units);
  const names = new Map<string, string>();
  for (const { name } of sorted) names.set(name, identifier(name, new Set(names.values())));
  const statements = sorted.map((unit, i) => {
    const earlier = new Set(sorted.slice(0, i).map(({ name }) => name));
    return unitText(
      unit,
      names,
      unit.needs.every((need) => earlier.has(need)),
    );
  });
  const functions = ["defineImage", ...new Set(sorted.map(({ kind }) => kind))].toSorted();
  const parts = Object.entries(image).filter(([, part]) => Object.keys(part).length > 0);
  const options = {
    ...(Object.fromEntries(parts) as Record<string, Value>),
    ...(sorted.length > 0 && { services: sorted.map(({ name }) => new Code(names.get(name)!)) }),
  };
  return [
    `import { ${functions.join(", ")} } from "ignity";\n`,
    ...statements,
    `export default defineImage(${print(options, 0)});\n`,
  ].join("\n");
}

/** One service. Where it needs what stands further down, its needs are a function. */
function unitText(unit: ImportedUnit, names: ReadonlyMap<string, string>, isInOrder: boolean): string {
  const { kind, name, needs, options, comments } = unit;
  const needed = needs.map((need) => new Code(names.get(need)!));
  const all: Record<string, Value> = {
    ...(options as unknown as Record<string, Value>),
    ...(needed.length > 0 && { needs: isInOrder ? needed : new Code(`() => ${print(needed, 1)}`) }),
  };
  const notes = comments.map((comment) => `// ${comment.replace(/[\r\u2028\u2029]/g, " ")}\n`).join("");
  return `${notes}const ${names.get(name)} = ${kind}(${print(name, 0)}, ${print(all, 0)});\n`;
}

/** Each after what it needs, where they do not need each other. */
function inOrder(units: readonly ImportedUnit[]): readonly ImportedUnit[] {
  const sorted = new Set<ImportedUnit>();
  const visit = (unit: ImportedUnit, path: readonly ImportedUnit[]): void => {
    if (sorted.has(unit) || path.includes(unit)) return;
    for (const need of unit.needs) {
      const needed = units.find(({ name }) => name === need);
      if (needed) visit(needed, [...path, unit]);
    }
    sorted.add(unit);
  };
  for (const unit of units) visit(unit, []);
  return [...sorted];
}

const RESERVED = new Set(
  "await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof let new null package private return static super switch this throw true try typeof var void while with yield arguments eval undefined service oneshot defineImage".split(
    " ",
  ),
);

/** The name of a service as one of TypeScript: `svc-php-fpm` is `svcPhpFpm`. */
function identifier(name: string, taken: ReadonlySet<string>): string {
  const camel = name
    .replace(/[^A-Za-z0-9]+(.?)/g, (_, next: string) => next.toUpperCase())
    .replace(/^[A-Z]/, (first) => first.toLowerCase());
  const base =
    /^[a-z]/.test(camel) && !RESERVED.has(camel)
      ? camel
      : `unit${camel.replace(/^./, (first) => first.toUpperCase())}`;
  let unique = base;
  for (let n = 2; taken.has(unique); n++) unique = `${base}${n}`;
  return unique;
}

function print(value: Value, depth: number): string {
  if (value instanceof Code) return value.text;
  if (typeof value === "string") return value.includes("\n") ? template(value) : JSON.stringify(value);
  if (typeof value !== "object") return String(value);
  const [open, close, items] = Array.isArray(value)
    ? ["[", "]", value.map((item) => print(item, depth + 1))]
    : ["{ ", " }", Object.entries(value).map(([key, item]) => `${keyOf(key)}: ${print(item, depth + 1)}`)];
  const line = `${open}${items.join(", ")}${close}`;
  const isRecord = !Array.isArray(value);
  if (items.length === 0) return isRecord ? "{}" : "[]";
  if (!(isRecord && depth === 0) && !line.includes("\n") && line.length + 2 * depth < WIDTH) return line;
  const indent = "  ".repeat(depth + 1);
  return `${open.trim()}\n${items.map((item) => `${indent}${item},\n`).join("")}${"  ".repeat(depth)}${close.trim()}`;
}

const keyOf = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key));

/** Text of several lines. What no editor shows, or no file of UTF-8 holds, is an escape. */
function template(text: string): string {
  const escaped = text
    .replace(/[\\`]|\$(?=\{)/g, "\\$&")
    .replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
  return `\`${escaped}\``;
}
