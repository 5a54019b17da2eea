#define _GNU_SOURCE
#include "parties.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SECCOMP_USER_NOTIF_FLAG_CONTINUE
#define SECCOMP_USER_NOTIF_FLAG_CONTINUE 1
#endif
#define REQ_SET_FLAGS _IOW('!', 4, uint64_t) /* Linux 6.6 */
#define SYNC_WAKE_UP 1

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif

/* The call that targets make: the cheapest that no C library caches. */
#define CALL SYS_getppid

enum { MAX_CALLS = 256 };

static void fail(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	_exit(1);
}

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t); /* from the vDSO: no system call */
	return (uint64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static uint64_t ns(struct timeval t)
{
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_usec * 1000;
}

static uint64_t cpu(int who)
{
	struct rusage u;

	getrusage(who, &u);
	return ns(u.ru_utime) + ns(u.ru_stime);
}

static int install(int nr_count, const uint32_t *nrs)
{
	/* Nobody here makes calls of another architecture. */
	struct sock_filter code[2 * MAX_CALLS + 2];
	int n = 0;

	code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	for (int i = 0; i < nr_count; i++) {
		code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, nrs[i], 0, 1);
		code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
	}
	code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);

	struct sock_fprog prog = { .len = n, .filter = code };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		fail("no_new_privs");
	int fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &prog);
	if (fd < 0)
		fail("seccomp");
	return fd;
}

/* ---- targets ---- */

static void send_listeners(char what, const int *fds, int n)
{
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(BATCH * sizeof(int))];
	} control;
	struct iovec iov = { .iov_base = &what, .iov_len = 1 };
	struct msghdr m = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = CMSG_SPACE(n * sizeof(int)),
	};

	memset(&control, 0, sizeof(control));
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(n * sizeof(int));
	memcpy(CMSG_DATA(c), fds, n * sizeof(int));
	while (sendmsg(FD_PEER, &m, 0) < 0) {
		/* Too many descriptors in flight: the other side is behind. */
		if (errno != EINTR && errno != ETOOMANYREFS)
			fail("sendmsg");
		usleep(1000);
	}
	for (int i = 0; i < n; i++)
		close(fds[i]);
}

static pthread_mutex_t idle_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t idle_more = PTHREAD_COND_INITIALIZER;
static int idle_fds[BATCH], idle_count;

static void *idle_thread(void *arg)
{
	const uint32_t nr = CALL;
	int fd = install(1, &nr);

	(void)arg;
	pthread_mutex_lock(&idle_lock);
	idle_fds[idle_count++] = fd;
	pthread_cond_signal(&idle_more);
	pthread_mutex_unlock(&idle_lock);
	for (;;)
		pause();
}

/* idle_listeners starts n threads, each under a filter of its own that it never
 * triggers, and sends the listeners out. */
static void idle_listeners(int n)
{
	pthread_attr_t attr;

	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, 64 << 10);
	while (n > 0) {
		int batch = n < BATCH ? n : BATCH;
		pthread_t t;

		for (int i = 0; i < batch; i++) {
			errno = pthread_create(&t, &attr, idle_thread, NULL);
			if (errno)
				fail("pthread_create");
		}
		pthread_mutex_lock(&idle_lock);
		while (idle_count < batch)
			pthread_cond_wait(&idle_more, &idle_lock);
		idle_count = 0;
		pthread_mutex_unlock(&idle_lock);
		send_listeners(MSG_IDLE, idle_fds, batch);
		n -= batch;
	}
}

static struct samples *samples;
static pthread_barrier_t barrier;
static uint64_t warm_up_ns, run_ns;

/* calls makes calls for a while and records the time of each, as the target sees it. */
static uint64_t calls(uint64_t duration, uint32_t *record, uint64_t room, uint64_t *failed)
{
	uint64_t begin = now(), end = begin + duration, t0, t1, n = 0;

	do {
		t0 = now();
		long r = syscall(CALL, CALL_PLAIN);
		t1 = now();
		if (r <= 0)
			++*failed;
		if (n < room)
			record[n] = t1 - t0 > UINT32_MAX ? UINT32_MAX : t1 - t0;
		n++;
	} while (t1 < end);
	return n;
}

