/*
 * Stands for the programs an init runs: linked statically, so that its own start costs as little as a program's can.
 *
 *   probe                   a trivial CMD: says when it started and when it ends, and exits 0
 *   probe serve             a service: says when it started, then waits for the signal that ends it.
 *                           A service's `run` is one line, `#!/bench/probe serve`.
 *   probe nothing           exits 0 and says nothing: the program `calls` is measured with
 *   probe calls N prog...   a CMD that runs prog N times, one after another, and tells how long each took
 */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "record.h"

static int events;

static void tell(int32_t kind, int64_t time) {
  struct record record = {.time = time, .pid = getpid(), .kind = kind};
  if (write(events, &record, sizeof record) != sizeof record) _exit(111);
}

static void call(char **argv) {
  int64_t before = now();
  int status;
  pid_t child = vfork();
  if (child < 0) _exit(111);
  if (child == 0) {
    execv(argv[0], argv);
    _exit(127);
  }
  if (waitpid(child, &status, 0) < 0 || status) _exit(111);
  tell(KIND_CALL, now() - before);
}

int main(int argc, char **argv) {
  int64_t start = now();
  if (argc > 1 && !strcmp(argv[1], "nothing")) return 0;
  events = open("/bench/events", O_WRONLY | O_CLOEXEC);
  if (events < 0) return 111;
  tell(KIND_START, start);
  if (argc > 1 && !strcmp(argv[1], "serve"))
    for (;;) pause();
  if (argc > 3 && !strcmp(argv[1], "calls"))
    for (int left = atoi(argv[2]); left; left--) call(argv + 3);
  tell(KIND_END, now());
  return 0;
}
