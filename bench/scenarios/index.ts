import type { Scenario } from "../scenario.ts";
import { images } from "./images.ts";
import { life } from "./life.ts";
import { memory } from "./memory.ts";
import { services } from "./services.ts";
import { stop } from "./stop.ts";
import { withEnv } from "./with-env.ts";

export const SCENARIOS: readonly Scenario[] = [life, stop, images, services, memory, withEnv];
