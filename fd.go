package seccompstream

import (
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// AddFDOptions says how a descriptor is installed in the target. The zero value
// installs it at the lowest free number, to be inherited across execve(2).
type AddFDOptions struct {
	// CloseOnExec sets the close-on-exec flag of the target's descriptor. A target
	// that asked for O_CLOEXEC, SOCK_CLOEXEC and the like counts on it.
	CloseOnExec bool
	// SetFD makes the number TargetFD, and closes what the target has open there, as
	// dup2(2) does. Without it TargetFD means nothing.
	//
	// The kernel closes that file with the listener's lock held. If the close blocks, as
	// that of a FUSE file does until its server has answered FLUSH, nothing more is
	// received from this listener and nobody is answered meanwhile: a hostile target
	// stops its own stream in this way, and time-outs with it, until its server is
	// killed. Close then gives up in time and leaves the listener behind; other streams go
	// on. Set it for a number that is free, or that holds what
	// the supervisor has put there, or where the target is trusted. To perform dup2(2) or
	// dup3(2) for a target, answer [Continue]: then it is the target's thread alone that
	// waits.
	SetFD    bool
	TargetFD int
}

// addFDRequest is a checked request, as the kernel has it.
type addFDRequest struct {
	src         int
	setFD       bool
	newFD       uint32
	closeOnExec bool
}

func (o AddFDOptions) request(fd int) (addFDRequest, error) {
	r := addFDRequest{src: fd, setFD: o.SetFD, closeOnExec: o.CloseOnExec}
	// The kernel takes 32 bits; a number must not become another one on the way.
	if fd < 0 || fd > math.MaxInt32 {
		return r, fmt.Errorf("seccompstream: descriptor %d: %w", fd, os.NewSyscallError(opAddFD, syscall.EBADF))
	}
	if o.SetFD {
		if o.TargetFD < 0 || o.TargetFD > math.MaxInt32 {
			return r, fmt.Errorf("seccompstream: target descriptor %d: %w", o.TargetFD, os.NewSyscallError(opAddFD, syscall.EBADF))
		}
		r.newFD = uint32(o.TargetFD)
	}
	return r, nil
}

const (
	opAddFD = "ioctl(SECCOMP_IOCTL_NOTIF_ADDFD)"
	opSend  = "ioctl(SECCOMP_IOCTL_NOTIF_SEND)"
)

// errNoAddFD is what kernels before 5.9 get.
var errNoAddFD = fmt.Errorf("seccompstream: the kernel cannot add descriptors to a target, Linux 5.9 or newer is needed: %w", errors.ErrUnsupported)

// AddFD installs a duplicate of the supervisor's descriptor fd in the target, and
// returns its number there. The call goes on waiting for its answer. Where the number
// is to be the answer use [Notification.RespondFD]: a signal that ends the call
// between an AddFD and the answer leaves in the target a descriptor that it does not
// know of.
//
// The supervisor's descriptor stays the caller's, and may be closed afterwards. The
// target's is the target's. Both share one open file description: the offset, and flags
// such as O_NONBLOCK, which Go sets on its sockets and pipes. The descriptor must stay
// open during the call. That of an [*os.File] f is closed when the garbage collector
// finds f, so that f must be used afterwards: by a deferred f.Close(), or by
// [runtime.KeepAlive].
//
// AddFD blocks for as long as the target's thread needs to run. It returns
// [ErrExpired] if the call is over, [ErrAnswered] if it has been answered, and else an
// [*os.SyscallError]: EBADF for an fd that is not open or a TargetFD beyond the
// target's limit, EMFILE if the target has as many descriptors as it may. It needs
// Linux 5.9.
func (n Notification) AddFD(fd int, opts AddFDOptions) (int, error) {
	if n.stream == nil {
		return -1, errNoStream
	}
	r, err := opts.request(fd)
	if err != nil {
		return -1, err
	}
	s := n.stream
	if s.use() != nil {
		return -1, s.over(n.ID)
	}
	num, errno := -1, syscall.Errno(0)
	level := s.addFDLevel()
	if level != addFDNone {
		num, errno = s.lst.addFD(n.ID, r)
	}
	s.unuse()
	switch {
	case level == addFDNone:
		return -1, errNoAddFD
	case errno == 0:
		return num, nil
	case errno == syscall.ENOENT || errno == syscall.ESRCH:
		return -1, s.over(n.ID)
	case errno == syscall.EINPROGRESS:
		return -1, ErrAnswered
	default:
		return -1, os.NewSyscallError(opAddFD, errno)
	}
}

// RespondFD installs a duplicate of the supervisor's descriptor fd in the target and
// answers the call with its number there, in one step: either the target gets both or
// neither. It is the answer to an open(2), socket(2), accept(2) and the like that the
// supervisor has performed. About the descriptors see [Notification.AddFD].
//
// It returns nil if the target got the descriptor, [ErrExpired] if the call is over,
// [ErrAnswered] if it has been answered, and else an [*os.SyscallError], after which
// the notification can still be answered: EBADF for an fd that is not open or a
// TargetFD beyond the target's limit, EMFILE if the target has as many descriptors as
// it may, which is also what the target of a failed open expects to hear, EBUSY while
// an AddFD for the same call is under way. It blocks for as long as the target's thread
// needs to run.
//
// The supervisor's own descriptor is still open when the target runs on. Until it is closed,
// a file that is open for writing cannot be executed (ETXTBSY), a lock of flock(2) is held, a
// FIFO has a writer, a port is taken, although the target has closed its descriptor: of 1,000
// targets that write a file, close and execute it, 333 got ETXTBSY. Where that matters, which
// it does for most of what open(2) returns, answer with [FD].
//
// One step needs Linux 5.14. From 5.9 on there are two, and a target that a signal
// interrupts between them keeps a descriptor that it does not know of, while the caller
// gets ErrExpired; targets that handle signals during calls accumulate them.
//
// Most kernels since 5.14 lose the descriptor, and answer 0, when the thread that makes
// this call is interrupted within it. RespondFD blocks all signals meanwhile, which
// leaves only what no mask holds back: freezing the supervisor, or attaching a debugger
// to it, at that moment.
func (n Notification) RespondFD(fd int, opts AddFDOptions) error {
	if n.stream == nil {
		return errNoStream
	}
	r, err := opts.request(fd)
	if err != nil {
		return err
	}
	s := n.stream
	c, err := s.claim(n.ID)
	if err != nil {
		return err
	}
	op, errno := s.lst.respondFD(n.ID, r, s.addFDLevel())
	switch errno {
	case syscall.ESRCH: // the target left between the request and its turn
		errno = syscall.ENOENT
	case syscall.ENOTTY:
		_ = s.settle(c, op, errno) // the claim ends, and nothing has been sent
		return errNoAddFD
	}
	return s.settle(c, op, errno)
}

// sendFD answers a call by what FD made.
func (s *NotificationStream) sendFD(id uint64, i *installed) error {
	if i.sent.Swap(true) {
		return fmt.Errorf("%w: %v has been sent", ErrBadResponse, i)
	}
	open := true
	defer func() {
		if open {
			closeFile(i.file)
		}
	}()
	r, err := i.opts.request(int(i.file.Fd()))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBadResponse, err)
	}
	c, err := s.claim(id)
	if err != nil {
		return err
	}
	op, errno := opAddFD, syscall.ENOTTY
	var num int
	if s.addFDLevel() != addFDNone {
		num, errno = s.lst.addFD(id, r)
	}
	switch errno {
	case 0:
		closeFile(i.file)
		open = false
		op, errno = opSend, s.lst.respond(id, Success(int64(num)))
	case syscall.ENOTTY:
		_ = s.settle(c, op, errno) // the claim ends, and nothing has been sent
		return errNoAddFD
	case syscall.ESRCH: // the target left between the request and its turn
		errno = syscall.ENOENT
	case syscall.ENOENT, syscall.EINPROGRESS:
	default:
		op, errno = opSend, s.lst.respond(id, Error(errno))
	}
	return s.settle(c, op, errno)
}

