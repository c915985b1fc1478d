const STEP = "  ";

/** Text line by line: indented, and with here-documents where the shell looks for them, after the end of the line. */
export class Writer {
  #text = "";
  #depth: number;
  #lineStart = false;
  #hereDocuments: string[] = [];

  constructor(depth: number) {
    this.#depth = depth;
  }

  get text(): string {
    return this.#text;
  }
  get depth(): number {
    return this.#depth;
  }
  get awaitsHereDocument(): boolean {
    return this.#hereDocuments.length > 0;
  }

  write(text: string): this {
    if (this.#lineStart) this.#text += STEP.repeat(this.#depth);
    this.#lineStart = false;
    this.#text += text;
    return this;
  }

  newline(): this {
    this.#text += `\n${this.#hereDocuments.join("")}`;
    this.#hereDocuments = [];
    this.#lineStart = true;
    return this;
  }

  /** Its lines, the delimiter's included, to come after the end of this line. */
  hereDocument(lines: string): void {
    this.#hereDocuments.push(lines);
  }

  /** The lines that `inside` begins are one step deeper. */
  deeper(inside: () => void): this {
    this.#depth++;
    inside();
    this.#depth--;
    return this;
  }
}
