//go:build linux && cgo

/* The stage: what a process does between the exec.Cmd's own execve of this program
 * and the execve of the command. It runs as a constructor, before the Go runtime
 * exists, and does not return: it becomes the command, or exits.
 *
 * The filter may notify any call, and nobody answers before the supervisor has the
 * listener. So the thread that gets the filter makes no call from then on but the
 * command's execve: a second thread, the courier, made before and free of the filter,
 * sends the listener. The two meet in memory. execve ends the courier.
 *
 * How does a thread wait that may make no call? It reads memory that is not there, which
 * is no call, and userfaultfd(2) tells the courier, and lets the thread sleep until the
 * memory is. Where that cannot be had, as in many containers, it has to spin. */

#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <link.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/userfaultfd.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "stage.h"

/* Headers may be older than the kernel. */
#ifndef SECCOMP_SET_MODE_FILTER
#define SECCOMP_SET_MODE_FILTER 1
#endif
#ifndef SECCOMP_FILTER_FLAG_NEW_LISTENER
#define SECCOMP_FILTER_FLAG_NEW_LISTENER (1UL << 3)
#endif
#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif
#ifndef UFFD_USER_MODE_ONLY
#define UFFD_USER_MODE_ONLY 1
#endif
#ifndef AT_EXECVE_CHECK
#define AT_EXECVE_CHECK 0x10000
#endif

extern char **environ;

/* Where the linker put this object's ELF header. */
extern const ElfW(Ehdr) __ehdr_start __attribute__((weak, visibility("hidden")));

static int sock = -1;
static int reachable;
static const char *program_name, *command_path;

/* What the filtered thread tells the courier and back. */
static atomic_int listener = -1; /* seccomp(2) returned it */
static atomic_int sent;          /* the supervisor has it */
static atomic_int failure;       /* the errno of execve */
static sem_t ready;              /* the courier has the priority that it needs */
static volatile int alive;       /* the kernel clears it when the filtered thread dies */

/* Two pages of memory that is not there. The filtered thread reads the first one to wait
 * until the listener is sent, and the second one to wait for its end. */
static atomic_int faults = -1;   /* the userfaultfd, or -1: spin */
static volatile char *pages;
static size_t page_size;

int stage_reachable(void)
{
	return reachable;
}

int stage_secure(void)
{
	return getauxval(AT_SECURE) != 0;
}

const char *stage_loader(void)
{
	const ElfW(Phdr) *p = (const void *)getauxval(AT_PHDR);
	uintptr_t bias = 0;

	for (unsigned long i = 0; i < getauxval(AT_PHNUM); i++)
		if (p[i].p_type == PT_PHDR)
			bias = (uintptr_t)p - p[i].p_vaddr;
	for (unsigned long i = 0; i < getauxval(AT_PHNUM); i++)
		if (p[i].p_type == PT_INTERP)
			return (const char *)(bias + p[i].p_vaddr);
	return NULL;
}

/* Tells the supervisor. Returns 0 if that is not there, or does not listen any more. */
static int reply(uint32_t what, int error, int fd)
{
	struct stage_reply r = { what, error };
	struct iovec iov = { &r, sizeof r };
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof fd)];
	} control = { 0 };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };

	if (fd >= 0) {
		m.msg_control = &control;
		m.msg_controllen = sizeof control.space;
		struct cmsghdr *c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof fd);
		memcpy(CMSG_DATA(c), &fd, sizeof fd);
	}
	while (sendmsg(sock, &m, MSG_NOSIGNAL) < 0)
		if (errno != EINTR)
			return 0;
	return 1;
}

_Noreturn static void fail(uint32_t what, int error)
{
	reply(what, error, -1);
	_exit(127);
}

/* The command's execve has failed. Where it was notified the supervisor has gone on long
 * since: then the process ends as env(1) would. */
_Noreturn static void fail_exec(int error)
{
	char text[PATH_MAX + 256];
	int n;

	if (!reply(STAGE_EXEC, error, -1)) {
		n = snprintf(text, sizeof text, "%.100s: %s: %s\n", program_name, command_path, strerror(error));
		if (n >= (int)sizeof text)
			n = sizeof text - 1;
		if (write(STDERR_FILENO, text, n) < 0)
			n = 0; /* there is nobody to tell */
	}
	_exit(error == ENOENT ? 127 : 126);
}

