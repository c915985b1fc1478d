import { and, arith, capture, not, run, sh, stderr, test, word } from "../dsl/sh.ts";
import { LIB, S6 } from "./paths.ts";
import { state } from "./state.ts";

/**
 * `end-container CODE SIGNAL [main]`, at the end of the `finish` of a service and with its arguments: the container stops,
 * in order, with the code that the service ended with; 128+n when signal n ended it. To s6-supervise it says that the
 * service stays down.
 *
 * It does nothing when the service was told to be down. What is `main` gives the container its code in a stop that began
 * elsewhere too.
 */
export const endContainer = sh(`${LIB}/end-container`, (s, argv) => {
  const files = state("../..");
  const code = s.set("code", argv[1]);
  s.or(test(code, "-ne", 256), (s) => s.set(code, arith`128 + ${argv[2]}`));
  const exitCode = word`../../exit-code`;
  s.if(test("-e", files.stopping), (s) => {
    s.if(and(test(argv[3], "=", "main"), not(test("-e", files.toldByService))), (s) => {
      s.run("echo", code).to(exitCode);
    });
    s.exit(125);
  });
  s.or(test(capture(run(`${S6}/s6-svstat`, "-o", "wantedup", ".")), "=", "true"), run("exit", 125));
  // The first to end says how.
  s.setOption("-C");
  s.or(run("echo", code).to(exitCode).stderr("/dev/null"), run("exit", 125));
  s.setOption("+C");
  s.run("true").to(files.toldByService);
  // It goes on when s6-supervise has seen the end of this script.
  s.background(run(`${LIB}/stage3`, "service").to(stderr));
  s.exit(125);
});
