//go:build linux && cgo

#include "requests.h"
#include "scmp.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#if SCMP_VER_MAJOR < 2 || (SCMP_VER_MAJOR == 2 && SCMP_VER_MINOR < 5)
#error "seccompstream needs the headers of libseccomp 2.5 or newer"
#endif

/* The kernel may know larger structures than our headers do; it tells the sizes,
 * and a request or response is never shorter than this. */
enum { ROOM = 512 };

/* What they are on this kernel, and what has to be zeroed of them. */
static size_t notif_size, resp_size;

/* scmp_init makes libseccomp probe the kernel, without which it refuses every
 * notify call with EOPNOTSUPP, and checks what the calls below rely on. */
int scmp_init(void)
{
	struct seccomp_notif_sizes sizes;

	/* Level 5 is the first with notifications. */
	if (seccomp_api_get() < 5)
		return -EOPNOTSUPP;
	if (syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes) < 0)
		return -errno;
	if (sizes.seccomp_notif > ROOM || sizes.seccomp_notif_resp > ROOM ||
	    sizes.seccomp_notif < sizeof(struct scmp_notif))
		return -EOVERFLOW;
	notif_size = sizes.seccomp_notif;
	resp_size = sizes.seccomp_notif_resp;
	if (resp_size < sizeof(struct seccomp_notif_resp))
		resp_size = sizeof(struct seccomp_notif_resp);
	return 0;
}

/* scmp_poll says what waits on the listener. It does not block. The kernel's poll takes a
 * mutex interruptibly, and a pending signal makes it report POLLERR alone: that is no news,
 * so ask again, the signal is handled by then. */
int scmp_poll(int fd)
{
	for (;;) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		int n = poll(&p, 1, 0);

		if (n < 0 && errno != EINTR)
			return -errno;
		if (n < 0)
			continue;
		if (p.revents & POLLNVAL)
			return -EBADF;
		if (p.revents & POLLIN)
			return SCMP_RECEIVED;
		if (p.revents & POLLHUP)
			return SCMP_HANGUP;
		if (n == 0)
			return SCMP_NOTHING;
	}
}

/* scmp_take takes one notification, for which it blocks. ENOENT means that a target went
 * away meanwhile, or that nobody uses the filter any more: a poll tells which. */
int scmp_take(int fd, struct scmp_notif *out)
{
	union {
		struct seccomp_notif req;
		char room[ROOM];
	} u;

	for (;;) {
		memset(&u, 0, notif_size); /* the kernel insists (EINVAL) */
		if (seccomp_notify_receive(fd, &u.req) == 0)
			break;
		/* libseccomp's code hides the cause, errno keeps it. */
		if (errno == ENOENT && scmp_poll(fd) == SCMP_HANGUP)
			return SCMP_HANGUP;
		if (errno != ENOENT && errno != EINTR)
			return -errno;
	}
	out->id = u.req.id;
	out->pid = u.req.pid;
	out->flags = u.req.flags;
	out->nr = u.req.data.nr;
	out->arch = u.req.data.arch;
	out->ip = u.req.data.instruction_pointer;
	memcpy(out->args, u.req.data.args, sizeof(out->args));
	return SCMP_RECEIVED;
}

int scmp_respond(int fd, uint64_t id, int64_t val, int32_t error, uint32_t flags)
{
	union {
		struct seccomp_notif_resp resp;
		char room[ROOM];
	} u;

	memset(&u, 0, resp_size);
	u.resp.id = id;
	u.resp.val = val;
	u.resp.error = error;
	u.resp.flags = flags;
	/* The lock is taken interruptibly before anything is done, so EINTR
	 * means that nothing was sent. */
	while (seccomp_notify_respond(fd, &u.resp) != 0) {
		if (errno != EINTR)
			return -errno;
	}
	return 0;
}

/* scmp_id_valid is our own because libseccomp's turns every failure, EBADF too,
 * into ENOENT. */
int scmp_id_valid(int fd, uint64_t id)
{
	unsigned long req = REQ_ID_VALID;

	while (ioctl(fd, req, &id) < 0) {
		if (errno == EINVAL && req == REQ_ID_VALID)
			req = REQ_ID_VALID_OLD;
		else if (errno != EINTR)
			return -errno;
	}
	return 0;
}

int scmp_set_flags(int fd, uint64_t flags)
{
	/* The flags travel as the argument itself, not behind a pointer. */
	return ioctl(fd, REQ_SET_FLAGS, flags) < 0 ? -errno : 0;
}

/* scmp_addfd blocks every signal of its thread around the ioctl: on most kernels
 * from 5.14 on, a signal that reaches the supervisor inside ADDFD with
 * ADDFD_FLAG_SEND makes the target's call return 0 with no descriptor installed.
 * The C library's own functions would leave out the signals that it uses itself, by
 * which setuid and the like reach all threads. */
int scmp_addfd(int fd, uint64_t id, uint32_t flags, int srcfd, uint32_t newfd, uint32_t newfd_flags)
{
	struct addfd a = {
		.id = id,
		.flags = flags,
		.srcfd = srcfd,
		.newfd = newfd,
		.newfd_flags = newfd_flags,
	};
	/* The kernel's set, which has a bit less than _NSIG says. */
	const size_t size = _NSIG / 8;
	uint64_t all[2] = { UINT64_MAX, UINT64_MAX }, old[2];
	int r;

	syscall(SYS_rt_sigprocmask, SIG_SETMASK, all, old, size);
	r = ioctl(fd, REQ_ADDFD, &a);
	if (r < 0)
		r = -errno;
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, old, NULL, size);
	return r;
}
