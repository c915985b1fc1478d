/*
 * Runs one program as PID 1 of a fresh container, without an engine in the path, and takes the times.
 *
 *   launch WORK LOWER EXPECT SIGNAL prog...
 *
 * WORK     a directory of this run's own, on tmpfs, holding root/ (the root's uppermost layer, with a directory bench/),
 *          work/ (overlayfs's), merged/, and tmp/ and bench/, which are mounted on /tmp and /bench
 * LOWER    the root file system's layers below root/, as overlayfs takes them
 * EXPECT   how many programs must have started before `up PID` is printed; the launcher then waits for a line on its
 *          standard input and sends SIGNAL to PID 1. 0: it only waits for the end.
 *
 * Prints at the end one line of JSON: `exec` (just before PID 1's execve), `signal`, `exit` (seen by this parent),
 * `status` (a shell's reading of it) and `records`, all times in ns of CLOCK_MONOTONIC. A program that is not done
 * within a minute is killed, and the launcher exits 1.
 *
 * Why C: PID 1's first and last moments must be read to 0.1 ms, and nothing but the kernel may stand between them and
 * the clock. The set-up of the namespaces comes before the first reading; their tear-down after the last, because the
 * launcher holds them open.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "record.h"

/* REST_MS: how long whoever has started the launcher has to come to rest, for it is no part of what is measured. */
enum { REST_MS = 20, LIMIT_MS = 60000, RECORDS = 65536 };

static struct record records[RECORDS];
static size_t count;

static void die(const char *what) {
  fprintf(stderr, "launch: %s: %s\n", what, strerror(errno));
  exit(111);
}

static void must(int result, const char *what) {
  if (result < 0) die(what);
}

static void bind_mount(const char *from, const char *to) { must(mount(from, to, 0, MS_BIND, 0), to); }

/* The namespaces are the launcher's too, PID 1's alone excepted, so that they outlive PID 1. */
static void set_up(const char *lower) {
  char *overlay;
  must(unshare(CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS), "unshare");
  must(mount("none", "/", 0, MS_REC | MS_PRIVATE, 0), "make mounts private");
  must(asprintf(&overlay, "lowerdir=%s,upperdir=root,workdir=work", lower), "asprintf");
  must(mount("overlay", "merged", "overlay", 0, overlay), "mount overlay");
  bind_mount("tmp", "merged/tmp");
  bind_mount("bench", "merged/bench");
  bind_mount("/dev", "merged/dev");
  free(overlay);
}

static void become_pid1(char **argv, int64_t *executed) {
  static char *environment[] = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", 0};
  int in = open("/dev/null", O_RDONLY), out = open("log", O_WRONLY | O_CREAT | O_APPEND, 0644);
  must(prctl(PR_SET_PDEATHSIG, SIGKILL), "prctl");
  must(setsid(), "setsid");
  must(chroot("merged"), "chroot");
  must(chdir("/"), "chdir");
  must(mount("proc", "/proc", "proc", 0, 0), "mount /proc");
  must(dup2(in, 0) | dup2(out, 1) | dup2(out, 2), "dup2");
  must((int)syscall(SYS_close_range, 3, ~0U, 0), "close_range");
  *executed = now();
  execve(argv[0], argv, environment);
  die(argv[0]);
}

static void read_records(int events) {
  ssize_t got = read(events, records + count, sizeof records - count * sizeof *records);
  if (got > 0) count += (size_t)got / sizeof *records;
}

static size_t started(void) {
  size_t n = 0;
  for (size_t i = 0; i < count; i++) n += records[i].kind == KIND_START;
  return n;
}

static void print_result(int64_t executed, int64_t signalled, int64_t exited, int status) {
  printf("{\"exec\":%" PRId64 ",\"signal\":%" PRId64 ",\"exit\":%" PRId64 ",\"status\":%d,\"records\":[", executed,
         signalled, exited, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
  for (size_t i = 0; i < count; i++)
    printf("%s[%d,%d,%" PRId64 "]", i ? "," : "", records[i].kind, records[i].pid, records[i].time);
  puts("]}");
}

int main(int argc, char **argv) {
  if (argc < 6) {
    fputs("usage: launch WORK LOWER EXPECT SIGNAL prog...\n", stderr);
    return 100;
  }
  size_t expect = strtoul(argv[3], 0, 10);
  int signal_number = atoi(argv[4]), status, up = 0;
  must(prctl(PR_SET_PDEATHSIG, SIGKILL), "prctl");
  usleep(REST_MS * 1000);
  must(chdir(argv[1]), argv[1]);
  must(mkfifo("bench/events", 0666), "mkfifo");
  int events = open("bench/events", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  must(events, "bench/events");
  set_up(argv[2]);

  int64_t *executed = mmap(0, sizeof *executed, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (executed == MAP_FAILED) die("mmap");
  int64_t begun = now(), signalled = 0, exited;
  pid_t child = fork();
  must(child, "fork");
  if (child == 0) become_pid1(argv + 5, executed);

  struct pollfd polled[] = {
      {.fd = (int)syscall(SYS_pidfd_open, child, 0), .events = POLLIN},
      {.fd = events, .events = POLLIN},
      {.fd = -1, .events = POLLIN},
  };
  must(polled[0].fd, "pidfd_open");
  for (;;) {
    int64_t left = LIMIT_MS - (now() - begun) / 1000000;
    if (left <= 0 || poll(polled, 3, (int)left) == 0) {
      fprintf(stderr, "launch: %s: not done after %d s (%zu of %zu started)\n", argv[5], LIMIT_MS / 1000, started(),
              expect);
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return 1;
    }
    exited = now();
    if (polled[1].revents) read_records(events);
    if (polled[0].revents) break;
    if (expect && !up && started() >= expect) {
      up = 1;
      printf("up %d\n", child);
      fflush(stdout);
      polled[2].fd = 0;
    }
    if (polled[2].revents) {
      char line[16];
      if (read(0, line, sizeof line) < 0) die("read");
      polled[2].fd = -1;
      polled[2].revents = 0;
      signalled = now();
      must(kill(child, signal_number), "kill");
    }
  }
  must(waitpid(child, &status, 0), "waitpid");
  read_records(events);
  print_result(*executed, signalled, exited, status);
  return 0;
}
