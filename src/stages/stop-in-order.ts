import { call, not, read, run, sh, test, word } from "../dsl/sh.ts";
import { tellDown } from "./letters.ts";
import { LIB, S6 } from "./paths.ts";

/** One s6-svwait has two descriptors for each service. */
const LOT = 100;

/**
 * `stop-in-order DIRECTORY...`: tells live services to stop, those with the highest number in their file `wave` first, and
 * each lower wave when all of the one above are down. One without the file is in wave 0. It has no limit of its own.
 */
export const stopInOrder = sh(`${LIB}/stop-in-order`, (s, argv) => {
  const wait = [`${S6}/s6-svwait`, "-D", "--"] as const;
  const waitDown = s.fn("wait_down", (s, argv) => {
    s.if(test(argv.count, "-le", LOT), (s) => s.run(...wait, argv.all)).else((s) => {
      s.pipe(run("printf", "%s\\0", argv.all), run("xargs", "-0", "-n", LOT, "-P", argv.count, ...wait));
    });
  });
  s.pipe(
    (s) => {
      s.for("service", [argv.all], (s, service) => {
        const wave = s.set("wave", 0);
        s.or(not(test("-e", word`${service}/wave`)), read(wave).from(word`${service}/wave`));
        s.run("echo", wave, service);
      });
    },
    run("sort", "-rn"),
    (s) => {
      s.setArgs();
      const last = s.set("last", "");
      const at = s.var("at");
      const directory = s.var("directory");
      s.while(read(at, directory), (s) => {
        s.if(test(at, "!=", last), (s) => {
          s.or(test(argv.count, "-eq", 0), call(waitDown, argv.all));
          s.setArgs();
          s.set(last, at);
        });
        tellDown(s, directory);
        s.setArgs(argv.all, directory);
      }).stderr("/dev/null");
    },
  );
});
