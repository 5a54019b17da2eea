package seccompstream

// Process says who made a call, as it was while the call waited. Numbers of processes
// are those of the supervisor's PID namespace, IDs of users and groups those of its
// user namespace, in which an ID that is not mapped there shows as 65534.
type Process struct {
	// TID is the thread that made the call, and TGID the process that it is part of,
	// which is what getpid(2) returns there.
	TID, TGID int
	// StartTime is when the process started, in clock ticks (of 10 ms) since the system did.
	// A later process may get the same TGID, but not with the same StartTime: the two
	// together identify a process for ever.
	StartTime uint64

	// UID and GID are the effective ones of the thread, the others have their usual
	// names. The files that a thread may use are a matter of FSUID, FSGID and Groups.
	UID, GID           uint32
	RealUID, RealGID   uint32
	SavedUID, SavedGID uint32
	FSUID, FSGID       uint32
	Groups             []uint32

	// Umask is the mask that the target's open(2) and mkdir(2) would take from the
	// mode.
	Umask uint32
	// Comm is the name of the thread, up to 15 bytes that the target chose, with
	// what does not print escaped.
	Comm string
	// Executable is the path of the program that runs, from the supervisor's root, for
	// people to read: the name may mean another file by now, or nothing. It is
	// empty where the supervisor may not know it.
	Executable string

	// NSTID and NSTGID are the numbers of the thread and the process in each PID
	// namespace from the supervisor's down to the target's own, in which
	// getpid(2) returned the last of NSTGID.
	NSTID, NSTGID []int
}

// Process returns the identity of the thread that made the call and of its process. It
// reads the supervisor's /proc, and proves that the call still waits, so that the
// answer is not that of another process which took the number; [ErrExpired] says
// that it does not.
//
// It fails with ESRCH for a target that is not visible in the supervisor's PID
// namespace, or in its /proc, which may be mounted with hidepid, or be that of another
// PID namespace, or not be there.
func (n Notification) Process() (Process, error) {
	p, err := processOf(n)
	if err != nil {
		return Process{}, n.explain(err)
	}
	if err := n.Valid(); err != nil {
		return Process{}, err
	}
	return p, nil
}

// PIDFD returns a file descriptor that refers to the thread that made the call,
// proven to be the one and for ever after: see pidfd_open(2). The caller closes it. Its
// close-on-exec flag is set.
//
// From Linux 6.9 on it is a descriptor of the thread (PIDFD_THREAD), which signals
// that thread and becomes readable when it ends. Before that there are only those of
// processes, and it is that of the process.
//
// It returns [ErrExpired] if the call is over, ESRCH for a target that is not visible in
// the supervisor's PID namespace, and before 6.9 the errors of [Notification.Process].
// It needs Linux 5.3.
func (n Notification) PIDFD() (int, error) {
	fd, err := pidfdOf(n)
	if err != nil {
		return -1, n.explain(err)
	}
	if err := n.Valid(); err != nil {
		closeFD(fd)
		return -1, err
	}
	return fd, nil
}
