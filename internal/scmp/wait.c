//go:build linux && cgo

/* RECV blocks, and neither O_NONBLOCK nor close(2) changes that. A signal does, but one
 * that comes before the thread is in the kernel is lost, and from Linux 6.6 on RECV is
 * restarted where the handler has SA_RESTART, as all handlers of the Go runtime have.
 *
 * So a reader receives on a duplicate of the listener, and whoever interrupts it first puts
 * another file in the duplicate's place, and then sends a signal. A thread that is not yet in
 * the kernel, and one that the signal has sent through it once more, meets that file, which
 * does not know the request. A notification that comes at that moment is either
 * received or still waits: RECV looks at no signal once it has begun to take one.
 *
 * The signal is SIGURG, which does nothing by default and which the Go runtime sends to its
 * threads all the time, and lets pass to programs that want it. */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "wait.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct scmp_wait scmp_waits[WAITS];
_Atomic uint32_t scmp_others_busy;

static void nothing(int signal)
{
	(void)signal;
}

/* heard makes sure that SIGURG interrupts. Ignored, as signal.Ignore makes it, it would
 * not; and to do nothing in a handler is what to ignore it comes to. */
static void heard(void)
{
	struct sigaction now;

	if (sigaction(SIGURG, NULL, &now) == 0 && (now.sa_handler == SIG_IGN || now.sa_handler == SIG_DFL)) {
		/* The threads are the Go runtime's, on stacks of goroutines at times. */
		struct sigaction act = { .sa_handler = nothing, .sa_flags = SA_RESTART | SA_ONSTACK };

		sigaction(SIGURG, &act, NULL);
	}
}

/* scmp_interrupt ends the wait, if there is one or is about to be one. */
void scmp_interrupt(struct scmp_wait *w)
{
	int32_t at = atomic_load(&w->state);

	while (at == WAIT_ARMED) {
		if (atomic_compare_exchange_weak(&w->state, &at, WAIT_INTERRUPTED))
			return;
	}
	if (at <= 0 || !atomic_compare_exchange_strong(&w->state, &at, WAIT_EXCHANGING))
		return;
	/* The reader does not leave before this is done. */
	while (dup3(w->other, w->fd, O_CLOEXEC) < 0) {
		if (errno != EBUSY && errno != EINTR) {
			/* RLIMIT_NOFILE has been lowered, so that nobody gets this number either. */
			close(w->fd);
			w->fd = -1;
			break;
		}
	}
	heard();
	syscall(SYS_tgkill, getpid(), at, SIGURG);
	atomic_store(&w->state, WAIT_EXCHANGED);
}

static _Thread_local int32_t self;

/* wind makes the clock run. */
static void wind(uint32_t limit);

/* scmp_wait_receive receives a notification that waits or comes before the wait is
 * interrupted, or has lasted for its limit. */
int scmp_wait_receive(struct scmp_wait *w, struct scmp_notif *out)
{
	int32_t at = WAIT_ARMED;
	int r;

	if (self == 0)
		self = syscall(SYS_gettid);
	atomic_store_explicit(&w->thread, self, memory_order_relaxed);
	atomic_store_explicit(&w->round, atomic_load_explicit(&w->round, memory_order_relaxed) + 1,
			      memory_order_relaxed);
	if (!atomic_compare_exchange_strong(&w->state, &at, self))
		return SCMP_NOTHING;
	wind(atomic_load_explicit(&w->limit, memory_order_relaxed));
	r = scmp_take(w->fd, out);
	at = self;
	if (!atomic_compare_exchange_strong(&w->state, &at, WAIT_IDLE)) {
		while (atomic_load(&w->state) == WAIT_EXCHANGING)
			sched_yield();
		if (r < 0)
			r = SCMP_NOTHING; /* ENOTTY, EINVAL: it depends on the other file */
	}
	return r;
}

/* scmp_respond_wait_receive answers one notification and waits for the next one. */
int scmp_respond_wait_receive(int fd, uint64_t id, int64_t val, int32_t error, uint32_t flags,
			      struct scmp_wait *w, struct scmp_notif *out, int32_t *sent)
{
	*sent = scmp_respond(fd, id, val, error, flags);
	return scmp_wait_receive(w, out);
}

/* The clock is a thread that looks at who waits, and interrupts those that have waited for
 * long enough. It is C's own, since a goroutine may itself be waiting for a processor of the
 * Go runtime, which is what those who wait in the kernel may be keeping from it: then, while
 * the rest of the process computes, nobody waits for longer than a moment. It costs those
 * who wait nothing: they count their rounds, and it tells from the count that a wait is
 * still the same. It sleeps while nobody waits. */

enum {
	QUICK = 400, /* microseconds from one look to the next when it is urgent */
	SLOW = 5000, /* and when not */
	CALM = 3,    /* looks without urgency before they are slow */
	NOBODY = 4,  /* looks at nobody before the clock sleeps */
};

/* pace is what the clock waits on. */
enum { ASLEEP, SLOWLY, QUICKLY };
static _Atomic uint32_t pace;

/* pace_for returns how quickly to look at a wait with that limit. */
static uint32_t pace_for(uint32_t limit)
{
	return limit < SLOW ? QUICKLY : SLOWLY;
}