/* The filter killed the other thread alone (SECCOMP_RET_KILL_THREAD on execve): the
 * process ends as if there had been no other. */
_Noreturn static void die(void)
{
	sigset_t set;

	signal(SIGSYS, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGSYS);
	pthread_sigmask(SIG_UNBLOCK, &set, NULL);
	raise(SIGSYS);
	_exit(128 + SIGSYS); /* the init process of a PID namespace survives its own signals */
}

/* Makes the pages, if that is possible. */
static void make_pages(void)
{
#ifdef SYS_userfaultfd
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register reg = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	int fd, spare;
	void *m;

	/* What the kernel itself would wait for takes a privilege. Before Linux 5.11 there
	 * is no difference. */
	fd = syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK | UFFD_USER_MODE_ONLY);
	if (fd < 0 && errno == EINVAL)
		fd = syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return;
	/* The listener needs the last descriptor that the limit allows more than this. */
	spare = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	if (spare < 0)
		goto failed;
	close(spare);
	page_size = sysconf(_SC_PAGESIZE);
	m = mmap(NULL, 2 * page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (m == MAP_FAILED)
		goto failed;
	reg.range.start = (uintptr_t)m;
	reg.range.len = 2 * page_size;
	if (ioctl(fd, UFFDIO_API, &api) < 0 || ioctl(fd, UFFDIO_REGISTER, &reg) < 0)
		goto failed;
	pages = m;
	faults = fd;
	return;
failed:
	close(fd);
#endif
}

/* Gives the first page its memory: who waits for it goes on. */
static void open_page(void)
{
#ifdef SYS_userfaultfd
	struct uffdio_zeropage zero = { .range = { (uintptr_t)pages, page_size } };

	if (faults >= 0 && ioctl(faults, UFFDIO_ZEROPAGE, &zero) < 0)
		close(atomic_exchange(&faults, -1)); /* which does it for both */
#endif
}

static inline void relax(void)
{
#if defined(__x86_64__) || defined(__i386__)
	__builtin_ia32_pause();
#elif defined(__aarch64__) || (defined(__arm__) && __ARM_ARCH >= 7)
	__asm__ volatile("yield" ::: "memory");
#else
	__asm__ volatile("" ::: "memory");
#endif
}

/* What the filtered thread does while it waits: it reads the page, or spins. */
static inline void await_page(int n)
{
	if (faults >= 0)
		(void)pages[n * page_size];
	relax();
}

/* Lets some time pass, or less if the filtered thread begins to wait meanwhile. */
static void pause_courier(long nanoseconds)
{
	struct timespec t = { .tv_nsec = nanoseconds };
	struct pollfd p = { .fd = faults, .events = POLLIN };
	struct uffd_msg event;

	if (faults < 0) {
		nanosleep(&t, NULL);
		return;
	}
	if (ppoll(&p, 1, &t, NULL) > 0 && read(faults, &event, sizeof event) < 0 && errno != EAGAIN)
		nanosleep(&t, NULL);
}

/* Reports whether this thread's priority keeps every other one from its processor while
 * it spins. */
static int hogs(void)
{
	int policy = sched_getscheduler(0);

	return faults < 0 && (policy == SCHED_FIFO || policy == SCHED_RR);
}

/* The courier of such a thread needs a higher priority or, where that is not allowed, the
 * share of time that the kernel leaves to those who have none. */
static void outrank(void)
{
	struct sched_param p;

	if (!hogs())
		return;
	if (sched_getparam(0, &p) == 0) {
		p.sched_priority++;
		if (sched_setscheduler(0, sched_getscheduler(0), &p) == 0)
			return;
	}
	p.sched_priority = 0;
	sched_setscheduler(0, SCHED_OTHER, &p);
}

