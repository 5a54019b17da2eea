//go:build linux && cgo && (amd64 || arm64 || riscv64)

#include "call.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif

/* streamtest_call makes the call args[0] with the arguments that follow, at an
 * address that no other code calls from. It is written out in assembly so that the
 * label stands exactly once. */
#if defined(__x86_64__)
__asm__(".text\n"
	".globl streamtest_call\n"
	".hidden streamtest_call\n"
	".globl streamtest_after_call\n"
	".hidden streamtest_after_call\n"
	".type streamtest_call, @function\n"
	"streamtest_call:\n"
	"	mov %rdi, %r11\n"
	"	mov 0(%r11), %rax\n"
	"	mov 8(%r11), %rdi\n"
	"	mov 16(%r11), %rsi\n"
	"	mov 24(%r11), %rdx\n"
	"	mov 32(%r11), %r10\n"
	"	mov 40(%r11), %r8\n"
	"	mov 48(%r11), %r9\n"
	"	syscall\n"
	"streamtest_after_call:\n"
	"	ret\n"
	".size streamtest_call, . - streamtest_call\n");
#elif defined(__aarch64__)
__asm__(".text\n"
	".globl streamtest_call\n"
	".hidden streamtest_call\n"
	".globl streamtest_after_call\n"
	".hidden streamtest_after_call\n"
	".type streamtest_call, %function\n"
	"streamtest_call:\n"
	"	mov x9, x0\n"
	"	ldp x8, x0, [x9]\n"
	"	ldp x1, x2, [x9, #16]\n"
	"	ldp x3, x4, [x9, #32]\n"
	"	ldr x5, [x9, #48]\n"
	"	svc #0\n"
	"streamtest_after_call:\n"
	"	ret\n"
	".size streamtest_call, . - streamtest_call\n");
#elif defined(__riscv)
__asm__(".text\n"
	".globl streamtest_call\n"
	".hidden streamtest_call\n"
	".globl streamtest_after_call\n"
	".hidden streamtest_after_call\n"
	".type streamtest_call, %function\n"
	"streamtest_call:\n"
	"	mv t0, a0\n"
	"	ld a7, 0(t0)\n"
	"	ld a0, 8(t0)\n"
	"	ld a1, 16(t0)\n"
	"	ld a2, 24(t0)\n"
	"	ld a3, 32(t0)\n"
	"	ld a4, 40(t0)\n"
	"	ld a5, 48(t0)\n"
	"	ecall\n"
	"streamtest_after_call:\n"
	"	ret\n"
	".size streamtest_call, . - streamtest_call\n");
#endif

/* install_filter puts the calling thread, and no other, under a filter that
 * notifies the calls nrs where streamtest_call makes them. It returns the listener,
 * or -1 and the errno. */
static int install_filter(const uint32_t *nrs, int n, int interruptible, int *errnum)
{
	unsigned long flags = SECCOMP_FILTER_FLAG_NEW_LISTENER;
	uintptr_t ip = (uintptr_t)streamtest_after_call;
	struct sock_filter *code = calloc(8 + 2 * n, sizeof(*code));
	struct sock_fprog prog = { .filter = code };
	int i, fd, len = 0;

	if (!code) {
		*errnum = ENOMEM;
		return -1;
	}
#define LOAD(field) \
	(struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define RET(action) (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action)
	/* The jumps go one instruction at a time, since they reach only 255 far. */
	code[len++] = LOAD(instruction_pointer);
	code[len++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)ip, 1, 0);
	code[len++] = RET(SECCOMP_RET_ALLOW);
	code[len++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
						   offsetof(struct seccomp_data, instruction_pointer) + 4);
	code[len++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)((uint64_t)ip >> 32), 1, 0);
	code[len++] = RET(SECCOMP_RET_ALLOW);
	code[len++] = LOAD(nr);
	for (i = 0; i < n; i++) {
		code[len++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, nrs[i], 0, 1);
		code[len++] = RET(SECCOMP_RET_USER_NOTIF);
	}
	code[len++] = RET(SECCOMP_RET_ALLOW);
	prog.len = len;

	fd = -1;
	if (!interruptible)
		flags |= SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
		fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &prog);
		if (fd < 0 && errno == EINVAL) /* Linux before 5.19 */
			fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &prog);
	}
	*errnum = errno;
	free(code);
	return fd;
}

/* The runtime has its own handlers restart the calls that they interrupt, so this is a
 * handler of ours, for a signal that nobody is likely to use. */
#define INTERRUPT (SIGRTMAX - 2)

static void nothing(int sig)
{
	(void)sig;
}

