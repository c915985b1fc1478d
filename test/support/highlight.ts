import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";

/** One stretch of a line and its scopes, outermost first, without the grammar's own. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** The grammar as an editor loads it. */
export async function loadGrammar(path = "editors/vscode/execline.tmLanguage.json"): Promise<IGrammar> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(Uint8Array.from(wasm).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(readFileSync(path, "utf8"), path)),
  });
  return (await registry.loadGrammar("source.execline"))!;
}

/** The tokens of each line of a script. */
export function tokensOf(grammar: IGrammar, text: string): readonly (readonly Token[])[] {
  let state = textmate.INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes.slice(1),
    }));
  });
}

/** Each line, and under it each of its stretches that has a scope. */
export function scopesIn(grammar: IGrammar, text: string): string {
  const lines = text.split("\n");
  return tokensOf(grammar, text)
    .flatMap((tokens, i) => [
      lines[i]!,
      ...tokens
        .filter((token) => token.scopes.length > 0 && token.text.trim() !== "")
        .map(
          (token) =>
            `    ${JSON.stringify(token.text.trim())} ${token.scopes.join(" ").replaceAll(".execline", "")}`,
        ),
    ])
    .join("\n");
}

/** Colours of a light theme, by the beginning of a scope. */
const COLOURS: readonly (readonly [scope: string, colour: string, style?: string])[] = [
  ["comment", "#6a737d", "italic"],
  ["invalid", "#b31d28"],
  ["constant.character", "#22863a"],
  ["punctuation.definition.variable", "#e36209"],
  ["variable.other", "#e36209"],
  ["variable.parameter", "#e36209"],
  ["string", "#032f62"],
  ["constant", "#005cc5"],
  ["keyword", "#d73a49"],
  ["support.function", "#6f42c1"],
  ["entity.name", "#24292e", "bold"],
  ["punctuation.section", "#6a737d"],
];

const WIDTH = 8.43;
const HEIGHT = 20;

/** A highlighted script as an SVG picture. */
export function picture(grammar: IGrammar, text: string): string {
  const lines = tokensOf(grammar, text.trimEnd());
  const columns = Math.max(...text.split("\n").map(({ length }) => length));
  const [width, height] = [Math.ceil(columns * WIDTH) + 32, lines.length * HEIGHT + 24];
  const rows = lines.map((tokens, i) => {
    const spans = tokens.map((token) => `<tspan${styleOf(token)}>${escaped(token.text)}</tspan>`).join("");
    return `<text x="16" y="${i * HEIGHT + 27}">${spans}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#24292e" xml:space="preserve">
<rect width="100%" height="100%" rx="6" fill="#f6f8fa"/>
${rows.join("\n")}
</svg>
`;
}

function styleOf({ scopes }: Token): string {
  const found = scopes.toReversed().flatMap((scope) => COLOURS.filter(([start]) => scope.startsWith(start)));
  const [, colour, style] = found[0] ?? [];
  if (colour === undefined) return "";
  const attribute =
    style === "bold" ? ' font-weight="bold"' : style === "italic" ? ' font-style="italic"' : "";
  return ` fill="${colour}"${attribute}`;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(" ", "\u00a0");
