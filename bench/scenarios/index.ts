import type { Scenario } from "../scenario.ts";
import { images } from "./images.ts";
import { life } from "./life.ts";
import { memory } from "./memory.ts";
import { services } from "./services.ts";
import { withEnv } from "./with-env.ts";

export const SCENARIOS: readonly Scenario[] = [life, images, services, memory, withEnv];
