const TAB = 9;
const LF = 10;

/** Columns as a reader sees them, a tab going to the next eighth. Each line is gone through once, however long it is. */
export class Columns {
  /** Where the tabs are, and the column that each goes to. */
  readonly #tabs: number[] = [];
  readonly #columns: number[] = [];

  constructor(source: string) {
    if (!source.includes("\t")) return;
    let [column, from] = [0, 0];
    for (let at = 0; at < source.length; at++) {
      const unit = source.charCodeAt(at);
      if (unit === LF) [column, from] = [0, at + 1];
      if (unit !== TAB) continue;
      column += at - from;
      column += 8 - (column % 8);
      from = at + 1;
      this.#tabs.push(at);
      this.#columns.push(column);
    }
  }

  /** How many columns stand before `offset` on its line, which begins at `start`. */
  before(offset: number, start: number): number {
    const tab = this.#lastTab(offset);
    if (tab === -1 || this.#tabs[tab]! < start) return offset - start;
    return this.#columns[tab]! + offset - this.#tabs[tab]! - 1;
  }

  #lastTab(before: number): number {
    let [low, high] = [0, this.#tabs.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#tabs[middle]! < before) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
