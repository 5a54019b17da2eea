package seccompstream

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A Notification is one system call of a target thread, which waits in it until the
// call is answered, or ends it: by a fatal signal, or by any signal that interrupts
// it. It is a value, cheap to copy; all copies stand for the same call.
//
// What it says was true when the kernel made it. The numbers are the kernel's own
// copy and cannot change; what they point to can, at any time. Do not assume that
// the target stands still: its other threads run.
type Notification struct {
	// ID is the cookie of the notification, unique on its listener.
	ID uint64
	// PID is the ID of the thread that made the call (its TID), in the PID namespace
	// of the supervisor, or 0 where the thread is not visible there.
	// [Notification.Process] tells the process that the thread is part of.
	PID int
	// Flags is always zero so far; the kernel reserves it.
	Flags uint32
	// Syscall is the number of the call, in the table that Arch names.
	Syscall int32
	// Arch is the AUDIT_ARCH_* token of the convention by which the call was made. An
	// x32 call has that of x86-64, and bit 30 set in its number.
	Arch uint32
	// InstrPointer is the address of the instruction that made the call.
	InstrPointer uint64
	// Args are the arguments as the registers had them. A compat call's are 32 bits
	// wide.
	Args [6]uint64

	stream *NotificationStream
}

// Name returns the name of the call, such as "openat", in the table of the
// notification's architecture, or "syscall_1234" where libseccomp knows none.
func (n Notification) Name() string {
	if name, ok := syscallName(n.Arch, n.Syscall); ok {
		return name
	}
	return fmt.Sprintf("syscall_%d", n.Syscall)
}

// String returns the notification in one line, made for people.
func (n Notification) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "[%d] %s(", n.PID, n.Name())
	for i, a := range n.Args {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%#x", a)
	}
	fmt.Fprintf(&b, ") arch=%s id=%#x", archName(n.Arch, n.Syscall), n.ID)
	return b.String()
}

// Valid returns nil while the call waits for its answer, and [ErrExpired] when it is
// over; after Close and Detach it returns [os.ErrClosed], as do all methods that ask the
// kernel. That the number n.PID still stands for the thread that made the call is
// certain only if Valid returns nil *after* whatever was done with the number.
func (n Notification) Valid() error {
	if n.stream == nil {
		return errNoStream
	}
	return n.stream.valid(n.ID)
}

// Respond answers the call. See [NotificationStream.Send].
func (n Notification) Respond(r Response) error {
	if n.stream == nil {
		return errNoStream
	}
	return n.stream.Send(n, r)
}

// Continue answers with [Continue], which says why that decides nothing.
func (n Notification) Continue() error { return n.Respond(Continue()) }

// Success answers with [Success].
func (n Notification) Success(val int64) error { return n.Respond(Success(val)) }

// Error answers with [Error].
func (n Notification) Error(err error) error { return n.Respond(Error(err)) }

