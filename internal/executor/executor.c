//go:build linux

#define _GNU_SOURCE
#include "executor.h"

#include <errno.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { STACK = 64 * 1024 };

/* The worker has no thread-local memory of its own, so that it must not touch errno, and
 * calls the kernel itself. It returns a negative errno, as the kernel does. */
#if defined(__x86_64__) && !defined(__ILP32__)
static int64_t call(int64_t nr, const int64_t a[6])
{
	register int64_t r10 __asm__("r10") = a[3];
	register int64_t r8 __asm__("r8") = a[4];
	register int64_t r9 __asm__("r9") = a[5];
	int64_t r;
	__asm__ volatile("syscall" : "=a"(r) : "a"(nr), "D"(a[0]), "S"(a[1]), "d"(a[2]), "r"(r10), "r"(r8), "r"(r9) : "rcx", "r11", "memory");
	return r;
}
#elif defined(__aarch64__)
static int64_t call(int64_t nr, const int64_t a[6])
{
	register int64_t x8 __asm__("x8") = nr;
	register int64_t x0 __asm__("x0") = a[0];
	register int64_t x1 __asm__("x1") = a[1];
	register int64_t x2 __asm__("x2") = a[2];
	register int64_t x3 __asm__("x3") = a[3];
	register int64_t x4 __asm__("x4") = a[4];
	register int64_t x5 __asm__("x5") = a[5];
	__asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
	return x0;
}
#elif defined(__riscv) && __riscv_xlen == 64
static int64_t call(int64_t nr, const int64_t a[6])
{
	register int64_t a7 __asm__("a7") = nr;
	register int64_t a0 __asm__("a0") = a[0];
	register int64_t a1 __asm__("a1") = a[1];
	register int64_t a2 __asm__("a2") = a[2];
	register int64_t a3 __asm__("a3") = a[3];
	register int64_t a4 __asm__("a4") = a[4];
	register int64_t a5 __asm__("a5") = a[5];
	__asm__ volatile("ecall" : "+r"(a0) : "r"(a7), "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a5) : "memory");
	return a0;
}
#else
#define NO_CALL
#endif

#ifdef NO_CALL

int executor_start(struct executor *w, int event) { (void)w; (void)event; return ENOSYS; }
void executor_free(struct executor *w) { free(w); }

#else

static int64_t call4(int64_t nr, int64_t a, int64_t b, int64_t c, int64_t d)
{
	int64_t args[6] = {a, b, c, d};
	return call(nr, args);
}

static void interrupted(int sig) { (void)sig; }

__attribute__((optimize("no-stack-protector"))) static int life(void *p)
{
	struct executor *w = p;
	struct sigaction action = {.sa_handler = interrupted}; /* without SA_RESTART */
	uint64_t usr1 = (uint64_t)1 << (SIGUSR1 - 1), one = 1;

	/* It dies with the thread that made it: memory and descriptors would live on. */
	call4(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0);
	if (call4(SYS_getppid, 0, 0, 0, 0) != w->parent)
		call4(SYS_exit_group, 1, 0, 0, 0);
	/* Its handlers are its own: they were copied, not shared. */
	sigaction(SIGUSR1, &action, NULL);
	call4(SYS_rt_sigprocmask, SIG_UNBLOCK, (int64_t)&usr1, 0, sizeof usr1);
	for (;;) {
		while (__atomic_load_n(&w->state, __ATOMIC_ACQUIRE) != EXECUTOR_JOB)
			call4(SYS_futex, (int64_t)&w->state, FUTEX_WAIT, w->state == EXECUTOR_JOB ? -1 : w->state, 0);
		w->result = call(w->nr, w->args);
		__atomic_store_n(&w->state, EXECUTOR_DONE, __ATOMIC_RELEASE);
		while (call4(SYS_write, w->event, (int64_t)&one, sizeof one, 0) == -EINTR)
			;
	}
}

int executor_start(struct executor *w, int event)
{
	sigset_t all, old;
	int err = 0;

	w->event = event;
	w->parent = getpid();
	w->stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
	if (w->stack == MAP_FAILED) {
		w->stack = NULL;
		return errno;
	}
	/* The handlers that it starts with are the Go runtime's, which would take it for one of
	 * its threads. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	/* No signal tells of its end, so that nobody who waits for children meets it. */
	w->pid = clone(life, w->stack + STACK - 64, CLONE_VM | CLONE_FILES, w);
	if (w->pid < 0)
		err = errno;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return err;
}

void executor_free(struct executor *w)
{
	if (w->stack)
		munmap(w->stack, STACK);
	free(w);
}

#endif