static void *courier(void *unused)
{
	const long shortest = 20 * 1000, longest = 100 * 1000 * 1000;
	long pause = faults >= 0 ? longest : shortest;
	int fd, error;

	outrank();
	sem_post(&ready);
	while ((fd = atomic_load(&listener)) < 0)
		pause_courier(pause);
	if (!reply(STAGE_LISTENER, 0, fd))
		_exit(127); /* without a supervisor there is no command */
	/* Were it kept, an execve that waits for its answer would wait for ever when the
	 * supervisor dies. */
	close(fd);
	atomic_store(&sent, 1);
	open_page();

	/* The end of that thread alone wakes nobody. */
	for (pause = shortest; (error = atomic_load(&failure)) == 0; pause = pause < longest ? 2 * pause : longest) {
		if (!alive)
			die();
		pause_courier(pause);
	}
	fail_exec(error);
	return unused;
}

/* Makes the courier. Where the soft limit of processes is in the way, and the hard limit
 * is not, it is lifted for the moment. */
static int create_courier(pthread_t *thread)
{
	struct rlimit limit, lifted;
	pthread_attr_t attr;
	int error;

	pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	error = pthread_create(thread, &attr, courier, NULL);
	if (error == EAGAIN && getrlimit(RLIMIT_NPROC, &limit) == 0) {
		lifted = limit;
		lifted.rlim_cur = limit.rlim_max;
		if (setrlimit(RLIMIT_NPROC, &lifted) == 0) {
			error = pthread_create(thread, &attr, courier, NULL);
			setrlimit(RLIMIT_NPROC, &limit);
		}
	}
	pthread_attr_destroy(&attr);
	return error;
}

static void start_courier(void)
{
	/* Kernel and library disagree on the size of a mask, and the library hides some
	 * signals: what it was is kept, and set again, without the library. */
	sigset_t all, old;
	pthread_t thread;
	int error;

	make_pages();
	sem_init(&ready, 0, 0);
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &old, _NSIG / 8);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, NULL);
	error = create_courier(&thread);
	if (error)
		fail(STAGE_THREAD, error);
	if (hogs())
		while (sem_wait(&ready) < 0)
			;
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &old, NULL, _NSIG / 8);
}

/* Takes back the ambient capabilities that were for the stage, and what they took. What
 * is permitted and effective is left: it is as after the supervisor's fork. */
static int restore_caps(const struct stage_plan *p)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];

	if (!p->set_caps)
		return 0;
	if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0 || syscall(SYS_capget, &header, data) < 0)
		return -1;
	for (int i = 0; i < _LINUX_CAPABILITY_U32S_3; i++)
		data[i].inheritable = p->inheritable[i];
	if (syscall(SYS_capset, &header, data) < 0)
		return -1;
	for (int i = 0; i < 32 * _LINUX_CAPABILITY_U32S_3; i++)
		if ((p->ambient[i / 32] >> i % 32 & 1) && prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, i, 0, 0) < 0)
			return -1;
	return 0;
}

static int raise_ambient(const uint32_t *caps, uint32_t n)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];

	if (n == 0)
		return 0;
	if (syscall(SYS_capget, &header, data) < 0)
		return -1;
	for (uint32_t i = 0; i < n; i++) {
		if (caps[i] / 32 >= _LINUX_CAPABILITY_U32S_3) {
			errno = EINVAL;
			return -1;
		}
		data[caps[i] / 32].permitted |= 1U << caps[i] % 32;
		data[caps[i] / 32].inheritable |= 1U << caps[i] % 32;
	}
	if (syscall(SYS_capset, &header, data) < 0)
		return -1;
	for (uint32_t i = 0; i < n; i++)
		if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, caps[i], 0, 0) < 0)
			return -1;
	return 0;
}

