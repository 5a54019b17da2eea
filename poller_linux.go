//go:build cgo

package seccompstream

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/osfile"
	"github.com/seccompstream/seccompstream/internal/scmp"
)

// listener is a seccomp listener whose readiness the Go netpoller watches.
//
// The netpoller does not watch the listener itself but a private epoll instance that
// holds it. The listener's poll takes a mutex interruptibly, so a pending signal makes
// it report POLLERR alone, once, and the netpoller takes that for the descriptor's
// end. An epoll instance never reports an error: what the listener says is asked
// again. It also keeps away the wake-up that every RECV causes for pollers of
// EPOLLOUT.
type listener struct {
	fd      int
	epoll   *os.File
	epollFD int
	conn    syscall.RawConn

	arming sync.Mutex // guards what the epoll instance has of the listener
	held   int        // how many want it to have none of it
	lost   atomic.Pointer[error]

	woken   atomic.Bool               // set by wake for a reader that waits in RECV
	waiting atomic.Pointer[scmp.Wait] // where that is
	place   *place                    // which has it; guarded by places.mu

	// busy says that the last notification came soon after the one before.
	busy atomic.Bool
	// continues says that the kernel has taken a Continue.
	continues atomic.Bool

	// The fields below belong to the reader.

	// poll leaves in outcome what the listener has to say. It is made once, so that waiting
	// allocates nothing.
	poll    func(epoll uintptr) bool
	notif   *scmp.Notif // what was received
	outcome scmp.Outcome

	// ctxDone is the Done channel of the context that wakes the reader when it ends, stopCtx
	// takes that back. It outlives the single receive: users give the same context again
	// and again.
	ctxDone <-chan struct{}
	stopCtx func() bool

	// polling says that the epoll instance looks at the listener, where held is 0. The reader
	// writes it, with arming held, and may read it without.
	polling bool
	// When the last notification came, when the last one came to a reader that did not
	// linger, and when the reader last let the scheduler run.
	received, parked, yielded time.Duration
}

func newListener(fd int, syncWakeUp bool) (*listener, error) {
	if err := checkListener(fd); err != nil {
		return nil, err
	}
	l := &listener{fd: fd, notif: new(scmp.Notif)}
	if err := l.open(); err != nil {
		return nil, fmt.Errorf("seccompstream: watching the listener: %w", err)
	}
	unix.CloseOnExec(fd)
	var flags uint64
	if syncWakeUp {
		flags = unix.SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP
	}
	// Kernels before 6.6 refuse the request and work without it. It is made for no
	// flags, too: a listener that was handed over has those of its former owner.
	_ = scmp.SetFlags(fd, flags)
	l.poll = func(uintptr) bool {
		l.outcome = scmp.Poll(l.fd)
		return l.outcome != scmp.Nothing
	}
	return l, nil
}

// checkListener finds out whether fd is a listener, and can be used.
func checkListener(fd int) error {
	if err := scmp.Init(); err != nil {
		return fmt.Errorf("seccompstream: %w", err)
	}
	if !osfile.Anonymous(fd) {
		return fmt.Errorf("%w: descriptor %d", ErrNotListener, fd)
	}
	// No notification has this ID, so a listener says ENOENT, and anything else does
	// not know the request.
	if errno := scmp.IDValid(fd, 0); errno != 0 && errno != syscall.ENOENT {
		return fmt.Errorf("%w: descriptor %d: %w", ErrNotListener, fd, errno)
	}
	return nil
}

// open makes the epoll instance, which is readable when the listener has something to
// say, and gives it to the netpoller.
func (l *listener) open() error {
	ep, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return os.NewSyscallError("epoll_create1", err)
	}
	if err := unix.EpollCtl(ep, unix.EPOLL_CTL_ADD, l.fd, &unix.EpollEvent{Events: unix.EPOLLIN}); err != nil {
		unix.Close(ep)
		return os.NewSyscallError("epoll_ctl", err)
	}
	l.polling = true
	// os.NewFile gives to the netpoller what is non-blocking.
	if err := unix.SetNonblock(ep, true); err != nil {
		unix.Close(ep)
		return os.NewSyscallError("fcntl", err)
	}
	l.epoll, l.epollFD = os.NewFile(uintptr(ep), "seccomp listener"), ep
	// A file that did not get there says so only here.
	if err = l.epoll.SetReadDeadline(time.Time{}); err == nil {
		l.conn, err = l.epoll.SyscallConn()
	}
	if err != nil {
		l.epoll.Close()
	}
	return err
}

