/* Waiting in RECV itself, and what ends that. */
#ifndef SECCOMPSTREAM_WAIT_H
#define SECCOMPSTREAM_WAIT_H

#include <stdatomic.h>
#include <stdint.h>

#include "scmp.h"

/* What state is while no thread waits; else it is the ID of the one that does. */
enum {
	WAIT_IDLE = 0,
	WAIT_ARMED = -1,       /* the reader is about to wait */
	WAIT_INTERRUPTED = -2, /* and is not to */
	WAIT_EXCHANGING = -3,  /* somebody exchanges the file behind fd */
	WAIT_EXCHANGED = -4,   /* and has done so */
};

/* A place to wait in. fd is a duplicate of the listener, other another file that knows no
 * such request. Both belong to the reader, and so does state but from the moment when
 * the reader has armed it until receiving is over. */
struct scmp_wait {
	_Atomic int32_t state;
	int32_t fd, other;
	_Atomic uint32_t round; /* another one with each wait */
	_Atomic uint32_t limit; /* for how many microseconds to wait, or: */
	_Atomic int32_t thread; /* the one that waited last */
};

enum { WAITS = 64 };
#define SCMP_FOREVER UINT32_MAX

extern struct scmp_wait scmp_waits[WAITS];

/* Whether the rest of the process computes. The clock, which runs while somebody waits,
 * keeps it. */
extern _Atomic uint32_t scmp_others_busy;

int scmp_start_clock(void);
int scmp_wait_receive(struct scmp_wait *w, struct scmp_notif *out);
int scmp_respond_wait_receive(int fd, uint64_t id, int64_t val, int32_t error, uint32_t flags,
			      struct scmp_wait *w, struct scmp_notif *out, int32_t *sent);
void scmp_interrupt(struct scmp_wait *w);

#endif
