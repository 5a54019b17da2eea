// Package call makes typed values of notified system calls: what a supervisor needs to
// know of a call's arguments, read from the target once.
//
//	c, err := call.Decode(n)
//	if err != nil {
//		return seccompstream.Error(err)
//	}
//	switch c := c.(type) {
//	case *call.Open: // open, openat, openat2, creat
//		log.Printf("%q below %d, %v", c.Path, c.Dir, c.Flags)
//	case *call.Connect:
//		log.Print(c.Addr)
//	}
//
// There is a type for each kind of call, and not for each number: [Open] is open(2),
// openat(2), openat2(2) and creat(2), by whichever architecture's convention they were made;
// socketcall(2) and ipc(2) decode to the calls that they stand for. Calls that have no type
// are [Other], with the names of their arguments. All pointers of calls that are known are
// documented as addresses of the target, never followed by themselves: a [Pointer].
//
// Each type tells what it touches without looking at it: Paths, Addrs and FDs are what a
// policy, a filter and a log are made of. String writes the call as strace(1) does, escaped so
// that it cannot harm a terminal.
//
// # Arguments are copies
//
// What was decoded is what the target's memory held at that time. The kernel reads it again
// when it runs the call, and other threads may have changed it. Who decides on what was decoded
// must make the call for the target, with the decoded values, and must not answer with
// [seccompstream.Continue]; package broker does that.
//
// # Architectures
//
// Calls of amd64, arm64, riscv64, and of the 32-bit conventions i386, arm (EABI) and x32 are
// known, in their layouts of structures. The names and numbers come from a table of this
// module, not from libseccomp, so that calls are named that libseccomp is too old to know. Flags
// have the supervisor's values of unix.O_DIRECTORY and the like, which its 32-bit targets share.
//
// [Group] and [Groups] name calls by what they do, for filters and for [HandleGroup].
package call