// hold makes the epoll instance know nothing of the listener until letGo, for a request during
// which a target can keep the listener's lock for as long as it likes. The listener's poll
// takes that lock, and the Go netpoller's epoll_wait asks whatever the epoll instance has
// heard of: it would wait, and nothing in the process would go on.
func (l *listener) hold() error {
	l.arming.Lock()
	defer l.arming.Unlock()
	if l.held == 0 {
		if err := unix.EpollCtl(l.epollFD, unix.EPOLL_CTL_DEL, l.fd, nil); err != nil {
			return err
		}
	}
	l.held++
	return nil
}

// letGo takes back what hold did. If that fails nothing would ever wake the reader, and receive
// returns why.
func (l *listener) letGo() {
	l.arming.Lock()
	defer l.arming.Unlock()
	if l.held--; l.held > 0 {
		return
	}
	var events uint32
	if l.polling {
		events = unix.EPOLLIN
	}
	if err := unix.EpollCtl(l.epollFD, unix.EPOLL_CTL_ADD, l.fd, &unix.EpollEvent{Events: events}); err != nil {
		err = os.NewSyscallError("epoll_ctl", err)
		l.lost.Store(&err)
		l.wake()
	}
}

// receive waits for a notification. It returns io.EOF when no task uses the filter,
// and errWoken after wake, and after the end of ctx or of a context given earlier. One
// goroutine at a time may call it. It lingers only where the caller says that nobody
// else has anything to do for the next notification to come. Where it has lingered in vain
// and is not to wait, it returns errIdle.
func (l *listener) receive(ctx context.Context, n *Notification, linger, wait bool) error {
	if ctx.Done() != l.ctxDone {
		l.followCtx(ctx)
	}
	if linger && l.busy.Load() {
		l.outcome = scmp.Nothing
		if err := l.linger(); err != nil {
			return err
		}
		if l.outcome != scmp.Nothing {
			return l.take(n)
		}
		if !wait && !l.busy.Load() {
			return errIdle
		}
	}
	// From here on the reader holds no thread while it waits.
	if err := l.setPolling(true); err != nil {
		return err
	}
	for {
		// Polling inside of Read is what makes it lossless: Read forgets earlier wake-ups
		// first, then polls, then waits for one that came since. To receive there would
		// keep Close from closing, if somebody else has been faster.
		if err := l.conn.Read(l.poll); err != nil {
			return l.interrupted(err)
		}
		if l.outcome == scmp.Received {
			if err := l.takePending(); err != nil {
				return err
			}
		}
		if l.outcome != scmp.Nothing {
			break
		}
	}
	l.busy.Store(l.received-l.parked < lingerFor)
	l.parked = l.received
	return l.take(n)
}

// take returns in n what was found.
func (l *listener) take(n *Notification) error {
	if l.outcome != scmp.Received {
		return l.failure()
	}
	r := l.notif
	n.ID, n.PID, n.Flags = r.ID, int(r.PID), r.Flags
	n.Syscall, n.Arch, n.InstrPointer, n.Args = r.Syscall, r.Arch, r.InstrPointer, r.Args
	if n.Arch&archIs64Bit == 0 {
		// int $0x80 reports the whole of the registers, and uses the half of them.
		for i := range n.Args {
			n.Args[i] &= 0xffffffff
		}
	}
	return nil
}

