//go:build linux && cgo

/* Each feature is asked for in a way that changes nothing in the process: with
 * arguments that a kernel which knows the request refuses for another reason than
 * one which does not, or, where a filter must be installed, on a thread and in a
 * child that end at once and take their filter with them. The thread is C's own:
 * on a thread of the Go runtime's the filter and no_new_privs might be inherited. */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "probe.h"
#include "requests.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5) /* Linux 5.19 */
#endif

/* The numbers that all architectures share since Linux 5.1. */
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_openat2
#define SYS_openat2 437
#endif
#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif

#define PIDFD_OPEN_THREAD O_EXCL /* PIDFD_THREAD, Linux 6.9 */

/* verdict turns the outcome of a request that should fail with the errno known where
 * the feature is there. EINVAL and ENOSYS, and ENOTTY of an ioctl, are how a kernel
 * says that it does not know a request; any other errno says nothing about that. */
static int verdict(long r, int known)
{
	if (r >= 0 || errno == known)
		return PROBE_HAS;
	if (errno == EINVAL || errno == ENOSYS || errno == ENOTTY)
		return PROBE_LACKS;
	return -errno;
}

/* opened is verdict for a request that succeeds with a descriptor. */
static int opened(long fd)
{
	int v = verdict(fd, 0);

	if (fd >= 0)
		close(fd);
	return v;
}

/* new_listener puts the calling thread under a filter that allows everything. */
static int new_listener(void)
{
	struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog prog = { .len = 1, .filter = &allow };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return -errno;
	int fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &prog);
	return fd < 0 ? -errno : fd;
}

struct thread {
	int listener;
	int pidfd; /* a verdict */
};

static void *thread_main(void *arg)
{
	struct thread *t = arg;

	/* Any thread but the first does. Up to 6.8 the flag is EINVAL. */
	t->pidfd = opened(syscall(SYS_pidfd_open, syscall(SYS_gettid), PIDFD_OPEN_THREAD));
	t->listener = new_listener();
	return NULL;
}

static int child_main(void *arg)
{
	*(int *)arg = new_listener();
	_exit(0);
}

/* hup_at_exit tells whether the listener hangs up when the last task exits, or not
 * before it has been reaped, as up to Linux 6.10. Threads reap themselves, so it takes
 * a process: one that shares our memory and descriptors, like vfork's, and tells
 * nobody of its end. */
static int hup_at_exit(void)
{
	const size_t size = 64 * 1024;
	int listener = -EAGAIN, v = -EAGAIN;
	siginfo_t info;
	char *stack = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
	pid_t pid;

	if (stack == MAP_FAILED)
		return -errno;
	pid = clone(child_main, stack + size, CLONE_VM | CLONE_VFORK | CLONE_FILES, &listener);
	if (pid < 0) {
		v = -errno;
		munmap(stack, size);
		return v;
	}
	if (waitid(P_PID, pid, &info, WEXITED | WNOWAIT | __WALL) < 0) {
		v = -errno;
	} else if (listener < 0) {
		v = listener;
	} else {
		struct pollfd p = { .fd = listener, .events = POLLIN };

		v = poll(&p, 1, 0) < 0 ? -errno : p.revents & POLLHUP ? PROBE_HAS : PROBE_LACKS;
	}
	while (waitpid(pid, NULL, __WALL) < 0 && errno == EINTR)
		;
	if (listener >= 0)
		close(listener);
	munmap(stack, size);
	return v;
}

static void probe_listener(int fd, int result[PROBES])
{
	struct seccomp_notif_resp resp = { .flags = 1 /* ..._FLAG_CONTINUE */ };
	struct addfd a = { .srcfd = -1 };

	/* Flags are looked at before the notification, and no notification has ID 0. */
	result[PROBE_CONTINUE] = verdict(ioctl(fd, SECCOMP_IOCTL_NOTIF_SEND, &resp), ENOENT);
	result[PROBE_ADDFD] = verdict(ioctl(fd, REQ_ADDFD, &a), EBADF);
	a.flags = ADDFD_SEND;
	result[PROBE_ADDFD_SEND] = verdict(ioctl(fd, REQ_ADDFD, &a), EBADF);
	result[PROBE_SYNC_WAKE_UP] = verdict(ioctl(fd, REQ_SET_FLAGS, FD_SYNC_WAKE_UP), 0);
}

void scmp_probe(int result[PROBES])
{
	struct thread t = { .listener = -EAGAIN, .pidfd = -EAGAIN };
	sigset_t all, old;
	pthread_t thread;
	char here = 1, there = 0;
	struct iovec from = { &here, 1 }, to = { &there, 1 };
	int err, i;

	result[PROBE_OPENAT2] = opened(syscall(SYS_openat2, -1, NULL, NULL, 0));
	/* A size of 0 is EINVAL where the call exists, so only ENOSYS is a no. */
	if (result[PROBE_OPENAT2] == PROBE_LACKS && errno == EINVAL)
		result[PROBE_OPENAT2] = PROBE_HAS;
	result[PROBE_PIDFD_OPEN] = opened(syscall(SYS_pidfd_open, getpid(), 0));
	result[PROBE_PIDFD_GETFD] = verdict(syscall(SYS_pidfd_getfd, -1, 0, 0), EBADF);
	result[PROBE_PROCESS_VM_READV] =
		verdict(syscall(SYS_process_vm_readv, getpid(), &to, 1UL, &from, 1UL, 0UL), 0);
	/* Flags are looked at before the filter's address. */
	result[PROBE_WAIT_KILLABLE_RECV] =
		verdict(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
				SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, NULL),
			EFAULT);

	/* What starts below must not run the Go runtime's signal handlers. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	err = pthread_create(&thread, NULL, thread_main, &t);
	if (err == 0) {
		pthread_join(thread, NULL);
	} else {
		t.listener = t.pidfd = -err;
	}
	result[PROBE_PIDFD_THREAD] = t.pidfd;
	if (t.listener >= 0) {
		result[PROBE_LISTENER] = PROBE_HAS;
		probe_listener(t.listener, result);
		close(t.listener);
		result[PROBE_HUP_AT_EXIT] = hup_at_exit();
	} else {
		int v = t.listener == -EINVAL || t.listener == -ENOSYS ? PROBE_LACKS : t.listener;

		result[PROBE_LISTENER] = v;
		for (i = PROBE_CONTINUE; i <= PROBE_SYNC_WAKE_UP; i++)
			result[i] = v;
		result[PROBE_HUP_AT_EXIT] = v;
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}