static void *busy_thread(void *arg)
{
	uint64_t i = (uintptr_t)arg, failed = 0;
	uint32_t *record = (uint32_t *)((char *)samples + sizeof(*samples) +
		samples->threads * sizeof(samples->thread[0])) + i * samples->room;

	calls(warm_up_ns, NULL, 0, &failed);
	pthread_barrier_wait(&barrier);
	pthread_barrier_wait(&barrier);
	samples->thread[i].calls = calls(run_ns, record, samples->room, &failed);
	__atomic_add_fetch(&samples->failed, failed, __ATOMIC_RELAXED);
	return NULL;
}

/* c:target THREADS ROOM WARM-UP-MS RUN-MS IDLE */
static int target(int argc, char **argv)
{
	if (argc < 5)
		return 2;
	long threads = atol(argv[0]), room = atol(argv[1]);
	size_t size = sizeof(*samples) + threads * sizeof(samples->thread[0]) + threads * room * sizeof(uint32_t);
	pthread_t *t = calloc(threads, sizeof(*t));

	warm_up_ns = atol(argv[2]) * 1000000ull;
	run_ns = atol(argv[3]) * 1000000ull;
	/* Sparse: only what is written takes memory. */
	if (ftruncate(FD_SAMPLES, size) < 0)
		fail("ftruncate");
	samples = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, FD_SAMPLES, 0);
	if (samples == MAP_FAILED)
		fail("mmap");
	samples->threads = threads;
	samples->room = room;

	idle_listeners(atoi(argv[4]));
	const uint32_t nr = CALL;
	int listener = install(1, &nr);
	send_listeners(MSG_BUSY, &listener, 1);

	pthread_barrier_init(&barrier, NULL, threads + 1);
	for (long i = 0; i < threads; i++) {
		errno = pthread_create(&t[i], NULL, busy_thread, (void *)(uintptr_t)i);
		if (errno)
			fail("pthread_create");
	}
	pthread_barrier_wait(&barrier);
	syscall(CALL, CALL_BEGIN);
	uint64_t begin = now(), used = cpu(RUSAGE_SELF);
	pthread_barrier_wait(&barrier);
	for (long i = 0; i < threads; i++)
		pthread_join(t[i], NULL);
	samples->wall = now() - begin;
	samples->cpu = cpu(RUSAGE_SELF) - used;
	syscall(CALL, CALL_END);
	return 0;
}

/* ---- supervisors ---- */

/* loop answers every notification with CONTINUE, in the fewest calls there can be:
 * a receive that blocks, and a send. It ends after CALL_END, or with ENOENT: a target
 * is gone, or all are. */
struct loop {
	int listener;
	int poll; /* before each receive, which then does not block */
	uint64_t notified;
	uint64_t begin, cpu; /* processor time: until CALL_BEGIN, and from there on */
};

static void wake_synchronously(int listener)
{
	/* The flags are the argument itself. Kernels before 6.6 refuse the request. */
	if (ioctl(listener, REQ_SET_FLAGS, (uint64_t)SYNC_WAKE_UP) < 0 && errno != EINVAL)
		fail("SYNC_WAKE_UP");
}