static void wind(uint32_t limit)
{
	uint32_t want = pace_for(limit), is = atomic_load(&pace);

	while (is < want) {
		if (atomic_compare_exchange_weak(&pace, &is, want)) {
			syscall(SYS_futex, &pace, FUTEX_WAKE_PRIVATE, INT_MAX, NULL, NULL, 0);
			return;
		}
	}
}

static uint64_t microseconds(clockid_t clock)
{
	struct timespec t;

	if (clock_gettime(clock, &t) < 0)
		return 0;
	return t.tv_sec * 1000000ULL + t.tv_nsec / 1000;
}

/* The CPU clock of a thread, as the C library's pthread_getcpuclockid makes it. */
static clockid_t cpu_clock(int32_t thread)
{
	return (~(clockid_t)thread << 3) | 6;
}

struct look {
	uint32_t round;
	int32_t thread;
	uint64_t age, cpu;
};

/* look looks at one wait, and returns whether there is one. own is the time for which the
 * thread has computed since the last look. */
static bool look(struct scmp_wait *w, struct look *l, uint64_t passed, bool busy, bool *urgent, uint64_t *own)
{
	uint32_t round = atomic_load(&w->round);
	uint32_t limit = atomic_load_explicit(&w->limit, memory_order_relaxed);
	int32_t thread = atomic_load_explicit(&w->thread, memory_order_relaxed);
	bool waits = atomic_load(&w->state) > 0, fresh = round != l->round;
	uint64_t cpu;

	if (thread != 0 && (fresh || waits)) {
		cpu = microseconds(cpu_clock(thread));
		if (thread == l->thread && cpu > l->cpu)
			*own += cpu - l->cpu;
		l->thread = thread;
		l->cpu = cpu;
	}
	l->age = fresh ? 0 : l->age + passed;
	l->round = round;
	if (!waits)
		return fresh;
	if (limit == SCMP_FOREVER)
		return true;
	if (busy && limit > QUICK)
		limit = QUICK;
	if (limit < SLOW)
		*urgent = true;
	if (l->age >= limit)
		scmp_interrupt(w);
	return true;
}

/* slow_down makes the clock look less often, unless somebody has begun to wait meanwhile who
 * has seen the old pace: one of the two sees what the other has done. */
static void slow_down(uint32_t to)
{
	int i;

	if (atomic_exchange(&pace, to) <= to)
		return;
	for (i = 0; i < WAITS; i++) {
		struct scmp_wait *w = &scmp_waits[i];

		if (atomic_load(&w->state) > 0 && pace_for(atomic_load(&w->limit)) > to)
			atomic_store(&pace, pace_for(atomic_load(&w->limit)));
	}
}

static void *run_clock(void *arg)
{
	static struct look looks[WAITS];
	uint64_t at = microseconds(CLOCK_MONOTONIC), cpu = microseconds(CLOCK_PROCESS_CPUTIME_ID);
	int nobody = 0, calm = 0;

	(void)arg;
	for (;;) {
		uint32_t is = atomic_load(&pace);
		struct timespec t = { .tv_nsec = (is == QUICKLY ? QUICK : SLOW) * 1000L };
		bool urgent = false, anybody = false, busy = atomic_load(&scmp_others_busy);
		uint64_t now, passed, used, own = 0;
		int i;

		syscall(SYS_futex, &pace, FUTEX_WAIT_PRIVATE, is, is == ASLEEP ? NULL : &t, NULL, 0);
		now = microseconds(CLOCK_MONOTONIC);
		passed = now - at;
		if (is == ASLEEP) {
			/* What the process did meanwhile says nothing of what it does. */
			cpu = microseconds(CLOCK_PROCESS_CPUTIME_ID);
			at = now;
			for (i = 0; i < WAITS; i++)
				looks[i].thread = 0;
			nobody = calm = 0;
			continue;
		}
		if (passed < QUICK / 2)
			continue; /* woken to be quick */
		at = now;
		for (i = 0; i < WAITS; i++)
			anybody |= look(&scmp_waits[i], &looks[i], passed, busy, &urgent, &own);
		now = microseconds(CLOCK_PROCESS_CPUTIME_ID);
		used = now - cpu;
		cpu = now;
		busy = used > own && (used - own) * 2 > passed;
		atomic_store(&scmp_others_busy, busy);
		calm = busy || urgent ? 0 : calm + 1;
		nobody = anybody ? 0 : nobody + 1;
		if (nobody >= NOBODY)
			slow_down(ASLEEP);
		else if (calm >= CALM)
			slow_down(SLOWLY);
		else
			atomic_store(&pace, QUICKLY);
	}
	return NULL;
}

static int clock_error;

static void make_clock(void)
{
	pthread_attr_t attr;
	pthread_t thread;
	sigset_t all, old;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, 128 * 1024);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	clock_error = pthread_create(&thread, &attr, run_clock, NULL);
	pthread_attr_destroy(&attr);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}

/* scmp_start_clock makes the clock, once, and returns -errno if there is none. */
int scmp_start_clock(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_clock);
	return -clock_error;
}
