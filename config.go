package seccompstream

import (
	"fmt"
	"log/slog"
	"syscall"
	"time"
)

// Config sets what a [NotificationStream] does by itself. A nil *Config and the
// zero Config are the defaults. It is read once, by [NewNotificationStream].
type Config struct {
	// Buffer is how many notifications the channel of [NotificationStream.C] holds
	// that nobody has taken from it yet. Zero means none: one notification at the
	// most has been received and waits to be handed over. A target whose
	// notification waits in the buffer is waiting, too.
	Buffer int

	// Workers is how many handlers [NotificationStream.Serve] runs at a time. Zero
	// means no limit; the number of target threads is one then, since a thread
	// waits in one call at a time.
	Workers int

	// NoSyncWakeUp leaves SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP off. By default a
	// stream sets it where the kernel has it (Linux 6.6): each side then wakes the
	// other on its own CPU, which cuts the time of a round trip several times.
	// Leave it off for many target threads that compute as much as they call.
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
	// timeouts, errors of the listener. Nil means that nothing is logged.
	Logger *slog.Logger
}

// discard is the Logger of those that have none.
var discard = slog.New(slog.DiscardHandler)

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
	} {
		if f.value < 0 {
			return fmt.Errorf("seccompstream: Config.%s is negative: %d", f.name, f.value)
		}
	}
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
