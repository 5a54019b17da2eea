#ifndef SECCOMPSTREAM_STREAMTEST_CALL_H
#define SECCOMPSTREAM_STREAMTEST_CALL_H

#include <stdint.h>
#include <sys/types.h>

/* The one instruction that the filter looks at, or rather the one after it, which
 * is what the kernel reports. */
extern const char streamtest_after_call[];
long streamtest_call(const long args[7]);

struct streamtest_group;
struct streamtest_group *streamtest_start(int count, const uint32_t *nrs, int nr_count, int interruptible,
					  int *listener, int *errnum);
pid_t streamtest_tid(const struct streamtest_group *g, int i);
long streamtest_run(struct streamtest_group *g, int i, const long args[7]);
int streamtest_interrupt(const struct streamtest_group *g, int i);
void streamtest_end(struct streamtest_group *g, int i);
void streamtest_free(struct streamtest_group *g);

#endif
