package seccompstream

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"sync/atomic"
	"syscall"
)

// A Response is the answer to one notified call. It is a value, made by one of
// [Continue], [Success], [Error] and their like, comparable with ==, and may be kept and
// used again, but for one of [FD]. The zero Response is none: sending it is refused with [ErrBadResponse].
type Response struct {
	kind  responseKind
	errno syscall.Errno
	val   int64
	more  any // an error: what Error was given and found no errno in; *installed of FD
}

type responseKind uint8

const (
	respondNothing responseKind = iota
	respondContinue
	respondSuccess
	respondError
	respondAnswered
	respondFD
	respondInterrupted
)

// Continue returns the response that lets the kernel run the call as if it had not
// been notified (Linux 5.5).
//
// It is no security decision. The kernel reads the arguments afresh when it runs
// the call, and whatever they point to may have changed since the supervisor looked
// at it: another thread of the target, or any process that shares the memory, can
// replace the path that was just approved. Use Continue for calls that are harmless
// whatever their arguments are, and where the filter or another mechanism would
// refuse the call that must not happen. To permit one of several outcomes, perform
// the call for the target on a copy of its arguments and answer with [Success] or
// [Notification.RespondFD]. See seccomp_unotify(2), "Design goals; use of
// SECCOMP_USER_NOTIF_FLAG_CONTINUE".
func Continue() Response { return Response{kind: respondContinue} }

// Success returns the response that skips the call and makes it return val. The
// target's C library takes values from -4095 to -1 for an errno, as it does from
// the kernel.
func Success(val int64) Response { return Response{kind: respondSuccess, val: val} }

// Error returns the response that skips the call and makes it fail with the errno
// of err: a [syscall.Errno] anywhere in its chain, or the one that stands for
// [fs.ErrNotExist] (ENOENT), [fs.ErrPermission] (EPERM), [fs.ErrExist] (EEXIST),
// [fs.ErrInvalid] (EINVAL), [fs.ErrClosed] (EBADF), [os.ErrDeadlineExceeded] and
// [context.DeadlineExceeded] (ETIMEDOUT), [context.Canceled] (ECANCELED),
// [errors.ErrUnsupported] (ENOSYS) or [ErrExpired] (ENOENT).
//
// Where there is none, or none from 1 to 4095, sending the response is refused with
// [ErrBadResponse], and the notification can still be answered.
func Error(err error) Response {
	errno := errnoOf(err)
	if errno < 1 || errno > maxErrno {
		return Response{kind: respondError, more: err}
	}
	return Response{kind: respondError, errno: errno}
}

// Return returns Error(err) if there is an err, else Success(val): what a system call that
// the supervisor has made came to.
func Return(val int64, err error) Response {
	if err != nil {
		return Error(err)
	}
	return Success(val)
}

// FD returns the response that installs a duplicate of f in the target and makes the call
// return its number there: the answer to an open(2), socket(2) and the like that the
// supervisor has performed. The response owns f, and sending it closes f, whatever comes of
// it: it answers one call. One that is never sent leaves f to its maker.
//
// f is closed before the target runs on, so that the target has the only descriptor, as if it
// had made the call itself: when it closes that, the file can be executed, its locks are gone,
// readers of the FIFO see the end. With [Notification.RespondFD] the supervisor's descriptor
// is there for a moment longer, and one of three targets that write a file, close and
// execute it gets ETXTBSY. On the other hand RespondFD is atomic, and this
// is not: a signal that interrupts the call between the two steps leaves the target with a
// descriptor that it does not know of. Signals do not interrupt calls whose filter has
// SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (Linux 5.19), as those of package launch have.
// Where closing f blocks for more than a second the target is answered nevertheless.
//
// If the descriptor cannot be installed the call fails with the reason, such as EMFILE. A
// nil or closed f is refused with [ErrBadResponse]. It needs Linux 5.9, and is no answer for
// [Config].
func FD(f *os.File, opts AddFDOptions) Response {
	return Response{kind: respondFD, more: &installed{file: f, opts: opts}}
}

