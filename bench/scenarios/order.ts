import { decode } from "../../src/ast/bytes.ts";
import { emitTree } from "../../src/emit/tree.ts";
import { compileImage } from "../../src/image/compile.ts";
import { defineImage, service, type Service } from "../../src/image/index.ts";
import { SIGTERM, type Files } from "../contender.ts";
import { interleave, Samples } from "../scenario.ts";
import type { Bench, Scenario } from "../scenario.ts";
import { supervisors } from "./services.ts";

export const WAVES = 10;
const IN_A_WAVE = 10;
/** How long each of them takes to be ready. */
export const READY_MS = 20;

const SHAPES = { "no needs": imageFiles(false), "10 waves": imageFiles(true) };

/** A hundred services that take their time to be ready, and the same where each needs one of the wave before its own. */
export const order: Scenario = {
  name: "order",
  async run({ containers, contenders, runs, progress }: Bench) {
    const samples = new Samples();
    const ignity = supervisors(contenders, WAVES * IN_A_WAVE).filter(({ name }) => name === "ignity");
    await interleave(ignity, Math.max(5, Math.ceil(runs / 4)), async ({ services, layer }, round) => {
      for (const [shape, files] of Object.entries(SHAPES)) {
        const { starts, signal, exit } = await containers.run({
          argv: services.argv(WAVES * IN_A_WAVE),
          layers: layer ? [layer] : [],
          files,
          stop: { expect: WAVES * IN_A_WAVE, signal: SIGTERM },
        });
        progress(`order: ${shape}`);
        if (round !== undefined)
          samples.add(shape, { "all up": Math.max(...starts), "TERM to exit": exit - signal });
      }
    });
    return [
      {
        id: "order",
        title: `100 services of one image, each ready after ${READY_MS} ms`,
        figures: samples.figures("ms", "no needs"),
        remarks: [
          `Of ten waves nine wait for the ${READY_MS} ms of the one before: 180 ms that are the services' own.`,
        ],
      },
    ];
  },
};

function imageFiles(inWaves: boolean): Files {
  const services: Service[] = [];
  for (let i = 0; i < WAVES * IN_A_WAVE; i++) {
    const need = services[i - IN_A_WAVE];
    services.push(
      service(`service-${i}`, {
        run: { sh: `sleep 0.0${READY_MS}\necho >&3\nexec /bench/probe serve` },
        ready: { fd: 3 },
        needs: inWaves && need ? [need] : [],
      }),
    );
  }
  const stages = compileImage(defineImage({ services })).map((stage) => ({ stage, source: "image.ts" }));
  const files = emitTree(stages, { annotate: (tree) => tree });
  return Object.fromEntries(files.map(({ path, bytes }) => [path, decode(bytes)]));
}
