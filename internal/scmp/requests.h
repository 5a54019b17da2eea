/* Kernel headers older than the running kernel are common: each request to a
 * listener that is younger than the notifications themselves is spelt out here. */
#ifndef SECCOMPSTREAM_REQUESTS_H
#define SECCOMPSTREAM_REQUESTS_H

#include <stdint.h>
#include <sys/ioctl.h>

#ifndef SECCOMP_IOC_MAGIC
#define SECCOMP_IOC_MAGIC '!'
#endif

/* Linux 5.0 to 5.8 had the direction bits of ID_VALID wrong; the right number
 * was backported to the stable kernels, and the wrong one works everywhere. */
#define REQ_ID_VALID _IOW(SECCOMP_IOC_MAGIC, 2, uint64_t)
#define REQ_ID_VALID_OLD _IOR(SECCOMP_IOC_MAGIC, 2, uint64_t)

struct addfd { /* struct seccomp_notif_addfd, Linux 5.9 */
	uint64_t id;
	uint32_t flags;
	uint32_t srcfd;
	uint32_t newfd;
	uint32_t newfd_flags;
};
#define REQ_ADDFD _IOW(SECCOMP_IOC_MAGIC, 3, struct addfd)
#define ADDFD_SETFD (1U << 0)
#define ADDFD_SEND (1U << 1) /* Linux 5.14 */

#define REQ_SET_FLAGS _IOW(SECCOMP_IOC_MAGIC, 4, uint64_t) /* Linux 6.6 */
#define FD_SYNC_WAKE_UP (1UL << 0)

#endif
