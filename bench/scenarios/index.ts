import type { Scenario } from "../scenario.ts";
import { emission } from "./emission.ts";
import { images } from "./images.ts";
import { life } from "./life.ts";
import { memory } from "./memory.ts";
import { order } from "./order.ts";
import { restart } from "./restart.ts";
import { services } from "./services.ts";
import { size } from "./size.ts";
import { stop } from "./stop.ts";
import { withEnv } from "./with-env.ts";

export const SCENARIOS: readonly Scenario[] = [
  life,
  stop,
  images,
  services,
  order,
  restart,
  memory,
  size,
  withEnv,
  emission,
];
