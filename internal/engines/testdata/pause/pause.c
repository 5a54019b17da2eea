/* The first process of a pod: waits for its children and for its end. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void end(int s)
{
	(void)s;
	_exit(0);
}

static void reap(int s)
{
	(void)s;
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
}

int main(void)
{
	signal(SIGTERM, end);
	signal(SIGINT, end);
	signal(SIGCHLD, reap);
	for (;;)
		pause();
}