/* What the supervisor's fork could not do, in the order in which it would have. */
static int settle(const struct stage_plan *p, const uint32_t *groups, const uint32_t *caps,
		  const char *root, const char *dir)
{
	if (restore_caps(p) < 0)
		return -1;
	if (p->caps && prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0)
		return -1;
	if (p->unshare && unshare(p->unshare) < 0)
		return -1;
	if (*root && chroot(root) < 0)
		return -1;
	if (p->set_ids) {
		if (p->set_groups && setgroups(p->groups, groups) < 0)
			return -1;
		if (setgid(p->gid) < 0 || setuid(p->uid) < 0)
			return -1;
	}
	if (raise_ambient(caps, p->caps) < 0)
		return -1;
	if (*dir && chdir(dir) < 0)
		return -1;
	/* Setting the ids cleared it. */
	if (p->death_signal && prctl(PR_SET_PDEATHSIG, p->death_signal, 0, 0, 0) < 0)
		return -1;
	return 0;
}

/* Fails with E2BIG as the kernels between 5.0 and 6.13 do (bprm_stack_limits and
 * copy_strings in fs/exec.c). */
static int check_size(const char *path, char **argv, char **envp)
{
	const size_t longest = 32 * sysconf(_SC_PAGESIZE);
	size_t limit = 6 << 20, size = strlen(path) + 1;
	struct rlimit stack;

	if (getrlimit(RLIMIT_STACK, &stack) == 0 && stack.rlim_cur / 4 < limit)
		limit = stack.rlim_cur / 4;
	if (limit < 128 << 10)
		limit = 128 << 10;
	for (char **v = argv; v; v = v == argv ? envp : NULL)
		for (char **s = v; *s; s++) {
			size_t n = strlen(*s) + 1;
			if (n > longest || (size += n + sizeof *s) > limit) {
				errno = E2BIG;
				return -1;
			}
		}
	return 0;
}

/* Fails as execve would, as far as can be told without it: the supervisor may answer
 * a notified execve long after it has been told that the command runs. */
static int check_program(const char *path, char **argv, char **envp)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return -1;
	if (!S_ISREG(st.st_mode)) {
		errno = EACCES;
		return -1;
	}
	if (faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) < 0)
		return -1;
#ifdef SYS_execveat
	/* Linux 6.14. Before, the flag is EINVAL. */
	if (syscall(SYS_execveat, AT_FDCWD, path, argv, envp, AT_EXECVE_CHECK) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
#endif
	return check_size(path, argv, envp);
}

_Noreturn static void run(const struct stage_plan *p, struct sock_filter *filter,
			  const char *path, char **argv, char **envp)
{
	struct sock_fprog program = { .len = p->insns, .filter = filter };
	unsigned long flags = p->flags | SECCOMP_FILTER_FLAG_NEW_LISTENER |
			      SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV;
	int no_new_privs = p->no_new_privs;
	int fd;

	if (no_new_privs && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		fail(STAGE_NO_NEW_PRIVS, errno);
	/* The word is cleared at the death of this thread, by the kernel. */
	alive = syscall(SYS_set_tid_address, &alive);

	/* From the call that succeeds there is no other but execve, both through
	 * syscall(): the dynamic linker has resolved it and makes no calls of its own. */
	while ((fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program)) < 0) {
		if (errno == EINVAL && (flags & SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV)) {
			/* Before Linux 5.19. */
			flags &= ~SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV;
		} else if (errno == EACCES && !no_new_privs) {
			/* Without CAP_SYS_ADMIN there is no other way. */
			no_new_privs = 1;
			if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
				fail(STAGE_NO_NEW_PRIVS, errno);
		} else {
			fail(STAGE_SECCOMP, errno);
		}
	}
	atomic_store(&listener, fd);
	while (!atomic_load(&sent))
		await_page(0);
	syscall(SYS_execve, path, argv, envp);
	atomic_store(&failure, errno);
	for (;;)
		await_page(1);
}

/* Returns the string at *s, and moves *s to the next one. */
static char *next(char **s)
{
	char *t = *s;

	*s += strlen(t) + 1;
	return t;
}

static char **vector(char **s, uint32_t n)
{
	char **v = calloc((size_t)n + 1, sizeof *v);

	if (!v)
		fail(STAGE_PLAN, errno);
	for (uint32_t i = 0; i < n; i++)
		v[i] = next(s);
	return v;
}

/* Reads the plan. Its beginning waits already; the rest may still have to be written. */
static struct stage_plan *read_plan(void)
{
	struct stage_plan head, *p;
	size_t got;
	ssize_t n;