/* The targets of one filter. Their threads are not Go's: those would pass the filter
 * on to threads that the runtime makes, and the main thread would never lose it. */
struct streamtest_target {
	struct streamtest_group *group;
	pthread_t thread;
	pid_t tid;
	sem_t call, done;
	const long *args; /* NULL means to end */
	long ret;
};

struct streamtest_group {
	const uint32_t *nrs;
	int nr_count, interruptible;
	int fd, errnum; /* the listener, or the reason why there is none */
	int started, count;
	sem_t ready;
	struct streamtest_target targets[];
};

static void wait_for(sem_t *sem)
{
	while (sem_wait(sem) < 0) /* EINTR */
		;
}

static void *run(void *arg);

static int start(struct streamtest_target *t)
{
	pthread_attr_t attr;
	int r;

	sem_init(&t->call, 0, 0);
	sem_init(&t->done, 0, 0);
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, 256 << 10);
	r = pthread_create(&t->thread, &attr, run, t);
	pthread_attr_destroy(&attr);
	if (r) {
		sem_destroy(&t->call);
		sem_destroy(&t->done);
	}
	return r;
}

static void end(struct streamtest_target *t)
{
	t->args = NULL;
	sem_post(&t->call);
	pthread_join(t->thread, NULL);
	sem_destroy(&t->call);
	sem_destroy(&t->done);
}

static void *run(void *arg)
{
	struct streamtest_target *t = arg;
	struct streamtest_group *g = t->group;
	sigset_t set;

	/* What is meant for the process is none of a target's business. */
	sigfillset(&set);
	sigdelset(&set, INTERRUPT);
	pthread_sigmask(SIG_SETMASK, &set, NULL);
	t->tid = syscall(SYS_gettid);
	if (t == g->targets) {
		/* The first installs the filter, and its threads inherit that. */
		g->fd = install_filter(g->nrs, g->nr_count, g->interruptible, &g->errnum);
		for (g->started = 1; g->fd >= 0 && g->started < g->count; g->started++) {
			g->errnum = start(&g->targets[g->started]);
			if (g->errnum) {
				close(g->fd);
				g->fd = -1;
				break;
			}
		}
	}
	sem_post(&g->ready);
	for (;;) {
		wait_for(&t->call);
		if (!t->args)
			return NULL;
		t->ret = streamtest_call(t->args);
		sem_post(&t->done);
	}
}

/* streamtest_start makes targets, and returns NULL and an errno, or the targets and the
 * listener. */
struct streamtest_group *streamtest_start(int count, const uint32_t *nrs, int nr_count, int interruptible,
					  int *listener, int *errnum)
{
	struct streamtest_group *g = calloc(1, sizeof(*g) + count * sizeof(g->targets[0]));
	struct sigaction a;
	int i;

	*errnum = ENOMEM;
	if (!g)
		return NULL;
	memset(&a, 0, sizeof(a));
	a.sa_handler = nothing;
	a.sa_flags = SA_ONSTACK; /* as every handler in a Go process must */
	sigaction(INTERRUPT, &a, NULL);

	g->nrs = nrs;
	g->nr_count = nr_count;
	g->interruptible = interruptible;
	g->count = count;
	sem_init(&g->ready, 0, 0);
	for (i = 0; i < count; i++)
		g->targets[i].group = g;
	*errnum = start(&g->targets[0]);
	if (*errnum) {
		free(g);
		return NULL;
	}
	wait_for(&g->ready);
	if (g->fd < 0) {
		*errnum = g->errnum;
		for (i = 0; i < g->started; i++)
			end(&g->targets[i]);
		free(g);
		return NULL;
	}
	for (i = 1; i < count; i++)
		wait_for(&g->ready);
	*listener = g->fd;
	return g;
}

pid_t streamtest_tid(const struct streamtest_group *g, int i)
{
	return g->targets[i].tid;
}

long streamtest_run(struct streamtest_group *g, int i, const long args[7])
{
	struct streamtest_target *t = &g->targets[i];

	t->args = args;
	sem_post(&t->call);
	wait_for(&t->done);
	return t->ret;
}

int streamtest_interrupt(const struct streamtest_group *g, int i)
{
	return syscall(SYS_tgkill, getpid(), g->targets[i].tid, INTERRUPT) < 0 ? errno : 0;
}

void streamtest_end(struct streamtest_group *g, int i)
{
	end(&g->targets[i]);
}

/* streamtest_free is called when all targets have ended. */
void streamtest_free(struct streamtest_group *g)
{
	sem_destroy(&g->ready);
	free(g);
}