// setPolling makes the epoll instance look at the listener, or, while the reader lingers,
// away from it, lest every notification wake a thread of the runtime as well.
func (l *listener) setPolling(on bool) error {
	if l.polling == on {
		return nil
	}
	l.arming.Lock()
	defer l.arming.Unlock()
	if l.held > 0 {
		l.polling = on // letGo sees to it
		return nil
	}
	var events uint32
	if on {
		events = unix.EPOLLIN
	}
	if err := unix.EpollCtl(l.epollFD, unix.EPOLL_CTL_MOD, l.fd, &unix.EpollEvent{Events: events}); err != nil {
		return os.NewSyscallError("epoll_ctl", err)
	}
	l.polling = on
	return nil
}

// failure returns the error for an outcome that is no notification.
func (l *listener) failure() error {
	if errno := l.outcome.Errno(); errno != 0 {
		return os.NewSyscallError("ioctl(SECCOMP_IOCTL_NOTIF_RECV)", errno)
	}
	return io.EOF
}

// interrupted returns what receive returns when waiting has ended with err.
func (l *listener) interrupted(err error) error {
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		return err
	}
	if err := l.epoll.SetReadDeadline(time.Time{}); err != nil {
		return err
	}
	if lost := l.lost.Load(); lost != nil {
		return *lost
	}
	return errWoken
}

// wake makes the current or the next receive return errWoken. It may be called at
// any time until close.
func (l *listener) wake() {
	// A deadline in the past is the netpoller's way to interrupt a reader.
	_ = l.epoll.SetReadDeadline(time.Unix(1, 0))
	l.woken.Store(true)
	l.interrupt()
}

// followCtx makes the end of ctx wake the reader.
func (l *listener) followCtx(ctx context.Context) {
	l.leaveCtx()
	if done := ctx.Done(); done != nil {
		l.ctxDone, l.stopCtx = done, context.AfterFunc(ctx, l.wake)
	}
}

func (l *listener) leaveCtx() {
	if l.stopCtx != nil {
		l.stopCtx()
	}
	l.ctxDone, l.stopCtx = nil, nil
}

// respond sends an answer that has passed Response.check.
func (l *listener) respond(id uint64, r Response) syscall.Errno {
	errno := scmp.Respond(l.fd, id, r.val, int32(r.errno), r.flags())
	if errno == 0 && r.kind == respondContinue {
		l.continues.Store(true)
	}
	return errno
}

func (r Response) flags() uint32 {
	if r.kind == respondContinue {
		return unix.SECCOMP_USER_NOTIF_FLAG_CONTINUE
	}
	return 0
}

// sends reports whether the kernel is known to take such an answer at the first try.
func (l *listener) sends(r Response) bool {
	switch r.kind {
	case respondSuccess:
		return true
	case respondError:
		return r.errno != 0
	case respondContinue:
		return l.continues.Load()
	default:
		return false
	}
}

// respondReceive sends an answer, as respond does, and then waits for a notification in the
// place that prepare has returned. It returns errIdle if none comes.
func (l *listener) respondReceive(p *place, id uint64, r Response, n *Notification) (syscall.Errno, error) {
	errno, outcome := p.wait.RespondReceive(l.fd, id, r.val, int32(r.errno), r.flags(), l.notif)
	p.release(true)
	l.outcome = outcome
	if outcome != scmp.Nothing {
		l.received = now()
		return errno, l.take(n)
	}
	if l.woken.Swap(false) {
		return errno, errWoken
	}
	l.busy.Store(false)
	return errno, errIdle
}

func (l *listener) idValid(id uint64) syscall.Errno {
	return scmp.IDValid(l.fd, id)
}

// hungUp reports whether no task uses the filter any more.
func (l *listener) hungUp() bool {
	return scmp.Poll(l.fd) == scmp.Hangup
}

// release gives up all that belongs to the listener and returns it, still open. Nobody may
// use l any more.
func (l *listener) release() (fd int) {
	l.leaveCtx()
	l.leavePlace()
	l.epoll.Close()
	return l.fd
}

// listenerFile returns the file of a listener. Whoever shares it can set its O_NONBLOCK at any
// moment, and the netpoller must not have it all the same: see hold.
func listenerFile(fd int) (*os.File, error) {
	return osfile.Shared(fd, "seccomp listener")
}

func (l *listener) close() {
	unix.Close(l.release())
}
