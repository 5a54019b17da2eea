// Package seccompstream supervises the system calls of other programs.
//
// A seccomp filter can hand chosen system calls of a process to another one, the
// supervisor, which decides what each call returns (seccomp_unotify(2)). The kernel
// gives the supervisor a descriptor, the listener. This package turns a listener into
// a stream of [Notification] values, which any number of goroutines receive, inspect
// and answer, with no thread held per listener.
//
// # Use
//
// A supervisor is a loop:
//
//	stream, err := seccompstream.NewNotificationStream(listener, nil)
//	if err != nil {
//		return err
//	}
//	defer stream.Close()
//	for n := range stream.C() {
//		switch n.Name() {
//		case "mkdir", "mkdirat":
//			err = n.Error(unix.EROFS)
//		default:
//			err = n.Continue()
//		}
//		if err != nil && !errors.Is(err, seccompstream.ErrExpired) {
//			log.Print(n, err)
//		}
//	}
//	return stream.Err()
//
// [NotificationStream.Receive] and [NotificationStream.All] take a context, and
// [NotificationStream.Serve] runs a [Handler], such as a [Mux], for each notification
// with bounded concurrency.
//
// # Packages beside this one
//
// Package launch starts a command under a filter and returns its stream; package ociagent
// receives listeners from container runtimes. Package call says what a notification means,
// as a Go type per kind of call. Package broker is a Handler that performs calls for
// the target, as a policy permits: it is what a supervisor should begin with that has to
// decide by paths, addresses or other memory. Package streamtest gives tests of handlers a
// live target.
//
// # What a supervisor must know
//
// The target waits in its call until the call is answered. A notification that is
// received and never answered is a thread that is frozen, hence Config.Timeout and
// what [NotificationStream.Close] does.
//
// Continue is no decision. It lets the kernel run the call on whatever the arguments
// point to by then, which need not be what the supervisor looked at: other threads of
// the target run, and may rewrite it. The number and the arguments in the registers are
// fixed; nothing behind a pointer is. A supervisor that must permit some arguments and
// refuse others reads them once, decides on its copy, performs the call itself with the
// copy, and answers with the result. Package broker does that.
//
// The target is not stopped. Its other threads run, and the thread in the call may be
// killed by SIGKILL, by a fatal signal of its process, or when another of its threads
// executes a program: the call is then over, and every operation on the notification says
// [ErrExpired]. What other signals do depends on the filter. Without
// SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV any signal ends the call, which the kernel may make
// anew, as a new notification. With it (Linux 5.19; package launch sets it) a signal that has
// a handler waits until the call is answered, and while it waits so does SIGTERM, where no
// other thread is there to take it. A handler that may take long should hear of that: see
// [Interruptible]. A signal that comes before a notification is received ends the call in any
// case.
//
// After the call the target's number may be given to another process, which is
// why what is done with n.PID must be checked by [Notification.Valid] afterwards; the
// methods of Notification do so.
//
// Writing to the target's memory is never safe: the memory may be in use by other
// threads, and the call may end while it is written. It is there for those who accept
// that.
//
// What belongs to the target can block whoever touches it, for as long as the target likes:
// memory behind userfaultfd(2), files that the target itself serves by FUSE, FIFOs,
// terminals, and the closing of such files, too. A handler may wait for that, and
// Config.Workers bounds how many do. Nothing else may: in particular, the descriptor of such a
// file must not reach the Go runtime's poller, as it does by [os.NewFile], [os.Open] and
// the like. Each method says what it does about that.
//
// A filter with a listener is inherited by all children, and cannot be taken off.
//
// # Requirements
//
// Linux 5.0 and libseccomp 2.5, through cgo. What needs more says so where it is
// documented. On other systems, and without cgo, the package compiles and its functions
// return an error that matches [errors.ErrUnsupported].
package seccompstream
