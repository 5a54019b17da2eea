package seccompstream

import (
	"fmt"
	"log/slog"
	"math"
	"syscall"
	"time"
)

// Config sets what a [NotificationStream] does by itself. A nil *Config and the
// zero Config are the defaults. It is read once, by [NewNotificationStream].
type Config struct {
	// Buffer is how many notifications the channel of [NotificationStream.C] holds
	// that nobody has taken from it yet; zero means none. Notifications are received
	// as they come, all the same: what the channel does not hold waits in a queue,
	// which is never much longer than there are target threads. A target whose
	// notification waits there is waiting, too.
	Buffer int

	// Workers is how many handlers [NotificationStream.Serve] runs at a time. What
	// waits for one of them to be free waits in a queue, costs next to nothing there,
	// and Timeout and Close reach it.
	//
	// Zero means 1,024, and no more than 8,192 for all streams of the process
	// that leave it at zero, of which each may always run one. The Go runtime ends a
	// process that has 10,000 threads, and a handler holds a thread while it is in a
	// system call that blocks. Which calls do is often the target's choice: it can
	// have a supervisor wait for its memory (userfaultfd(2)) or its files (FUSE) for
	// ever, once per thread that it makes.
	//
	// [NoLimit] means that there are as many handlers as target threads wait. It is for
	// handlers that wait in Go, on channels and contexts, where waiting holds no
	// thread. The other way for many that wait is to return [Answered] and to answer
	// later: that is no handler any more.
	//
	// Where one handler waits for what another one does, as the emulation of a lock or
	// a pipe would, a limit can be reached by those that wait, and those that they
	// wait for never run. Timeout ends that; NoLimit avoids it.
	Workers int

	// Grace is how long Serve waits for handlers that are still running when the stream
	// has ended or Serve's context is done. Zero means for ever. Handlers that take
	// longer are left behind: Serve returns, and they run on, with contexts that have
	// ended; [Stats].Handlers counts them.
	Grace time.Duration

	// NoSyncWakeUp leaves SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP off. By default a
	// stream sets it where the kernel has it (Linux 6.6): each side then wakes the
	// other on its own CPU, which cuts the time of a round trip several times.
	// Set this where many target threads compute as much as they call.
	NoSyncWakeUp bool

	// Timeout is how long a notification may wait for its answer, counted from
	// when it was received, before the stream answers it with TimeoutResponse.
	// Zero means for ever.
	Timeout time.Duration

	// TimeoutResponse answers a notification that has waited for Timeout. The
	// zero Response means Error(syscall.ETIMEDOUT).
	TimeoutResponse Response

	// CloseResponse answers the notifications that were received and not yet
	// answered when the stream is closed. The zero Response means
	// Error(syscall.ENOSYS), which is also what the kernel tells calls that were
	// not received.
	CloseResponse Response

	// ErrorResponse answers a notification whose handler panicked or returned a
	// Response that cannot be sent. The zero Response means Error(syscall.EIO).
	ErrorResponse Response

	// Logger is told what happens beside the answers: panics, refused responses,
	// timeouts, errors of the listener. Nil means that only what is a mistake of the
	// program is logged, to [slog.Default]: a handler that panics, ends its goroutine
	// or returns a Response that cannot be sent.
	Logger *slog.Logger
}

// NoLimit lets all handlers run at a time, as Config.Workers.
const NoLimit = math.MaxInt

// maxTimeout is what longer times are taken for, so that none overflows when it is added to
// the present.
const maxTimeout = 100 * 365 * 24 * time.Hour

// discard is the Logger of those that have none.
var discard = slog.New(slog.DiscardHandler)

// mishaps returns where the mistakes of handlers are logged, which nobody should miss for not
// having asked.
func (s *NotificationStream) mishaps() *slog.Logger {
	if s.cfg.Logger == discard {
		return slog.Default()
	}
	return s.cfg.Logger
}

// normalize makes n the configuration c with every default filled in.
func (n *Config) normalize(c *Config) error {
	if c != nil {
		*n = *c
	}
	for _, f := range []struct {
		name  string
		value int64
	}{
		{"Buffer", int64(n.Buffer)},
		{"Workers", int64(n.Workers)},
		{"Timeout", int64(n.Timeout)},
		{"Grace", int64(n.Grace)},
	} {
		if f.value < 0 {
			return fmt.Errorf("seccompstream: Config.%s is negative: %d", f.name, f.value)
		}
	}
	n.Timeout, n.Grace = min(n.Timeout, maxTimeout), min(n.Grace, maxTimeout)
	for _, f := range []struct {
		name string
		r    *Response
		def  syscall.Errno
	}{
		{"TimeoutResponse", &n.TimeoutResponse, syscall.ETIMEDOUT},
		{"CloseResponse", &n.CloseResponse, syscall.ENOSYS},
		{"ErrorResponse", &n.ErrorResponse, syscall.EIO},
	} {
		if *f.r == (Response{}) {
			*f.r = Error(f.def)
		}
		if err := f.r.check(); err != nil || f.r.kind == respondFD {
			if err == nil {
				err = fmt.Errorf("%w: %v answers one call", ErrBadResponse, *f.r)
			}
			return fmt.Errorf("Config.%s: %w", f.name, err)
		}
	}
	if n.Logger == nil {
		n.Logger = discard
	}
	return nil
}