static void loop(struct loop *l)
{
	struct seccomp_notif req;
	struct seccomp_notif_resp resp;

	for (;;) {
		if (l->poll) {
			struct pollfd p = { .fd = l->listener, .events = POLLIN };

			if (poll(&p, 1, 0) == 0)
				poll(&p, 1, -1);
			if (!(p.revents & POLLIN) && p.revents & POLLHUP)
				return;
			if (!(p.revents & POLLIN))
				continue;
		}
		memset(&req, 0, sizeof(req));
		if (ioctl(l->listener, SECCOMP_IOCTL_NOTIF_RECV, &req) < 0) {
			if (errno == EINTR)
				continue;
			if (errno == ENOENT)
				return;
			fail("NOTIF_RECV");
		}
		l->notified++;
		if (req.data.nr == CALL && req.data.args[0] == CALL_BEGIN)
			l->begin = cpu(RUSAGE_SELF);
		memset(&resp, 0, sizeof(resp));
		resp.id = req.id;
		resp.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
		if (ioctl(l->listener, SECCOMP_IOCTL_NOTIF_SEND, &resp) < 0 && errno != ENOENT)
			fail("NOTIF_SEND");
		if (req.data.nr == CALL && req.data.args[0] == CALL_END) {
			l->cpu = cpu(RUSAGE_SELF) - l->begin;
			return;
		}
	}
}

/* c:loop SYNC POLL */
static int c_loop(int argc, char **argv)
{
	char what;
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(sizeof(int))];
	} control;
	struct iovec iov = { .iov_base = &what, .iov_len = 1 };
	struct msghdr m = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control),
	};
	struct loop l = { 0 };

	if (argc < 2)
		return 2;
	if (recvmsg(FD_PEER, &m, MSG_CMSG_CLOEXEC) != 1 || CMSG_FIRSTHDR(&m) == NULL)
		fail("recvmsg");
	memcpy(&l.listener, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof(l.listener));
	if (atoi(argv[0]))
		wake_synchronously(l.listener);
	l.poll = atoi(argv[1]);
	loop(&l);
	/* In the form in which the Go supervisors report. */
	printf("{\"CPU\":%llu}\n", (unsigned long long)l.cpu);
	fflush(stdout);
	return 0;
}

static void *supervise(void *l)
{
	for (;;) {
		loop(l);
		/* Of one target that was killed, maybe: go on until the command ends. */
		usleep(1000);
	}
	return NULL;
}

/* c:supervise NR,NR,... COMMAND ARGS runs a command with those calls notified. The
 * listener is fetched from the child, and not sent by it: any call may be notified. */
static int c_supervise(int argc, char **argv)
{
	struct shared {
		volatile int listener, fetched;
	} *shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct loop l = { 0 };
	uint32_t nrs[MAX_CALLS];
	int n = 0, status;
	pthread_t t;

	if (argc < 2 || shared == MAP_FAILED)
		return 2;
	for (char *s = strtok(argv[0], ","); s && n < MAX_CALLS; s = strtok(NULL, ","))
		nrs[n++] = atoi(s);
	shared->listener = -1;

	pid_t pid = fork();
	if (pid < 0)
		fail("fork");
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		shared->listener = install(n, nrs);
		while (!shared->fetched)
			;
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	int pidfd = syscall(SYS_pidfd_open, pid, 0);
	if (pidfd < 0)
		fail("pidfd_open");
	while (shared->listener < 0)
		if (waitpid(pid, NULL, WNOHANG) == pid)
			return 1;
	l.listener = syscall(SYS_pidfd_getfd, pidfd, shared->listener, 0);
	if (l.listener < 0)
		fail("pidfd_getfd");
	wake_synchronously(l.listener);
	shared->fetched = 1;

	/* Before Linux 6.11 a receive that waits never learns that the last task is
	 * gone, so that the end is the command's. */
	errno = pthread_create(&t, NULL, supervise, &l);
	if (errno)
		fail("pthread_create");
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			fail("waitpid");
	printf("{\"Notified\":%llu}\n", (unsigned long long)l.notified);
	fflush(stdout);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/* Constructors are given main's arguments by the C library; the Go runtime is not up
 * yet, and never will be in these processes. */
__attribute__((constructor)) static void take_up_role(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*run)(int argc, char **argv);
	} roles[] = {
		{ "c:target", target },
		{ "c:loop", c_loop },
		{ "c:supervise", c_supervise },
	};

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		if (argc < 2 || strcmp(argv[1], roles[i].name))
			continue;
		/* Nobody is left behind when the benchmark itself is killed. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		_exit(roles[i].run(argc - 2, argv + 2));
	}
}
