// Package launch starts a command under a seccomp filter, and supervises it.
//
// [Start] is exec.Cmd.Start with a filter: the command is an [exec.Cmd] with all that
// belongs to one, and what the filter notifies comes on a stream. [Runner] does in addition
// what a program owes that stands before a command: signals, terminal, exit status.
// [Notify] makes the usual filter, [Rules] every other one.
//
//	filter, err := launch.Notify("openat", "connect")
//	...
//	stream, err := launch.Start(exec.Command("make"), filter, nil)
//
// # How it works
//
// A process that has a listener for its own calls must hand it out before it makes the
// first call that is notified, or it waits for itself; and the calls that handing it out
// takes may be notified, too. runc cannot notify write for that reason, nor crun sendmsg.
// Here any call can be notified, and what is notified is the command's, beginning with its
// own execve: nothing of the machinery is seen.
//
// Start does not execute the command, but this program again, by /proc/self/exe. A
// constructor in C, which runs before the Go runtime does, finds a variable in its environment,
// SECCOMPSTREAM_STAGE, and a socket with a message in it. It then never returns: it makes a
// second thread, puts the filter on the first, and that thread makes no system call from then
// on but the command's execve. The second one, which is free of the filter, passes the
// listener on; the execve ends it. While one waits for the other it sleeps, by
// userfaultfd(2), or spins where that is forbidden.
//
// # What importing the package does to a program
//
// The constructor is in it and looks for that variable at every start, whether the program
// ever starts a command or not. Where it finds none, or no such socket, it does nothing. Of
// who is less privileged than the program it takes no orders: in secure-execution mode
// (AT_SECURE, ld.so(8)), as in a set-user-ID program, it ends the process.
//
// The program has to be a Linux program that was linked with cgo by the system's linker,
// which is the default: not one that go build -linkmode=internal has linked, and not a
// shared library or plugin; Start returns an error there. Where the executable may not be
// executed by whom the command is to run as, or is set-user-ID, a copy in memory is, for which
// it must be readable. Its loader and libraries must be where they were, if it has
// changed its root directory: link it statically otherwise. A start takes longer than
// exec.Cmd's by what it takes to load the program, without its Go runtime: see
// BenchmarkStart.
//
// # What the command inherits
//
// What it would from exec.Cmd: its descriptors, at their numbers, those without
// close-on-exec of this process included; directory, environment, root, ids, capabilities,
// namespaces, terminal, process group, signal mask, ignored signals, limits, priority.
// It is a child of this process, and the process that was forked. Beside the filter there
// is one difference. Unless this process has CAP_SYS_ADMIN in its user namespace, or the
// filter already says so, no_new_privs is set: set-user-ID programs and file
// capabilities then give the command nothing (prctl(2)).
//
// The filter is inherited by all descendants, for good. When the stream is closed the
// calls that it names fail with ENOSYS.
//
// # What cannot work
//
//   - A command that is supervised itself: listeners do not nest (EBUSY), so what Start
//     started can start nothing by Start.
//   - SysProcAttr.Ptrace: the tracer would stop the first execve, which is this package's.
//   - RLIMIT_NPROC that is used up to the last process, for the second thread is one for a
//     moment; a soft limit is lifted that long. RLIMIT_NOFILE must leave a handful of
//     descriptors, and RLIMIT_FSIZE the program's size where that has to be copied.
//   - At a real-time priority, on one processor, where userfaultfd is forbidden and so is a
//     higher priority, a start takes up to a second, in which the first thread spins:
//     it is the kernel's limit on real-time tasks that lets the second one run.
//   - A tracer inside the command that uses SECCOMP_RET_TRACE does not see the calls that are
//     notified, and a debugger that uses ptrace(2) in other ways sees them as calls that
//     take longer.
package launch
