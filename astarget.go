package seccompstream

import "context"

// AsTarget runs f with the rights that the target has to files, on a thread of its own, and
// returns what f returns. It is for what a supervisor does in the target's place and the kernel
// judges by who does it: a file that f makes belongs to whom it would belong to if the target had
// made it, has the mode that the target's umask leaves, and what the target may not open f may
// not open either.
//
// The thread has these of the target: FSUID, FSGID and the supplementary groups, the effective
// capabilities, and the umask. They are what the thread that made the call had when AsTarget looked,
// which is proven to be while the call waited. Of a target in another user namespace than the
// supervisor's the capabilities count for nothing outside of it, and f has none.
//
// The thread does not have these of the target, and keeps the supervisor's: namespaces, root and
// working directory, for which there is [Notification.OpenPath]; real and effective IDs, which
// access(2), kill(2) and the peers of sockets are told; resource limits; controlling terminal; Landlock
// rules and labels of security modules; the number of the process, as in file locks and
// SCM_CREDENTIALS. The target's secure bits cannot be known, and do not matter for files.
//
// f must not start goroutines that count on it: they run elsewhere. It may change its thread's umask
// and working directory, which are the thread's own, but nothing else of it. What it does is not
// bounded in time: a call that blocks holds its thread. A panic of f is the caller's.
//
// Threads are kept for a quarter of a second, for the next call with the same rights. There are no more than 64 at
// a time; AsTarget waits for one until ctx is done, and then returns the cause. A thread never takes
// other rights again, and after a failure it ends.
//
// It returns EPERM where the supervisor may not take on the rights: an ordinary user's has none to
// take on but its own, which is enough for targets that are the same user. Else the errors are those of
// [Notification.Process], and f has not run then.
func (n Notification) AsTarget(ctx context.Context, f func() error) error {
	return asTarget(ctx, n, f)
}
