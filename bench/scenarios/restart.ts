import { readdir, readlink } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { Complaint } from "../complaint.ts";
import { interleave, Samples } from "../scenario.ts";
import type { Bench, Scenario } from "../scenario.ts";
import { supervisors } from "./services.ts";

/** Most inits let a service rest that has run for less than a second. */
const STEADY_MS = 1200;
const LIMIT_MS = 20_000;
const ROUNDS = 5;
/** How long the new one is left alone before the container is stopped. */
const SETTLE_MS = 300;

const REMARK =
  "The service had run for more than a second. s6-supervise lets a second pass before it starts one again, however " +
  "long it ran; circus looks every five seconds; honcho ends with the first process that ends.";

/** A service that is killed: how long until it has started again. */
export const restart: Scenario = {
  name: "restart",
  async run({ containers, contenders, progress }: Bench) {
    const samples = new Samples();
    const able = supervisors(contenders, 1).filter(({ services }) => services.restarts !== false);
    await interleave(able, ROUNDS, async ({ name, services, layer }, round) => {
      let killed = NaN;
      const { starts, begin } = await containers.run({
        argv: services.argv(1),
        layers: layer ? [layer] : [],
        files: services.files(1),
        stop: {
          expect: 1,
          signal: services.stop,
          whenUp: async (pid) => {
            await setTimeout(STEADY_MS);
            killed = await killService(pid);
            await setTimeout(SETTLE_MS);
          },
        },
      });
      progress(`restart: ${name}`);
      const [, again = NaN] = starts;
      if (round !== undefined) samples.add(name, { "killed to started": begin + again - killed });
    });
    const figures = samples.figures("ms", "s6-svscan");
    return [{ id: "restart", title: "A service that is killed", figures, remarks: [REMARK] }];
  },
};

/** Kills the one service in PID 1's namespace, and waits for the next one. The time of the kill is of `now()`. */
async function killService(first: number): Promise<number> {
  const [service] = await servicesOf(first);
  if (service === undefined) throw new Complaint("a service has ended by itself");
  const killed = now();
  process.kill(service, "SIGKILL");
  while ((await servicesOf(first)).every((pid) => pid === service)) {
    if (now() - killed > LIMIT_MS) throw new Complaint("a service that was killed is not started again");
    await setTimeout(20);
  }
  return killed;
}

/** In ms, of the clock that the launcher and the services read too. */
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** The PIDs, as seen here, of the probes in PID 1's namespace. */
async function servicesOf(first: number): Promise<number[]> {
  const namespace = await readlink(`/proc/${first}/ns/pid`);
  const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry));
  const links = (pid: string, link: string) => readlink(`/proc/${pid}/${link}`).catch(() => "");
  const isService = async (pid: string) =>
    (await links(pid, "ns/pid")) === namespace && (await links(pid, "exe")).endsWith("/bench/probe");
  const found = await Promise.all(pids.map(isService));
  return pids.filter((_, i) => found[i]).map(Number);
}
