/* What the two halves of this package tell each other: start_linux.go in the
 * supervisor, stage.c in the process that becomes the command. Both are parts of
 * the same executable, so layouts cannot differ. */
#ifndef SECCOMPSTREAM_STAGE_H
#define SECCOMPSTREAM_STAGE_H

#include <stdint.h>

/* The environment variable that makes a process the stage: "SOCKET", or
 * "SOCKET,EXECUTABLE", the numbers of descriptors. */
#define STAGE_VARIABLE "SECCOMPSTREAM_STAGE"

/* The first datagram in the stage's socket, which waits there when it starts. The plan
 * comes in those that follow, as many as it takes: no file, whose size and number the
 * process's limits might not allow. */
#define STAGE_MAGIC "seccompstream stage 2"

/* The plan. It is followed by the filter's instructions, the supplementary groups,
 * the ambient capabilities (uint32_t both), and strings that end in NUL: the
 * supervising program's name, path, root, dir, argc arguments and envc variables. */
struct stage_plan {
	uint64_t size;          /* of all that */
	uint32_t insns;
	uint32_t flags;         /* SECCOMP_FILTER_FLAG_* beside those that are always set */
	uint32_t no_new_privs;
	uint32_t argc;
	uint32_t envc;
	uint32_t unshare;
	uint32_t set_ids;       /* uid and gid are to be set */
	uint32_t set_groups;    /* the supplementary groups, too */
	uint32_t uid;
	uint32_t gid;
	uint32_t groups;
	uint32_t caps;
	uint32_t death_signal;  /* to set again after the ids */
	uint32_t set_caps;      /* the stage was given ambient capabilities for its own use: */
	uint32_t inheritable[2]; /* what it would have had otherwise */
	uint32_t ambient[2];
};

/* What the stage tells: where it stands, and the errno if that is a failure. */
struct stage_reply {
	uint32_t what;
	int32_t error;
};

enum {
	STAGE_LISTENER, /* the filter is there, its listener comes with this message */
	STAGE_EXEC,     /* what follows fork failed, as far as exec.Cmd knows */
	STAGE_SECCOMP,
	STAGE_NO_NEW_PRIVS,
	STAGE_THREAD,
	STAGE_PLAN,
	STAGE_SECURE,   /* the kernel runs the stage in secure-execution mode */
};

/* Reports whether re-executing this program gets to the stage. */
int stage_reachable(void);

/* Reports whether this process runs in secure-execution mode. */
int stage_secure(void);

/* Returns the path of the dynamic linker that this program asks for, or NULL. */
const char *stage_loader(void);

#endif
