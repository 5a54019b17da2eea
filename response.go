package seccompstream

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"syscall"
)

// A Response is the answer to one notified call. It is a value, made by one of
// [Continue], [Success] and [Error], comparable with ==, and may be kept and used
// again. The zero Response is none: sending it is refused with [ErrBadResponse].
type Response struct {
	kind  responseKind
	errno syscall.Errno
	val   int64
	cause error // what Error was given and found no errno in
}

type responseKind uint8

const (
	respondNothing responseKind = iota
	respondContinue
	respondSuccess
	respondError
	respondAnswered
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
		return Response{kind: respondError, cause: err}
	}
	return Response{kind: respondError, errno: errno}
}

// maxErrno is MAX_ERRNO of the kernel, the largest number that is an error.
const maxErrno = 4095

// Answered returns the response by which a [Handler] says that it has answered the
// notification itself, with [Notification.Respond] or [Notification.RespondFD]. It
// cannot be sent.
func Answered() Response { return Response{kind: respondAnswered} }

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
	case r.kind == respondContinue, r.kind == respondSuccess, r.kind == respondError && r.errno != 0:
		return nil
	case r.kind == respondError && r.cause != nil:
		return fmt.Errorf("%w: no errno from 1 to 4095 in %q", ErrBadResponse, r.cause)
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
			return fmt.Sprintf("error(no errno: %v)", r.cause)
		}
		return "error(" + errnoName(r.errno) + ")"
	case respondAnswered:
		return "answered"
	default:
		return "no response"
	}
}