// A NotificationStream receives the notifications of one seccomp listener and
// answers them. Its methods may be called from any number of goroutines at a time.
//
// # Receiving
//
// [NotificationStream.C], [NotificationStream.Receive], [NotificationStream.All] and
// [NotificationStream.Serve] are ways to the same notifications: each notification
// goes to one receiver, in the order in which the kernel made them. A receiver that
// waits is parked in the Go runtime's netpoller and holds no thread. When notifications come
// less than ten milliseconds apart and none is waiting for its answer, the receiver may block
// in the kernel for up to ten milliseconds more, and for less than one while the rest of the
// process computes: that makes a round trip several times faster. No more than half as many
// threads as [runtime.GOMAXPROCS] says do that at a time, however many streams there are. What
// ends their wait is a SIGURG, as the Go runtime sends to its threads itself: a program that
// asks for that signal sees some more of them.
//
// # Answering
//
// Each notification that was received must be answered, in any order and from any
// goroutine: until then its thread is frozen. A notification that was received and
// that nobody answers is answered by [Config].Timeout, if set, or by
// [NotificationStream.Close].
//
// # The end
//
// The stream ends when no task uses the filter any more, when it is closed, or when
// the listener fails. It has then answered all that was pending, and released the
// listener.
type NotificationStream struct {
	// Immutable.
	cfg      Config
	lst      *listener
	patience time.Duration // how long a call may wait before the alarm is for it; 0: for ever
	hooks    hooks

	// reading holds a value while some goroutine polls and receives: RECV must not be
	// called by two, since the one that finds nothing blocks in the kernel.
	reading chan struct{}
	// gate, if set, keeps receivers from reading until the channel is closed.
	gate atomic.Pointer[chan struct{}]
	// detaching holds a value while Detach runs.
	detaching chan struct{}
	// stopped is closed when the stream receives no more.
	stopped chan struct{}
	tear    sync.Once

	// torn is closed when the listener is released.
	torn chan struct{}
	// handlers is how many of Serve run now.
	handlers atomic.Int64

	feed sync.Once
	c    chan Notification
	fed  chan struct{} // closed when the goroutine that feeds c is gone
	// closing is closed by Close: what was received for c is not delivered any more.
	closing   chan struct{}
	closeOnce sync.Once

	mu sync.Mutex // guards what is below
	// changed is signalled when an answer is settled or the listener's use ends.
	changed  sync.Cond
	calls    callTable
	using    int     // operations that use the listener now
	released bool    // the listener is the stream's no more
	cause    error   // why the stream receives no more
	timeout  alarm   // for the oldest call
	ends     *patrol // looks for calls that are over while their handlers run
	signals  *patrol // looks for signals of their targets
	stats    Stats
}

// Lock order: the watchdog's mu, a server's or a feeder's mu, a stream's mu, and within that
// either a handlerContext's mu or the mu of places. The mu of the common workers is taken
// within a server's, and a listener's arming by itself; nothing is taken within these. A
// function whose name ends in Locked is called with the lock of its receiver held. No lock is
// held during a request to the kernel that can block, nor while a handler runs, nor while
// something is sent on a channel that may be full.

// NewNotificationStream returns a stream over the listener fd, which is what
// seccomp(2) returns for SECCOMP_FILTER_FLAG_NEW_LISTENER, or what a container
// runtime passed over a socket.
//
// The stream owns fd from then on, and closes it at its end; on error the caller
// still owns it. The close-on-exec flag is set. A descriptor that is no listener, or
// is not open, gives [ErrNotListener]. Somebody else may receive from the same listener
// meanwhile, through a duplicate or in another process: each notification goes to one of
// them. A receive that finds its notification taken looks for another one, as long as the
// process has a descriptor left; without, it blocks its thread until one comes.
//
// It needs Linux 5.0 and libseccomp 2.5; elsewhere the error matches
// [errors.ErrUnsupported].
func NewNotificationStream(fd int, cfg *Config) (*NotificationStream, error) {
	s := &NotificationStream{
		reading:   make(chan struct{}, 1),
		detaching: make(chan struct{}, 1),
		stopped:   make(chan struct{}),
		torn:      make(chan struct{}),
		closing:   make(chan struct{}),
	}
	if err := s.cfg.normalize(cfg); err != nil {
		return nil, err
	}
	var err error
	if s.lst, err = newListener(fd, !s.cfg.NoSyncWakeUp); err != nil {
		return nil, err
	}
	s.changed.L = &s.mu
	s.calls.init()
	s.initTimeout()
	return s, nil
}

// C returns the channel on which the stream delivers notifications; it is the same
// at every call. The first call starts the goroutine that feeds it. The channel is
// unbuffered unless Config.Buffer says otherwise, and it is closed, once, at the end
// of the stream; [NotificationStream.Err] then says why it ended.
//
// Notifications are received as they come, however slow their consumers are: a call that has
// not been received can be interrupted by any signal. Those that nobody takes yet wait in a
// queue. When the last target is gone those that are left are delivered before the channel is
// closed, though nothing is left of them to answer; after Close they are not.
//
// A notification that was received for the channel and that nobody takes from it is
// answered like every other one when the stream is closed.
func (s *NotificationStream) C() <-chan Notification {
	s.feed.Do(func() {
		s.makeC()
		go s.feedC()
	})
	return s.c
}

