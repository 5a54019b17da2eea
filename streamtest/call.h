#ifndef SECCOMPSTREAM_STREAMTEST_CALL_H
#define SECCOMPSTREAM_STREAMTEST_CALL_H

#include <stdint.h>

/* The one instruction that the filter looks at, or rather the one after it, which
 * is what the kernel reports. */
extern const char streamtest_after_call[];

long streamtest_call(const long args[7]);
int streamtest_filter(const uint32_t *nrs, int n, int *errnum);

#endif
