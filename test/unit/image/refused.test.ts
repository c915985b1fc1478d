import { expect, test } from "vitest";
import { IgnityError } from "../../../src/ast/diagnostic.ts";
import { compileImage } from "../../../src/image/compile.ts";
import { defineImage, oneshot, service, type Image, type Service } from "../../../src/image/index.ts";

const run = ["/srv/web"] as const;

const REFUSED: Readonly<Record<string, readonly [message: string, image: () => Image]>> = {
  "a time that is no plain number": [
    'IG050: the time "-5s" is not from 1ms to 999999999ms; write a number and its unit, as "200ms", "5s", "2min" or "1h"',
    () => of(service("web", { run, stop: { timeout: "-5s" } })),
  ],
  "a time too long": [
    'IG050: the time "999h" is not from 1ms to 999999999ms; write a number and its unit, as "200ms", "5s", "2min" or "1h"',
    () => of(service("web", { run, stop: { timeout: "999h" } })),
  ],
  "a part of a second where s6 counts seconds": [
    'IG050: the time "1500ms" is not in whole seconds; s6 counts this one in seconds',
    () =>
      of(
        service("web", {
          run,
          restart: { policy: "always", atMost: { times: 2, within: "1500ms", otherwise: "giveUp" } },
        }),
      ),
  ],
  "a size with a part of a byte": [
    'IG050: the size "0.3B" cannot be counted in bytes; write a number and its unit, as "512B", "64KiB", "256MiB" or "2GiB"',
    () => of(service("web", { run, limits: { data: "0.3B" } })),
  ],
  "a name with a blank": [
    'IG051: "web server" cannot be the name of a service; use up to 100 letters, digits, "_", "." and "-", none of the last two first and no "-" at its end',
    () => of(service("web server", { run })),
  ],
  "a file name that leads elsewhere": [
    'IG051: "../passwd" cannot be the name of a file; use letters, digits, "_", "." and "-", none of the last two first, as in "10-app"',
    () => defineImage({ init: { "../passwd": run } }),
  ],
  "two services of one name": [
    "IG052: two services are called web; give one of them another name",
    () => defineImage({ services: [service("web", { run }), service("web", { run })] }),
  ],
  "an instance with the name of a service": [
    "IG052: two services are called web-2; give one of them another name",
    () => defineImage({ services: [service("web", { run, instances: 2 }), service("web-2", { run })] }),
  ],
  "a circle": [
    "IG053: services need each other in a circle: web -> work -> api -> web; none of them could ever start: leave out one of these needs",
    () => {
      const web: Service = service("web", { run, needs: () => [work] });
      const api = service("api", { run, needs: [web] });
      const work = oneshot("work", { run, needs: [api] });
      return of(web);
    },
  ],
  "a standard descriptor for readiness": [
    "IG054: the descriptor of readiness is 1; write a whole number from 3 to 1023",
    () => of(service("web", { run, ready: { fd: 1 } })),
  ],
  "no instance": [
    "IG054: the number of instances is 0; write a whole number from 1 to 999",
    () => of(service("web", { run, instances: 0 })),
  ],
  "a variable that is no name": [
    'IG055: "my-variable" cannot be a variable with the value "x"; name it with letters, digits and _, not a digit first, and give it a value without a NUL byte',
    () => of(service("web", { run, env: { "my-variable": "x" } })),
  ],
  "a mode that is not octal": [
    'IG055: the rule of permissions for "/srv" cannot be written; write a path and an owner without quotes and line breaks, and modes of three or four octal digits',
    () =>
      defineImage({
        perms: { "10-app": [{ path: "/srv", owner: "0:0", files: "u=rw", directories: "755" }] },
      }),
  ],
};

test.for(Object.entries(REFUSED))("%s is refused at its place", ([, [message, image]]) => {
  const error = refusalOf(image);
  expect(error.message.replace(/^\S+: (?=IG)/, "")).toBe(message);
  expect(error.position?.file).toBe(import.meta.filename);
});

test("two services of one image may share a need, listed or not", () => {
  const db = service("db", { run });
  const image = defineImage({
    services: [service("a", { run, needs: [db] }), service("b", { run, needs: () => [db] })],
  });
  const paths = compileImage(image).map(({ path }) => path);
  expect(paths.filter((path) => path.endsWith("/run"))).toEqual([
    "/etc/ignity/services/a/run",
    "/etc/ignity/services/db/run",
    "/etc/ignity/services/b/run",
  ]);
});

function of(unit: Service): Image {
  return defineImage({ services: [unit] });
}

function refusalOf(image: () => Image): IgnityError {
  try {
    compileImage(image());
  } catch (error) {
    if (error instanceof IgnityError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
