//go:build cgo

package seccompstream

import (
	"errors"
	"fmt"
	"sync"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/scmp"
)

// knownFeatures keeps the first complete answer.
var knownFeatures struct {
	mu  sync.Mutex
	set *FeatureSet
}

func detectFeatures() FeatureSet {
	knownFeatures.mu.Lock()
	defer knownFeatures.mu.Unlock()
	if knownFeatures.set != nil {
		return *knownFeatures.set
	}
	results := scmp.Probe()
	set := featureSet(results[:])
	if set.err == nil {
		knownFeatures.set = &set
	}
	return set
}

func featureSet(results []scmp.ProbeResult) FeatureSet {
	var f FeatureSet
	var uts unix.Utsname
	if unix.Uname(&uts) == nil {
		f.Kernel = unix.ByteSliceToString(uts.Release[:])
	}
	f.Libseccomp = scmp.LibraryVersion()
	f.LibseccompAPI = scmp.APILevel()
	var errs []error
	for i, p := range []scmp.Probed{
		scmp.Listener, scmp.Continue, scmp.AddingFDs, scmp.AddingFDsSend, scmp.SyncWakeUp,
		scmp.WaitKillableRecv, scmp.HangupAtExit, scmp.PIDFDOpen, scmp.PIDFDThread,
		scmp.PIDFDGetFD, scmp.OpenAt2, scmp.ProcessVMReadv,
	} {
		*features[i].field(&f) = results[p].Has
		if err := results[p].Err; err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", features[i].name, err))
		}
	}
	// The kernel's listener is of no use with a library that cannot serve it.
	if err := scmp.Init(); err != nil {
		f.Notifications = false
		if !errors.Is(err, errors.ErrUnsupported) {
			errs = append(errs, err)
		}
	}
	f.err = errors.Join(errs...)
	return f
}
