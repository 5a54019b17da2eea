/* The calls on a seccomp listener that the package makes, each in one function:
 * what must happen together (poll and receive, mask and ioctl) costs one crossing
 * from Go, and every function returns its cause as -errno. */
#ifndef SECCOMPSTREAM_SCMP_H
#define SECCOMPSTREAM_SCMP_H

#include <stdint.h>

/* What RECV delivers, laid out as the kernel's struct seccomp_notif. */
struct scmp_notif {
	uint64_t id;
	uint32_t pid;
	uint32_t flags;
	int32_t nr;
	uint32_t arch;
	uint64_t ip;
	uint64_t args[6];
};

/* Results beside -errno of what looks for a notification. */
enum { SCMP_NOTHING = 0, SCMP_RECEIVED = 1, SCMP_HANGUP = 2 };

int scmp_init(void);
int scmp_poll(int fd);
int scmp_take(int fd, struct scmp_notif *out);
int scmp_respond(int fd, uint64_t id, int64_t val, int32_t error, uint32_t flags);
int scmp_id_valid(int fd, uint64_t id);
int scmp_set_flags(int fd, uint64_t flags);
int scmp_addfd(int fd, uint64_t id, uint32_t flags, int srcfd, uint32_t newfd, uint32_t newfd_flags);

#endif
