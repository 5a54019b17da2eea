//go:build linux && cgo

package seccompstream_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// Every feature is needed by its name here, so that a run on a certain kernel can say
// which it must have and which it must lack.
func TestFeaturesOfThisKernel(t *testing.T) {
	f := seccompstream.Features()
	t.Logf("\n%v", f)
	if err := f.Err(); err != nil {
		t.Errorf("not every feature could be tried: %v", err)
	}
	for name, have := range f.All() {
		t.Run(name, func(t *testing.T) { kerneltest.Need(t, name, have) })
	}
}

// The features are found out by trying, and trying must leave no trace.
func TestFeaturesHasNoEffectOnTheProcess(t *testing.T) {
	lines := kerneltest.Child(t, featuresEffects)
	for _, l := range lines {
		t.Error(l)
	}
}

var featuresEffects = kerneltest.Scenario("features/effects", func(report kerneltest.Report) {
	seccompstream.ProbeFeatures() // what the runtime opens and starts at first use
	threads, fds := threadStates(), len(openFiles())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 10 {
				// Half of the threads end with their goroutines, so that the
				// runtime makes new ones.
				if i == 5 {
					runtime.LockOSThread()
				}
				seccompstream.ProbeFeatures()
			}
		})
	}
	wg.Wait()
	// A thread that the runtime is just starting has all signals blocked for a moment;
	// what a probe left behind stays.
	unknown := map[string]int{}
	for range 100 {
		clear(unknown)
		for state, n := range threadStates() {
			if threads[state] == 0 {
				unknown[state] = n
			}
		}
		if len(unknown) == 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	for state, n := range unknown {
		report("%d threads have %s after the probes", n, state)
	}
	if left := openFiles(); len(left) != fds {
		report("%d descriptors were open, now %v", fds, left)
	}
	var status unix.WaitStatus
	if pid, err := unix.Wait4(-1, &status, unix.WALL|unix.WNOHANG, nil); err != unix.ECHILD {
		report("a child is left: %d, %v", pid, err)
	}
})

// threadStates counts the process's threads by what a filter would have changed.
func threadStates() map[string]int {
	states := map[string]int{}
	tasks, _ := filepath.Glob("/proc/self/task/*/status")
	for _, task := range tasks {
		b, _ := os.ReadFile(task)
		var state []string
		for line := range strings.Lines(string(b)) {
			for _, field := range []string{"NoNewPrivs:", "Seccomp:", "Seccomp_filters:", "SigBlk:"} {
				if strings.HasPrefix(line, field) {
					state = append(state, strings.Join(strings.Fields(line), " "))
				}
			}
		}
		states[strings.Join(state, ", ")]++
	}
	return states
}

func openFiles() []string {
	entries, _ := os.ReadDir("/proc/self/fd")
	var open []string
	for _, e := range entries {
		if what, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil {
			open = append(open, what)
		}
	}
	return open
}

// Where the process is itself supervised it can make no listener, and says so
// instead of calling the features missing for ever.
func TestFeaturesThatCannotBeTried(t *testing.T) {
	for _, l := range kerneltest.Child(t, featuresSupervised) {
		t.Error(l)
	}
}

var featuresSupervised = kerneltest.Scenario("features/supervised", func(report kerneltest.Report) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread()
		fd, err := listenerOnThisThread()
		if err != nil {
			report("no listener: %v", err)
			return
		}
		f := seccompstream.Features()
		if !errors.Is(f.Err(), unix.EBUSY) {
			report("under a listener: %v, want EBUSY", f.Err())
		}
		if f.Notifications || f.AddFD {
			report("under a listener, features that cannot be known: %v", f)
		}
		if f.PIDFDOpen != seccompstream.ProbeFeatures().PIDFDOpen {
			report("under a listener, pidfd_open changed")
		}
		unix.Close(fd)
	}()
	<-done
	f := seccompstream.Features()
	if err := f.Err(); err != nil || !f.Notifications {
		report("afterwards: notifications %v, error %v", f.Notifications, err)
	}
})

// listenerOnThisThread puts the calling thread under a filter that allows all.
func listenerOnThisThread() (int, error) {
	allow := unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: 0x7fff0000}
	prog := unix.SockFprog{Len: 1, Filter: &allow}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return -1, err
	}
	fd, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER,
		unix.SECCOMP_FILTER_FLAG_NEW_LISTENER, uintptr(unsafe.Pointer(&prog)))
	if errno != 0 {
		return -1, errno
	}
	return int(fd), nil
}

func TestFeatureSetTable(t *testing.T) {
	table := seccompstream.Features().String()
	for _, want := range []string{"kernel", "libseccomp", "API level", "continue", "addfd_send", "(Linux 5.14)"} {
		if !strings.Contains(table, want) {
			t.Errorf("the table has no %q:\n%s", want, table)
		}
	}
	for range seccompstream.Features().All() {
		break // must not go on
	}
}

func BenchmarkFeatures(b *testing.B) {
	b.Run("probe", func(b *testing.B) {
		for b.Loop() {
			seccompstream.ProbeFeatures()
		}
	})
	b.Run("kept", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			seccompstream.Features()
		}
	})
}
