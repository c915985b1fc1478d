/* What a probe tells the launcher through the FIFO /bench/events: one record a write, shorter than PIPE_BUF. */

#include <stdint.h>
#include <time.h>

struct record {
  int64_t time; /* CLOCK_MONOTONIC in ns; of KIND_CALL, a duration */
  int32_t pid;  /* as the probe's own PID namespace counts it */
  int32_t kind;
};

enum { KIND_START, KIND_END, KIND_CALL };

static inline int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}
