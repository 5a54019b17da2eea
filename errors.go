package seccompstream

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

var (
	// ErrExpired reports that the call is over: its target was killed, or a signal
	// interrupted it, before the operation. It is part of normal life and concerns
	// this one notification alone. It matches [syscall.ENOENT] in [errors.Is],
	// which is what the kernel says.
	ErrExpired error = &codedError{"the notified call is over", syscall.ENOENT}

	// ErrAnswered reports that the notification has had its answer: of all the
	// answers to one notification exactly one succeeds.
	ErrAnswered = errors.New("seccompstream: the notification has been answered")

	// ErrInterrupted is the cause that ends a context of [Interruptible]: the target has
	// a signal to take. The call still waits, and [Interrupted] is the answer to it. It
	// matches [syscall.EINTR].
	ErrInterrupted error = &codedError{"the target has a signal to take", syscall.EINTR}

	// ErrNotListener reports that a descriptor is not a seccomp listener, or not a
	// descriptor at all.
	ErrNotListener = errors.New("seccompstream: not a seccomp listener")

	// ErrBadResponse reports a [Response] that cannot be sent: the zero Response,
	// or an error without an errno that the kernel could pass on.
	ErrBadResponse = errors.New("seccompstream: not a valid response")
)

var (
	errNoStream = errors.New("seccompstream: the notification was not received from a stream")

	// What a late answer gets after Close, which has answered in its place.
	errClosedAnswered = fmt.Errorf("%w by closing its stream: %w", ErrAnswered, os.ErrClosed)
)

// codedError is a sentinel that stands for one errno. It matches the errno alone:
// were it to unwrap to ENOENT it would pass for fs.ErrNotExist too, and an expired
// notification for a missing file.
type codedError struct {
	msg   string
	errno syscall.Errno
}

func (e *codedError) Error() string { return "seccompstream: " + e.msg }

func (e *codedError) Is(target error) bool { return target == e.errno }
