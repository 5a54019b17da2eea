//go:build linux && cgo && (amd64 || arm64 || riscv64)

#include "call.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
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

/* streamtest_filter puts the calling thread, and no other, under a filter that
 * notifies the calls nrs where streamtest_call makes them. It returns the listener,
 * or -1 and the errno. */
int streamtest_filter(const uint32_t *nrs, int n, int interruptible, int *errnum)
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

static void *target(void *handle)
{
	streamtestTarget((uintptr_t)handle);
	return NULL;
}

/* streamtest_thread starts a thread, which has the calling thread's filter. */
int streamtest_thread(pthread_t *thread, uintptr_t handle)
{
	return pthread_create(thread, NULL, target, (void *)handle);
}

static void nothing(int sig)
{
	(void)sig;
}

/* The Go runtime has its handlers restart the calls that they interrupt, so this is a
 * handler of our own, for a signal that nobody is likely to use. */
int streamtest_interrupt(pid_t pid, pid_t tid)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static int ready;
	int sig = SIGRTMAX - 2, r = 0;

	pthread_mutex_lock(&lock);
	if (!ready) {
		struct sigaction a;

		memset(&a, 0, sizeof(a));
		a.sa_handler = nothing;
		a.sa_flags = SA_ONSTACK; /* as every handler in a Go process must */
		r = sigaction(sig, &a, NULL) < 0 ? errno : 0;
		ready = r == 0;
	}
	pthread_mutex_unlock(&lock);
	if (r == 0 && syscall(SYS_tgkill, pid, tid, sig) < 0)
		r = errno;
	return r;
}
