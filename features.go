package seccompstream

import (
	"fmt"
	"iter"
	"strings"
)

// A FeatureSet tells what the running kernel and libseccomp give to a supervisor, as
// [Features] found it out. Every field but the first three is a thing that some
// supported kernel lacks; the version in its comment is the first Linux release that
// has it, and distributions' kernels may have it earlier, or refuse it.
type FeatureSet struct {
	// Kernel is the release that the kernel calls itself. It decides nothing.
	Kernel string
	// Libseccomp is the version of the library that is loaded.
	Libseccomp string
	// LibseccompAPI is libseccomp's API level. Notifications need 5.
	LibseccompAPI int

	// Notifications is the listener itself (Linux 5.0), without which nothing works.
	Notifications bool
	// Continue is [Continue] (Linux 5.5).
	Continue bool
	// AddFD is [Notification.AddFD] (Linux 5.9).
	AddFD bool
	// AddFDSend makes the installation of a descriptor and the answer one step, for
	// [Notification.RespondFD] (Linux 5.14).
	AddFDSend bool
	// SyncWakeUp is the fast hand-over that Config.NoSyncWakeUp turns off (Linux 6.6).
	SyncWakeUp bool
	// WaitKillableRecv keeps signals that do not kill from interrupting a call whose
	// notification has been received (Linux 5.19). Whoever installs the filter asks
	// for it.
	WaitKillableRecv bool
	// HangupAtExit tells that a stream ends when the last task of its filter exits
	// (Linux 6.11). Before, it ends when that task has been reaped.
	HangupAtExit bool
	// PIDFDOpen is pidfd_open(2), for [Notification.PIDFD] and others (Linux 5.3).
	PIDFDOpen bool
	// PIDFDThread makes pidfds of single threads (Linux 6.9).
	PIDFDThread bool
	// PIDFDGetFD is pidfd_getfd(2), for [Notification.GetFD] (Linux 5.6).
	PIDFDGetFD bool
	// OpenAt2 is openat2(2), for [Notification.OpenPath] (Linux 5.6).
	OpenAt2 bool
	// ProcessVMReadv is process_vm_readv(2), the fast way to a target's memory
	// (Linux 3.2, where configured).
	ProcessVMReadv bool

	err error
}

// features has a line for every feature, in the order of the fields.
var features = []struct {
	name  string
	since string
	what  string
	field func(*FeatureSet) *bool
}{
	{"notifications", "5.0", "receive and answer calls", func(f *FeatureSet) *bool { return &f.Notifications }},
	{"continue", "5.5", "let a notified call run", func(f *FeatureSet) *bool { return &f.Continue }},
	{"addfd", "5.9", "install a descriptor in the target", func(f *FeatureSet) *bool { return &f.AddFD }},
	{"addfd_send", "5.14", "install it and answer in one step", func(f *FeatureSet) *bool { return &f.AddFDSend }},
	{"sync_wake_up", "6.6", "hand over on one CPU", func(f *FeatureSet) *bool { return &f.SyncWakeUp }},
	{"wait_killable_recv", "5.19", "received calls are interrupted only to die", func(f *FeatureSet) *bool { return &f.WaitKillableRecv }},
	{"hup_at_exit", "6.11", "the stream ends before the target is reaped", func(f *FeatureSet) *bool { return &f.HangupAtExit }},
	{"pidfd_open", "5.3", "hold a process", func(f *FeatureSet) *bool { return &f.PIDFDOpen }},
	{"pidfd_thread", "6.9", "hold a single thread", func(f *FeatureSet) *bool { return &f.PIDFDThread }},
	{"pidfd_getfd", "5.6", "copy a target's descriptor", func(f *FeatureSet) *bool { return &f.PIDFDGetFD }},
	{"openat2", "5.6", "open a path inside of the target's root", func(f *FeatureSet) *bool { return &f.OpenAt2 }},
	{"process_vm_readv", "3.2", "read a target's memory without a file", func(f *FeatureSet) *bool { return &f.ProcessVMReadv }},
}

// Features finds out what the running kernel and libseccomp give, by trying each
// feature: version numbers say little about the kernels of distributions. That has no
// effect on the calling process; the one filter that it takes is installed on a
// thread and in a child of its own, both of which are gone when Features returns, and
// allows everything.
//
// The answer is kept and later calls cost nothing, unless some feature could not be
// tried, which [FeatureSet.Err] tells: in a container whose own policy refuses a call,
// or where the process is itself supervised, since filters with listeners do not nest.
// Elsewhere than on Linux, or without cgo, nothing is there and Err matches
// [errors.ErrUnsupported].
func Features() FeatureSet { return detectFeatures() }

// Err returns nil if every feature could be tried, or why some could not. A feature
// that could not be tried counts as missing.
func (f FeatureSet) Err() error { return f.err }

// All returns the features by the names that [FeatureSet.String] has, with whether
// each is there.
func (f FeatureSet) All() iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		for _, d := range features {
			if !yield(d.name, *d.field(&f)) {
				return
			}
		}
	}
}

// String returns a table for people, one feature a line.
func (f FeatureSet) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-19s %s\n", "kernel", orNone(f.Kernel))
	if f.Libseccomp == "" {
		fmt.Fprintf(&b, "%-19s %s\n", "libseccomp", orNone(""))
	} else {
		fmt.Fprintf(&b, "%-19s %s, API level %d\n", "libseccomp", f.Libseccomp, f.LibseccompAPI)
	}
	for _, d := range features {
		have := "no"
		if *d.field(&f) {
			have = "yes"
		}
		fmt.Fprintf(&b, "%-19s %-4s %s (Linux %s)\n", d.name, have, d.what, d.since)
	}
	if f.err != nil {
		fmt.Fprintf(&b, "%-19s %s\n", "not tried", strings.ReplaceAll(f.err.Error(), "\n", "; "))
	}
	return b.String()
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
