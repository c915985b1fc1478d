/** A line of text of a CSS class. */
export function text(x: number, y: number, style: string, content: string, anchor = "start"): string {
  return `<text x="${x}" y="${y}" class="${style}" text-anchor="${anchor}">${escape(content)}</text>`;
}

export const escape = (content: string): string =>
  content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Tenths of a pixel are what can be seen. */
export const round = (value: number): number => Math.round(value * 10) / 10;
