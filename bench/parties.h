/* The parties of a measurement that are C: the targets, the supervisors to compare
 * with, and nothing else. Each is a role of the benchmark's own program, taken up
 * before the Go runtime starts, so that no thread of the runtime is near it. */
#ifndef BENCH_PARTIES_H
#define BENCH_PARTIES_H

#include <stdint.h>

/* What the first argument of a notified call means to the supervisor. */
enum {
	CALL_PLAIN = 0,
	CALL_BEGIN = 1, /* the warm-up is over: what is measured begins */
	CALL_END = 2,   /* the last call */
};

/* Descriptors that a role finds open. */
enum {
	FD_PEER = 3,    /* target and supervisor: the socket between them */
	FD_SAMPLES = 4, /* target: the memory for struct samples */
};

/* Messages of the target: one byte, with listeners. */
enum {
	MSG_IDLE = 'i', /* listeners of threads that never call */
	MSG_BUSY = 'b', /* the one whose calls are measured; the last message */
};

/* At most this many listeners travel in a message (SCM_MAX_FD is 253). */
enum { BATCH = 200 };

/* The memory that a target fills: a table of threads, then room for the samples of
 * each, nanoseconds a call. */
struct samples {
	uint64_t threads;
	uint64_t room;   /* samples a thread, at the most */
	uint64_t wall;   /* ns that the measured part took */
	uint64_t cpu;    /* ns of processor time the target used in it */
	uint64_t failed; /* calls that did not return what they should */
	struct {
		uint64_t calls; /* in the measured part, more than have room, maybe */
	} thread[];
};

#endif
