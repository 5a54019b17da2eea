package launch

import "syscall"

// Rules describes a filter that allows every call but those that it names. A call is
// named as the kernel has it, such as "openat", by a group of package call, such as
// "%file", or by its number on the machine's own architecture in decimal, such as "470".
// Neither the kernel's headers nor libseccomp need to know the call: of a number from 424
// on, which all architectures share since Linux 5.1, nothing else has to be known.
//
// # Other architectures
//
// Most kernels run the programs of a second architecture, and any 64-bit process on x86
// can make its calls, by int 0x80: there "truncate" has another number, and does the same as
// truncate64, which 64-bit programs do not have. So a call stands for all that do the same
// on any architecture that the filter covers: "stat" for stat64 and oldstat, "chown" for
// chown32, "clock_nanosleep" for clock_nanosleep_time64, "connect" for the socketcall that
// connects, "shmat" for the ipc that attaches. Nothing of that sort has to be listed, but a
// handler has to expect it: the notification's name is that of the call that was made. A
// [seccompstream.Mux] refuses with ENOSYS what it has no handler for.
//
// A call that does something similar in another way does not count: "open" is not "openat",
// nor "openat2", nor io_uring(7). Groups have them all.
//
// NativeOnly does without other architectures altogether.
//
// # What not to notify
//
// A notified call that has not been received yet is interrupted by any signal, even by one
// whose handler has SA_RESTART set, if only that handler runs, and then fails with EINTR where
// the call's own documentation has no such error. Once it is received, [Start] keeps
// signals from it (Linux 5.19), so the moment is as short as the supervisor is quick; but it
// is there. Calls that nobody tries again then break programs, shells first of all, which get
// SIGCHLD all the time: clone, fork and vfork ("Cannot fork"), close, dup, dup2 and dup3 (a
// pipe that never ends), wait4, rt_sigreturn. Notify them for programs that you know, and
// not in a tool for any. What only looks at a path or makes an address, opens,
// connects or executes is safe as far as programs are prepared for signals there.
//
// A tracer inside that uses SECCOMP_RET_TRACE, as strace --seccomp-bpf does, sees nothing of
// the calls that are notified: a notification goes before it.
type Rules struct {
	// Notify names calls that are notified.
	Notify []string

	// When has calls that are notified where conditions hold.
	When []Rule

	// Refuse names calls that fail with an errno and are not notified. A name goes before
	// a group or another name that stands for the same call, in whichever field; the same
	// name in Notify and here is an error.
	Refuse map[string]syscall.Errno

	// NativeOnly makes all calls of other architectures fail with ENOSYS, as where the
	// kernel does not have them. Programs of those architectures do not run then.
	NativeOnly bool

	// ExactNames leaves out what does the same under another name. It is for supervisors
	// that look at what programs do, and not for those that keep them from it.
	ExactNames bool
}

// A Rule is a call, named as in [Rules], that is notified where all conditions hold. Several
// rules for one call are alternatives.
type Rule struct {
	Call string
	If   []Condition
}

// A Condition is one on the value of an argument, which is all that a filter sees: not what
// it points to. See [Int],
// [Bits] and [NonZero].
type Condition struct {
	arg         int
	mask, value uint64
	not         bool
}

// Int holds if the argument with that index, an int to the kernel, has the value. It looks at
// 32 bits: a program may have anything in the others.
func Int(arg int, value int32) Condition {
	return Condition{arg: arg, mask: 0xffff_ffff, value: uint64(uint32(value))}
}

// Bits holds if those of the argument's bits that are set in mask are as in value.
func Bits(arg int, mask, value uint64) Condition {
	return Condition{arg: arg, mask: mask, value: value & mask}
}

// NonZero holds if the argument, a pointer or another word of full size, is not 0.
func NonZero(arg int) Condition {
	return Condition{arg: arg, mask: 1<<64 - 1, not: true}
}
