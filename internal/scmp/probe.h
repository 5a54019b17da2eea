/* What the running kernel gives, found out by trying. */
#ifndef SECCOMPSTREAM_PROBE_H
#define SECCOMPSTREAM_PROBE_H

enum {
	PROBE_LISTENER,
	PROBE_CONTINUE,
	PROBE_ADDFD,
	PROBE_ADDFD_SEND,
	PROBE_SYNC_WAKE_UP,
	PROBE_WAIT_KILLABLE_RECV,
	PROBE_HUP_AT_EXIT,
	PROBE_PIDFD_OPEN,
	PROBE_PIDFD_THREAD,
	PROBE_PIDFD_GETFD,
	PROBE_OPENAT2,
	PROBE_PROCESS_VM_READV,
	PROBES,
};

/* Results beside the -errno that kept the answer from being found. */
enum { PROBE_LACKS = 0, PROBE_HAS = 1 };

void scmp_probe(int result[PROBES]);

#endif
