// What tsc refuses in the definition of an image, each with the message its author sees.
import { defineImage, oneshot, service } from "../../src/image/index.ts";

const redis = service("redis", { run: ["redis-server"] });
const migrate = oneshot("migrate", { run: ["/srv/migrate"] });

// @ts-expect-error TS2552: Cannot find name 'rediss'. Did you mean 'redis'?
export const misspeltNeed = service("web", { run: ["/srv/web"], needs: [rediss] });

// @ts-expect-error TS2322: Type 'string' is not assignable to type 'Unit'.
export const needByName = service("web", { run: ["/srv/web"], needs: ["redis"] });

// @ts-expect-error TS2448: Block-scoped variable 'second' used before its declaration.
// and TS2454: Variable 'second' is used before being assigned.
const first = service("first", { run: ["/srv/first"], needs: [second] });
const second = service("second", { run: ["/srv/second"], needs: [first] });

// @ts-expect-error TS2322: Type 'number' is not assignable to type '`${number}h` | `${number}min` | `${number}ms` | `${number}s` | undefined'.
export const timeWithoutUnit = service("web", { run: ["/srv/web"], stop: { timeout: 5 } });

// @ts-expect-error TS2322: Type '"5 seconds"' is not assignable to type '`${number}h` | `${number}min` | `${number}ms` | `${number}s` | undefined'.
export const wrongUnit = service("web", { run: ["/srv/web"], stop: { timeout: "5 seconds" } });

// @ts-expect-error TS2322: Type '"64MB"' is not assignable to type '`${number}B` | `${number}GiB` | `${number}KiB` | `${number}MiB` | undefined'.
export const wrongSize = service("web", { run: ["/srv/web"], limits: { data: "64MB" } });

// @ts-expect-error TS2322: Type '"SIGTERM"' is not assignable to type 'StopSignal | undefined'.
export const signalWithSig = service("web", { run: ["/srv/web"], stop: { signal: "SIGTERM" } });

// @ts-expect-error TS2820: Type '"TRM"' is not assignable to type 'StopSignal | undefined'. Did you mean '"TERM"'?
export const unknownSignal = service("web", { run: ["/srv/web"], stop: { signal: "TRM" } });

// @ts-expect-error TS2322: Type '{ timeout: "5s"; }' is not assignable to type 'Ready'.
export const readyWithoutAWayToTell = service("web", { run: ["/srv/web"], ready: { timeout: "5s" } });

// @ts-expect-error TS2322: Type 'boolean' is not assignable to type 'Ready'.
export const readyForSure = service("web", { run: ["/srv/web"], ready: true });

// @ts-expect-error TS2322: Type '{ script: "print(1)"; }' is not assignable to type 'Body'.
export const scriptWithoutInterpreter = service("web", { run: { script: "print(1)" } });

// @ts-expect-error TS2322: Type 'string' is not assignable to type 'Body'.
export const commandAsText = service("web", { run: "/srv/web --port 80" });

// @ts-expect-error TS2322: Type '[]' is not assignable to type 'Body'.
export const nothingToRun = service("web", { run: [] });

// @ts-expect-error TS2322: Type '"sometimes"' is not assignable to type 'Restart<"always" | "never" | "on-failure">'.
export const unknownPolicy = service("web", { run: ["/srv/web"], restart: "sometimes" });

// @ts-expect-error TS2322: Type '"always"' is not assignable to type 'Restart<"never" | "on-failure">'.
export const oneshotForEver = oneshot("work", { run: ["/srv/work"], restart: "always" });

// @ts-expect-error TS2820: Type '"022 "' is not assignable to type '... | "777"'. Did you mean '"022"'?
export const umaskOfMore = service("web", { run: ["/srv/web"], umask: "022 " });

// @ts-expect-error TS2739: Type 'Service[]' is missing the following properties from type 'Service': kind, name, options, position
export const twoMains = defineImage({ main: [redis, second] });

// @ts-expect-error TS2322: Type 'Oneshot' is not assignable to type 'Service'.
export const oneshotAsMain = defineImage({ main: migrate });
