// Package streamtest gives live targets to tests of handlers: threads of the test
// process whose chosen system calls are really notified by the kernel, with no
// container, no root and no second program.
//
//	func TestDenyMkdir(t *testing.T) {
//		target := streamtest.New(t, nil, "mkdirat")
//		go target.Stream.Serve(t.Context(), policy)
//		if _, err := target.Call("mkdirat", unix.AT_FDCWD, "/tmp/x", 0o755); err != unix.EPERM {
//			t.Errorf("mkdirat: %v, want EPERM", err)
//		}
//	}
//
// The filter is on the targets' threads alone, and notifies a call only where
// [Target.Call] makes it. Everything else in the process, the Go runtime included,
// goes on unsupervised, so that any call can be chosen.
//
// A target shares the memory, the descriptors and the credentials of the test. A
// handler that reads memory, installs descriptors or opens paths does so in the test's
// own process. A target cannot be killed: what a handler does with a call that ends
// under it can be tested with [Options].Interruptible and [Target.Interrupt].
//
// It needs Linux on amd64, arm64 or riscv64, and cgo. On other systems it skips the
// test, and on a Linux where it cannot work it fails it. To install the filter it sets
// the no_new_privs attribute of the threads (prctl(2)), so that no capability is needed;
// inside of another supervisor's filter with a listener it cannot be installed (EBUSY).
package streamtest

import "github.com/seccompstream/seccompstream"

// Options say what [NewTargets] makes.
type Options struct {
	// Config configures the stream. Nil means the defaults.
	Config *seccompstream.Config
	// Threads is how many targets there are. They share the filter, and so the stream.
	// Zero means one.
	Threads int
	// Interruptible lets [Target.Interrupt] interrupt a call that has been received
	// and has no answer yet. By default the filter is made with
	// SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV where the kernel has it (Linux 5.19), and
	// only calls that nobody received yet are interrupted.
	Interruptible bool
	// Names are the calls that are notified. There must be one at least.
	Names []string
}