// installed is what a response of FD holds.
type installed struct {
	file *os.File
	opts AddFDOptions
	sent atomic.Bool // the number of a closed file may be that of another
}

func (i *installed) String() string {
	if i.file == nil {
		return "fd(none)"
	}
	return "fd(" + strconv.Quote(i.file.Name()) + ")"
}

// maxErrno is MAX_ERRNO of the kernel, the largest number that is an error.
const maxErrno = 4095

// Answered returns the response by which a [Handler] says that it has answered the
// notification itself, with [Notification.Respond] or [Notification.RespondFD]. It
// cannot be sent.
func Answered() Response { return Response{kind: respondAnswered} }

// Interrupted returns the response that ends the call as a signal would have ended it, had the
// kernel run it: the target takes its signal, and then the kernel makes the call anew where
// the signal's handler was installed with SA_RESTART, or there is none, and else lets it fail
// with EINTR. A call that is made anew is notified again.
//
// It is the answer to a call that blocks, and that a handler performs, when the target has a
// signal to take: see [Interruptible]. The stream looks for that signal when it sends the
// response; where it finds none the target gets EINTR, as for Error(syscall.EINTR).
func Interrupted() Response { return Response{kind: respondInterrupted} }

// restartCall is what Interrupted is to the kernel: ERESTARTSYS. While a signal is pending it
// never comes to the program, and without one it would.
var restartCall = Response{kind: respondError, errno: 512}

var errnoOfSentinel = []struct {
	err   error
	errno syscall.Errno
}{
	{fs.ErrNotExist, syscall.ENOENT},
	{fs.ErrPermission, syscall.EPERM},
	{fs.ErrExist, syscall.EEXIST},
	{fs.ErrInvalid, syscall.EINVAL},
	{fs.ErrClosed, syscall.EBADF},
	{os.ErrDeadlineExceeded, syscall.ETIMEDOUT},
	{context.DeadlineExceeded, syscall.ETIMEDOUT},
	{context.Canceled, syscall.ECANCELED},
	{errors.ErrUnsupported, syscall.ENOSYS},
	{ErrExpired, syscall.ENOENT},
	{ErrInterrupted, syscall.EINTR},
}

func errnoOf(err error) syscall.Errno {
	if errno, ok := err.(syscall.Errno); ok {
		return errno // as most are; the rest of the function needs a larger stack
	}
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return errno
	}
	for _, s := range errnoOfSentinel {
		if errors.Is(err, s.err) {
			return s.errno
		}
	}
	return 0
}

// check returns nil if the kernel can be given r.
func (r Response) check() error {
	switch {
	case r.kind == respondContinue, r.kind == respondSuccess, r.kind == respondInterrupted, r.kind == respondError && r.errno != 0:
		return nil
	case r.kind == respondFD && r.more.(*installed).file != nil:
		return nil
	case r.kind == respondError && r.more != nil:
		return fmt.Errorf("%w: no errno from 1 to 4095 in %q", ErrBadResponse, r.more)
	default:
		return fmt.Errorf("%w: %v", ErrBadResponse, r)
	}
}

// Errno returns the errno that the target will see, or 0 where the response is not
// one made by [Error].
func (r Response) Errno() syscall.Errno { return r.errno }

// String returns the response as a person would write it down, such as "continue",
// "success(3)" or "error(EPERM)".
func (r Response) String() string {
	switch r.kind {
	case respondContinue:
		return "continue"
	case respondSuccess:
		return "success(" + strconv.FormatInt(r.val, 10) + ")"
	case respondError:
		if r.errno == 0 {
			return fmt.Sprintf("error(no errno: %v)", r.more)
		}
		return "error(" + errnoName(r.errno) + ")"
	case respondAnswered:
		return "answered"
	case respondFD:
		return r.more.(*installed).String()
	case respondInterrupted:
		return "interrupted"
	default:
		return "no response"
	}
}
