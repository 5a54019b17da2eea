//go:build linux && cgo

package scmp

/*
#include "probe.h"
#cgo nocallback scmp_probe
*/
import "C"

import (
	"fmt"
	"syscall"

	seccomp "github.com/seccomp/libseccomp-golang"
)

// A Probed is one thing that a kernel may or may not have. They number the results of
// [Probe].
type Probed int

const (
	Listener         Probed = C.PROBE_LISTENER
	Continue         Probed = C.PROBE_CONTINUE
	AddingFDs        Probed = C.PROBE_ADDFD
	AddingFDsSend    Probed = C.PROBE_ADDFD_SEND
	SyncWakeUp       Probed = C.PROBE_SYNC_WAKE_UP
	WaitKillableRecv Probed = C.PROBE_WAIT_KILLABLE_RECV
	HangupAtExit     Probed = C.PROBE_HUP_AT_EXIT
	PIDFDOpen        Probed = C.PROBE_PIDFD_OPEN
	PIDFDThread      Probed = C.PROBE_PIDFD_THREAD
	PIDFDGetFD       Probed = C.PROBE_PIDFD_GETFD
	OpenAt2          Probed = C.PROBE_OPENAT2
	ProcessVMReadv   Probed = C.PROBE_PROCESS_VM_READV
)

// A ProbeResult has whether the kernel has the thing, or why that cannot be told.
type ProbeResult struct {
	Has bool
	Err error // a syscall.Errno
}

// Probe asks the kernel for every feature, by trying it without an effect on the
// process.
func Probe() [C.PROBES]ProbeResult {
	var raw [C.PROBES]C.int
	C.scmp_probe(&raw[0])
	var results [C.PROBES]ProbeResult
	for i, r := range raw {
		switch {
		case r < 0:
			results[i].Err = syscall.Errno(-r)
		default:
			results[i].Has = r == C.PROBE_HAS
		}
	}
	return results
}

// LibraryVersion returns the version of the libseccomp that is loaded.
func LibraryVersion() string {
	major, minor, micro := seccomp.GetLibraryVersion()
	return fmt.Sprintf("%d.%d.%d", major, minor, micro)
}

// APILevel returns what libseccomp found that it can do on this kernel.
func APILevel() int {
	level, err := seccomp.GetAPI()
	if err != nil {
		return 0
	}
	return int(level)
}
