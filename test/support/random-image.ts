/**
 * `node test/support/random-image.ts SEED SIZE`: an image of SIZE services and oneshots that need each other at random,
 * as TypeScript on standard output. Each says in /tmp/order what it does: `start`, `ready`, `told` (to stop), `gone`.
 *
 * `node test/support/random-image.ts SEED SIZE check <ORDER`: fails and names what was out of order.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

interface Node {
  readonly name: string;
  readonly isOneshot: boolean;
  readonly needs: readonly number[];
  /** How long it takes to be ready, and to stop, in hundredths of a second. */
  readonly takes: number;
  readonly stopsIn: number;
}

const [seed = "1", size = "10", mode] = process.argv.slice(2);
const nodes = randomNodes(Number(seed), Number(size));
if (mode === "check") check(nodes, readFileSync(0, "utf8").trim().split("\n"));
else console.log(imageOf(nodes));

function randomNodes(seed: number, size: number): readonly Node[] {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const most = 1 + below(4);
  return Array.from({ length: size }, (_, i) => ({
    // So that s6-svscan, which takes them as they come, does not find them in the order of their needs.
    name: `${String.fromCharCode(97 + below(26))}${i}`,
    isOneshot: below(5) === 0,
    needs: [...new Set(Array.from({ length: i === 0 ? 0 : below(most + 1) }, () => below(i)))],
    takes: below(8),
    stopsIn: below(5),
  }));
}

function imageOf(nodes: readonly Node[]): string {
  const units = nodes.map(({ name, isOneshot, needs, takes, stopsIn }, i) => {
    const needed = `needs: [${needs.map((need) => `n${need}`).join(", ")}]`;
    const say = (what: string): string => `echo ${what} ${name} >>/tmp/order`;
    const begin = `${say("start")}; sleep 0.0${takes}; ${say("ready")}`;
    if (isOneshot) return `const n${i} = oneshot("${name}", { run: { sh: "${begin}" }, ${needed} });`;
    const end = `trap '${say("told")}; sleep 0.0${stopsIn}; ${say("gone")}; exit' TERM`;
    const wait = "sleep 1000 & while :; do wait; done";
    return `const n${i} = service("${name}", { run: { sh: "${end}\\n${begin}\\necho >&3\\n${wait}" }, ready: { fd: 3 }, ${needed} });`;
  });
  const list = nodes.map((_, i) => `n${i}`).join(", ");
  return `import { defineImage, oneshot, service } from "${resolve("src/image/index.ts")}";
${units.join("\n")}
export default defineImage({ services: [${list}] });`;
}

function check(nodes: readonly Node[], order: readonly string[]): void {
  const at = new Map(order.map((line, i) => [line, i]));
  if (at.size !== order.length) fail("something happened twice", order);
  const before = (first: string, second: string): void => {
    const [a, b] = [at.get(first), at.get(second)];
    if (a === undefined || b === undefined || a > b) fail(`"${first}" is not before "${second}"`, order);
  };
  const below = nodes.map((): Set<number> => new Set());
  for (const [i, { needs }] of nodes.entries()) {
    for (const need of needs) for (const each of [need, ...below[need]!]) below[i]!.add(each);
  }
  for (const [i, node] of nodes.entries()) {
    for (const need of [...below[i]!].map((each) => nodes[each]!)) {
      before(`ready ${need.name}`, `start ${node.name}`);
      if (!need.isOneshot && !node.isOneshot) before(`gone ${node.name}`, `told ${need.name}`);
    }
  }
  const events = nodes.reduce((sum, { isOneshot }) => sum + (isOneshot ? 2 : 4), 0);
  if (events !== order.length) fail(`${order.length} of ${events} things happened`, order);
}

function fail(what: string, order: readonly string[]): never {
  console.error(`${what}; in order:\n${order.join("\n")}`);
  process.exit(1);
}
