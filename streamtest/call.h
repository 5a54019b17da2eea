#ifndef SECCOMPSTREAM_STREAMTEST_CALL_H
#define SECCOMPSTREAM_STREAMTEST_CALL_H

#include <pthread.h>
#include <stdint.h>
#include <sys/types.h>

/* The one instruction that the filter looks at, or rather the one after it, which
 * is what the kernel reports. */
extern const char streamtest_after_call[];

long streamtest_call(const long args[7]);
int streamtest_filter(const uint32_t *nrs, int n, int interruptible, int *errnum);
int streamtest_thread(pthread_t *thread, uintptr_t handle);
int streamtest_interrupt(pid_t pid, pid_t tid);

/* In Go: what a target's thread does. */
extern void streamtestTarget(uintptr_t handle);

#endif