// addFDLevel returns what the kernel can do.
func (s *NotificationStream) addFDLevel() addFDLevel {
	if level := s.hooks.addFDLevel; level != addFDUnknown {
		return level
	}
	return s.lst.addFDLevel()
}

// over returns what became of a call of which the kernel knows nothing any more.
func (s *NotificationStream) over(id uint64) error {
	s.forget(id)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.outcomeLocked(id)
}

// GetFD returns a duplicate of the target's descriptor targetFD, which is the
// caller's to close. Both share one open file description, so that what is done with it,
// connecting a socket or setting O_NONBLOCK, is done to the target's. It proves that
// the call still waits; [ErrExpired] says otherwise.
//
// Pipes, and sockets of AF_UNIX, AF_INET, AF_INET6 (TCP and UDP) and AF_NETLINK, work as
// files made by [os.NewFile] do: with O_NONBLOCK set their methods wait in the Go runtime's
// poller, otherwise they hold a thread. The methods of every other file hold a thread and
// return EAGAIN where O_NONBLOCK is set, since asking it whether it is ready can take as long
// as the target likes and must not be done where the whole process waits. Do not
// give its descriptor to [os.NewFile], which does that. GetFD and the file leave the
// flag as the target has it.
//
// What the target chose can block whoever uses it. A FUSE file, which the target itself
// may serve, blocks in every method, Stat and Close included, until its server answers or
// dies. A socket with SO_LINGER set blocks in Close if the target has let go of it. Neither
// signals nor contexts end that. It holds up the goroutine that calls and nobody else: a
// handler, of which there are no more than [Config].Workers. Where even that is too much,
// close it in a goroutine of its own, and never leave the closing to the garbage collector,
// which closes all files by one goroutine.
// To find out what a file is without asking its server, use statx(2) with
// AT_STATX_DONT_SYNC.
//
// It is the descriptor table of the thread that made the call which counts. Before
// Linux 6.9 it is the table of the process's first thread instead, which is a
// different one only where a thread has left it with unshare(2) or clone(2) without
// CLONE_FILES, and which is gone when the first thread has ended (EBADF or ESRCH).
//
// The errors are EBADF for what the target does not have open, EPERM where [Memory]
// says that the supervisor may not look into the target, EMFILE and ENFILE, and those of
// [Notification.PIDFD]. It needs Linux 5.6. See pidfd_getfd(2).
func (n Notification) GetFD(targetFD int) (*os.File, error) {
	if targetFD < 0 || targetFD > math.MaxInt32 {
		return nil, fmt.Errorf("seccompstream: target descriptor %d: %w", targetFD, os.NewSyscallError("pidfd_getfd", syscall.EBADF))
	}
	f, err := getFD(n, targetFD)
	if err != nil {
		return nil, n.explain(err)
	}
	return f, nil
}

