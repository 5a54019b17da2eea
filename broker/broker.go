// Package broker performs system calls for a supervised program, so that a policy which
// permits one cannot be raced.
//
// A supervisor that looks at a call and then lets the kernel run it has decided nothing: the
// kernel reads the arguments again, and another thread of the target may have changed them. A
// [Broker] is a handler that reads the arguments once, finds the objects that they name and holds
// them open, asks a policy about them, and then makes the call itself, on exactly these objects and
// copies, with the target's rights. The target gets the result.
//
//	b, err := broker.New(func(ctx context.Context, r *broker.Request) error {
//		for _, a := range r.Accesses {
//			if a.What&broker.Changing != 0 && !strings.HasPrefix(a.Path, "/srv/box/") {
//				return unix.EROFS
//			}
//		}
//		return nil
//	}, &broker.Options{Free: broker.Reading | broker.Network})
//	filter, err := b.Filter()
//	stream, err := launch.Start(cmd, filter, nil)
//	err = stream.Serve(ctx, b)
//
// # What becomes of each call
//
// CALLS.md in this folder has a table, made from the one that the code goes by. In short: calls on paths
// and descriptors that look at or change files, and calls that give a socket an address or send to one,
// are performed. Calls whose arguments are numbers only, such as socket(2) and an openat(2) with O_PATH,
// which gives no access to anything, are judged and then left to the kernel, which has its own copy of
// numbers. Calls by which a process could go around its supervisor (io_uring, ptrace, mounts, namespaces
// of others, ...) fail with EPERM, unless [Options].Permit names them. Programs of other ABIs than the native one,
// as of 32 bits, are refused: every call of theirs fails with ENOSYS. So does every call that is newer than
// this package.
//
// What the kernel runs by itself is not judged: execve(2) and chdir(2) work wherever the target's own rights
// let them, and what a descriptor permits that the target has already, it keeps on permitting.
//
// # As the target
//
// A call is performed with the FSUID, FSGID, groups, capabilities and umask of the thread that made it. Where
// the supervisor is the same user with the same rights that needs nothing. Else there are threads that take
// them on, which needs root. A target that has a user namespace of its own is served with its IDs and without
// the capabilities that it has in there.
//
// Calls that block (connect, sendmsg, the open of a FIFO or terminal) are made by a process that shares nothing with
// the Go runtime but memory and descriptors. They end when the target's call ends, and are interrupted by the
// target's signals: the target sees a restart or EINTR as it would without a broker.
//
// # What differs
//
// The peer of an AF_UNIX socket sees the supervisor's process number in SO_PEERCRED, and in SCM_CREDENTIALS unless the
// supervisor is root. A terminal that is opened never becomes the controlling one. Descriptors opened with O_PATH are not
// judged. A signal whose handler has no SA_RESTART, and that comes before the call is received, interrupts calls that
// otherwise never fail with EINTR. The process that a FUSE server sees is the supervisor's.
//
// It needs Linux 5.9 and /proc, and Linux 5.19 for targets that handle signals.
package broker

import (
	"context"
	"errors"
	"os"

	"github.com/seccompstream/seccompstream"
)

// A Policy decides about a call. nil permits it. An error with an errno, see [seccompstream.Error], is what the
// call fails with; an error without one is EACCES. Of [Answer] it is the answer.
//
// It is called on the goroutine of the handler, by many of these at a time. It may take its time: the target
// waits. It is not asked about a call that fails anyway, such as the unlink of what does not exist. What it does
// itself by the paths that it is shown, in the file system, can be raced as any path can.
type Policy func(ctx context.Context, r *Request) error

// A Request is a call that is about to be performed.
type Request struct {
	// Call is the notification. Its arguments are not those that count: Accesses says what they were
	// found to mean.
	Call seccompstream.Notification
	// Accesses is all that the call does which Options.Free does not have.
	Accesses []Access
}

// Process returns who makes the call.
func (r *Request) Process() (seccompstream.Process, error) { return r.Call.Process() }

// Options says how a Broker is to work. A nil *Options and the zero Options are the defaults.
type Options struct {
	// Free is what is permitted unseen. Calls that do nothing else are neither notified nor
	// performed, and a request has no accesses of which nothing else is left.
	Free What

	// Permit names calls that are refused by default and left to the kernel instead, such as "ptrace". See
	// CALLS.md for which these are, and what they undo. [Refused] has all of them.
	Permit []string

	// Missing has the policy asked, too, about calls that look at, open or change what does not exist, and would
	// fail for that: [Instead] can give them a file.
	Missing bool

	// Blocked is how many calls may block at a time, for all targets together. Zero means 1024. Further ones
	// fail with EAGAIN.
	Blocked int

	// Memory is how many bytes of messages may be on their way at a time. Zero means 64 MiB. Further ones
	// wait.
	Memory int64
}

// instead is an error that names another file.
type instead struct{ f *os.File }

func (instead) Error() string { return "broker: another file in its place" }

// Instead returns the error by which a policy has a call performed on another file than it names: one that the policy
// has opened, with O_PATH or otherwise, and keeps open until it is asked no more. What the call does to the file is
// done with the target's rights to it. It is for calls that open a file or act on one, whether it exists or not, with a
// single access; others fail with EACCES.
func Instead(f *os.File) error { return instead{f} }

// answer is an error that is an answer.
type answer struct{ r seccompstream.Response }

func (answer) Error() string { return "broker: answered by the policy" }

// Answer returns the error by which a policy answers a call itself, in the place of having it performed:
// with [seccompstream.Answered] after it has installed a descriptor, for example.
func Answer(r seccompstream.Response) error { return answer{r} }

// refusal returns the response to what a policy has returned.
func refusal(err error) seccompstream.Response {
	if a := (answer{}); errors.As(err, &a) {
		return a.r
	}
	r := seccompstream.Error(err)
	if r.Errno() == 0 {
		return seccompstream.Error(errDenied)
	}
	return r
}