	n = recv(sock, &head, sizeof head, MSG_PEEK | MSG_DONTWAIT);
	if (n != sizeof head || head.size < sizeof head)
		fail(STAGE_PLAN, EBADMSG);
	p = malloc(head.size);
	if (!p)
		fail(STAGE_PLAN, errno);
	for (got = 0; got < head.size; got += n) {
		n = recv(sock, (char *)p + got, head.size - got, 0);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			_exit(127); /* the supervisor is gone */
	}
	return p;
}

_Noreturn static void follow(void)
{
	struct stage_plan *p = read_plan();
	struct sock_filter *filter = (void *)(p + 1);
	uint32_t *groups = (void *)(filter + p->insns);
	uint32_t *caps = groups + p->groups;
	char *s = (void *)(caps + p->caps);
	char *name = next(&s), *path = next(&s), *root = next(&s), *dir = next(&s);
	char **argv = vector(&s, p->argc);
	char **envp = vector(&s, p->envc);

	program_name = name;
	command_path = path;
	/* Before unshare: a thread cannot be made in another PID namespace. Before the
	 * ids: the library sets them in both threads. */
	start_courier();
	if (settle(p, groups, caps, root, dir) < 0 || check_program(path, argv, envp) < 0)
		fail(STAGE_EXEC, errno);
	run(p, filter, path, argv, envp);
}

/* Takes the datagram that a supervisor left in the socket. Returns 0, having changed
 * nothing, where there is none. */
static int take_magic(int fd)
{
	char magic[sizeof STAGE_MAGIC + 1];

	if (recv(fd, magic, sizeof magic, MSG_PEEK | MSG_DONTWAIT) != sizeof STAGE_MAGIC ||
	    memcmp(magic, STAGE_MAGIC, sizeof STAGE_MAGIC) != 0)
		return 0;
	sock = fd;
	fcntl(sock, F_SETFD, FD_CLOEXEC);
	recv(fd, magic, sizeof magic, MSG_DONTWAIT);
	return 1;
}

/* Reports whether fd is a socket like the one that supervisors use. */
static int is_stage_socket(int fd)
{
	int domain, type;
	socklen_t n = sizeof domain;

	if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &n) < 0)
		return 0;
	n = sizeof type;
	if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &n) < 0)
		return 0;
	return domain == AF_UNIX && type == SOCK_SEQPACKET;
}

/* Parses a descriptor's number at s; *end is where it ends. Returns -1 if there is none. */
static int number(const char *s, const char **end)
{
	int n = 0;
	const char *t = s;

	for (; *t >= '0' && *t <= '9' && t - s < 9; t++)
		n = n * 10 + (*t - '0');
	*end = t;
	return t == s ? -1 : n;
}

/* 101 is the first priority that programs may use: no other constructor of the
 * program has run that could have made threads or opened files. */
__attribute__((constructor(101))) static void stage(void)
{
	const size_t n = sizeof STAGE_VARIABLE - 1;
	const char *value = NULL;
	int fd, executable = -1;

	/* In a shared object a constructor does not run at every start of the program;
	 * linked by Go's own linker it runs at none. The supervisor has to know, or it
	 * would start itself a second time. */
	reachable = &__ehdr_start &&
		    getauxval(AT_PHDR) == (uintptr_t)&__ehdr_start + __ehdr_start.e_phoff;

	for (char **e = environ; e && *e; e++)
		if (strncmp(*e, STAGE_VARIABLE, n) == 0 && (*e)[n] == '=')
			value = *e + n + 1;
	if (!value)
		return;
	fd = number(value, &value);
	if (fd >= 0 && *value == ',')
		executable = number(value + 1, &value);
	if (fd < 0 || *value || !is_stage_socket(fd))
		return;
	/* Who set the variable may be less privileged than this program. Nothing that a
	 * plan says is looked at; but this is no normal start of the program either. */
	if (!take_magic(fd))
		return;
	if (stage_secure())
		fail(STAGE_SECURE, EPERM);
	if (executable >= 0)
		close(executable);
	follow();
}
