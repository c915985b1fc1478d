/*
 * Boots an init and sends it TERM at one system call of the boot, whoever makes it:
 *
 *     term-at [again] CALL PROGRAM [ARGUMENT...]
 *
 * PROGRAM is PID 1 of a PID namespace of its own. At the CALLth system call that it or a descendant begins, PID 1 gets
 * TERM, and whoever made the call is held for HOLD_MS, so that others come before it; at 0, never. With `again` PID 1 has
 * had a TERM before, when all was quiet, and the calls are counted from then. Prints one line:
 *
 *     N          the exit code of PID 1, 128 + n when a signal n ended it
 *     dropped    nothing in PID 1 took TERM then: the kernel gives PID 1 no signal that it has no handler for
 *     after      there was no such call before PID 1 ended, or all was quiet for QUIET_MS
 *     hangs      PID 1 was still there after LIMIT_MS
 *
 * In the last three all of the namespace is killed. Needs root. Exit code 111 when something is not allowed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HOLD_MS = 4, QUIET_MS = 300, LIMIT_MS = 20000 };

static void die(const char *what)
{
	fprintf(stderr, "term-at: %s: %s\n", what, strerror(errno));
	exit(111);
}

static void on_alarm(int signal)
{
	(void)signal;
}

/* It comes again each ms, for one that comes just before the wait is lost. */
static void alarm_after(long ms)
{
	struct itimerval timer = {{0, 1000}, {ms / 1000, ms % 1000 * 1000}};
	setitimer(ITIMER_REAL, &timer, NULL);
}

/* Whether a TERM that comes now is caught, or kept until it is. */
static int takes_term(pid_t pid)
{
	char path[64], line[256];
	unsigned long long mask, taken = 0;
	snprintf(path, sizeof path, "/proc/%d/status", pid);
	FILE *status = fopen(path, "r");
	if (!status) die(path);
	while (fgets(line, sizeof line, status))
		if (sscanf(line, "SigCgt: %llx", &mask) == 1 || sscanf(line, "SigBlk: %llx", &mask) == 1) taken |= mask;
	fclose(status);
	return taken >> (SIGTERM - 1) & 1;
}

static pid_t start(char **argv)
{
	int go[2];
	if (pipe(go) < 0 || unshare(CLONE_NEWPID) < 0) die("unshare");
	pid_t pid = fork();
	if (pid < 0) die("fork");
	if (!pid) {
		char byte;
		close(go[1]);
		if (read(go[0], &byte, 1) != 1) _exit(111);
		close(go[0]);
		if (unshare(CLONE_NEWNS) < 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
		    mount("proc", "/proc", "proc", 0, NULL) < 0)
			die("mount");
		execv(argv[0], argv);
		die(argv[0]);
	}
	long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEFORK |
		       PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE;
	if (ptrace(PTRACE_SEIZE, pid, NULL, options) < 0 || ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) < 0) die("ptrace");
	close(go[0]);
	if (write(go[1], "", 1) != 1) die("write");
	close(go[1]);
	return pid;
}

static void end(pid_t first, const char *verdict)
{
	kill(first, SIGKILL);
	puts(verdict);
	exit(0);
}

/* Lets a process go on from its stop. What it stopped for may have ended it meanwhile. */
static void go_on(pid_t pid, int status)
{
	int signal = WSTOPSIG(status), event = status >> 16;
	if (event == PTRACE_EVENT_STOP && (signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU)) {
		ptrace(PTRACE_LISTEN, pid, NULL, NULL);
		return;
	}
	if (event || signal == (SIGTRAP | 0x80)) signal = 0;
	ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(long)signal);
}

int main(int argc, char **argv)
{
	int is_again = argc > 1 && !strcmp(argv[1], "again");
	argv += is_again;
	argc -= is_again;
	if (argc < 3) {
		fputs("usage: term-at [again] CALL PROGRAM [ARGUMENT...]\n", stderr);
		return 100;
	}
	long wanted = atol(argv[1]), calls = 0;
	struct sigaction action = {.sa_handler = on_alarm};
	sigaction(SIGALRM, &action, NULL);
	pid_t first = start(argv + 2);
	int has_begun = 0, becomes_another = 0, counts = !is_again, held_status = 0;
	pid_t held = 0;

	for (;;) {
		int status;
		alarm_after(held ? HOLD_MS : calls < wanted ? QUIET_MS : LIMIT_MS);
		pid_t pid = waitpid(-1, &status, __WALL);
		if (pid < 0 && errno == EINTR) {
			if (!held && !counts) {
				kill(first, SIGTERM);
				counts = 1;
				continue;
			}
			if (!held) end(first, calls < wanted ? "after" : "hangs");
			go_on(held, held_status);
			held = 0;
			continue;
		}
		if (pid < 0) die("waitpid");
		if (!WIFSTOPPED(status)) {
			if (pid != first) continue;
			if (calls < wanted) end(first, "after");
			printf("%d\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
			return 0;
		}
		if (status >> 16 == PTRACE_EVENT_EXEC) has_begun = 1;
		if (has_begun && WSTOPSIG(status) == (SIGTRAP | 0x80)) {
			struct __ptrace_syscall_info info;
			ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info);
			int is_entry = info.op == PTRACE_SYSCALL_INFO_ENTRY;
			/* Its handlers, as they are, are not those that a signal will find. */
			if (pid == first) becomes_another = is_entry && info.entry.nr == SYS_execve;
			if (counts && is_entry && ++calls == wanted) {
				if (becomes_another || !takes_term(first)) end(first, "dropped");
				kill(first, SIGTERM);
				held = pid;
				held_status = status;
				continue;
			}
		}
		go_on(pid, status);
	}
}