// makeC makes the channel, which those who receive otherwise do without.
func (s *NotificationStream) makeC() {
	s.c, s.fed = make(chan Notification, s.cfg.Buffer), make(chan struct{})
}

// Receive returns the next notification. It blocks until there is one, without
// holding a thread, and ends early with [io.EOF] when no task uses the filter any
// more, with [os.ErrClosed] after Close or Detach, with the context's error when ctx
// is done first, or with the error that made the listener unusable. A notification
// that was received is always returned, even when ctx is done meanwhile.
//
// The end that io.EOF reports comes with the last task's exit since Linux 6.11, and
// before that only when the task has been reaped.
func (s *NotificationStream) Receive(ctx context.Context) (n Notification, err error) {
	err = s.receive(ctx, &n, nil, true)
	if err != nil && s.ended() != nil {
		_ = s.teardown()
	}
	return n, err
}

// All returns an iterator over the notifications, each to be answered by the loop's
// body or whoever it hands them to. It ends silently at the end of the stream and
// after Close; any other error, that of ctx included, is yielded once and ends it. It
// may be used by several goroutines at a time, and again after a break.
func (s *NotificationStream) All(ctx context.Context) iter.Seq2[Notification, error] {
	return func(yield func(Notification, error) bool) {
		for {
			n, err := s.Receive(ctx)
			switch {
			case err == nil:
				if !yield(n, nil) {
					return
				}
			case err == io.EOF || errors.Is(err, os.ErrClosed):
				return
			default:
				yield(Notification{}, err)
				return
			}
		}
	}
}

// Send answers the notification n, which must be one of this stream's. Only n.ID
// matters. It does not block for longer than the kernel needs to take the answer,
// nor for another answer to the same notification, whose outcome decides.
//
// It returns nil if the target got r; [ErrBadResponse] if r cannot be sent, and
// [*os.SyscallError] if the kernel refuses it, in which cases the notification can
// still be answered; [ErrAnswered] if there has been an answer; [ErrExpired] if the
// call is over; [os.ErrClosed] (and ErrAnswered) after Close.
func (s *NotificationStream) Send(n Notification, r Response) error {
	if err := r.check(); err != nil {
		return err
	}
	if r.kind == respondFD {
		return s.sendFD(n.ID, r.more.(*installed))
	}
	return s.send(n.ID, r)
}

// Err returns why the stream ended: nil while it runs and after the end that
// [io.EOF] reports, [os.ErrClosed] if Close or Detach ended it, or the error that
// made the listener unusable. The first cause stays.
func (s *NotificationStream) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cause == io.EOF {
		return nil
	}
	return s.cause
}

// Close ends the stream: it wakes every receiver, answers what was received and not
// yet answered with Config.CloseResponse, and closes the listener. The kernel answers
// calls that were not received with ENOSYS when the last duplicate of the listener is
// gone. When Close returns the stream uses the listener no more, and the goroutine
// that feeds [NotificationStream.C] is gone. Close may be called at any time, from any
// goroutine, a handler's included, and any number of times; it returns nil.
//
// A target can have the kernel hold its listener up, for as long as it lives and likes: see
// [AddFDOptions].SetFD. Close then waits while answers go out, and for five seconds in which
// none does; it returns an error that matches [os.ErrDeadlineExceeded], logs it, and counts
// it in [Stats].LeftBehind. Goroutines and descriptors that the kernel does not let go of are
// left behind, receivers and Serve among them, and do what Close has to do when it does.
func (s *NotificationStream) Close() error {
	s.closeOnce.Do(func() { close(s.closing) })
	s.end(os.ErrClosed)
	err := s.teardown()
	// Where C was never asked for there is no goroutine to wait for.
	s.feed.Do(func() {
		s.makeC()
		close(s.c)
		close(s.fed)
	})
	if err != nil {
		return err
	}
	<-s.fed
	return nil
}
