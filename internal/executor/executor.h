#ifndef EXECUTOR_H
#define EXECUTOR_H

#include <stdint.h>

enum { EXECUTOR_IDLE, EXECUTOR_JOB, EXECUTOR_DONE };

/* What the two processes share. The one that is to act owns the rest of it: the worker
 * while state is EXECUTOR_JOB, else its user. */
struct executor {
	int32_t state; /* a futex of the worker's */
	int32_t event; /* an eventfd that counts what is done */
	int32_t pid, parent;
	int64_t nr, args[6], result;
	char *stack;
};

/* executor_start makes a worker. It returns 0 or an errno. */
int executor_start(struct executor *w, int event);

/* executor_free gives back what a worker has left that is dead and reaped. */
void executor_free(struct executor *w);

#endif