// FDInfo is what the kernel tells of a target's descriptor.
type FDInfo struct {
	// Path is where the link in /proc/PID/fd leads: a path as the supervisor would write
	// it down, "(deleted)" after it where it has been unlinked, or a name such as
	// "socket:[1234]". It is for people and logs: what is at that path by now may be
	// another file.
	Path string
	// Flags are the flags of open(2), with the access mode. They are those of the open file
	// description, but for O_CLOEXEC, which stands for the close-on-exec flag.
	Flags int
	// CloseOnExec is the close-on-exec flag of the descriptor.
	CloseOnExec bool
	// Offset is the file offset.
	Offset int64
}

// FDInfo returns what a descriptor of the target's refers to. It does not touch the file, and
// cannot be held up by it, unless it is an epoll instance: what the target has put in there,
// a FUSE file that it serves, say, can keep the kernel from describing it. Another
// thread may close or replace the descriptor at any moment.
//
// The errors are EBADF for what the target does not have open, and those of
// [Notification.Process]; EPERM or EACCES where [Memory] says that the supervisor may not
// look into the target.
func (n Notification) FDInfo(targetFD int) (FDInfo, error) {
	if targetFD < 0 || targetFD > math.MaxInt32 {
		return FDInfo{}, fmt.Errorf("seccompstream: target descriptor %d: %w", targetFD, os.NewSyscallError("readlinkat", syscall.EBADF))
	}
	info, err := fdInfoOf(n, targetFD)
	if err != nil {
		return FDInfo{}, n.explain(err)
	}
	if err := n.Valid(); err != nil {
		return FDInfo{}, err
	}
	return info, nil
}

// parse parses /proc/PID/fdinfo/N.
func (i *FDInfo) parse(b []byte) error {
	for line := range strings.Lines(string(b)) {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch name {
		case "pos":
			pos, err := strconv.ParseInt(value, 10, 64)
			if err != nil {
				return fmt.Errorf("seccompstream: /proc/PID/fdinfo: %w", err)
			}
			i.Offset = pos
		case "flags":
			flags, err := strconv.ParseUint(value, 8, 32)
			if err != nil {
				return fmt.Errorf("seccompstream: /proc/PID/fdinfo: %w", err)
			}
			i.Flags, i.CloseOnExec = int(flags), flags&closeOnExecFlag != 0
			return nil // what follows is the file's own
		}
	}
	return errors.New("seccompstream: /proc/PID/fdinfo has no flags")
}

// What a kernel can do about installing descriptors.
type addFDLevel int32

const (
	addFDUnknown addFDLevel = iota
	addFDNone
	addFDPlain // Linux 5.9
	addFDSend  // Linux 5.14
)
