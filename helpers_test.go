//go:build linux && cgo

package seccompstream_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/streamtest"
)

// What tests of several files use.

const limit = 30 * time.Second

type result struct {
	val int64
	err error
}

// callAsync makes a call that blocks until it is answered.
func callAsync(target *streamtest.Target, name string, args ...any) <-chan result {
	c := make(chan result, 1)
	go func() {
		val, err := target.Call(name, args...)
		c <- result{val, err}
	}()
	return c
}

// receive returns the next notification and fails the test if there is none.
func receive(t testing.TB, s *seccompstream.NotificationStream) seccompstream.Notification {
	t.Helper()
	n, err := s.Receive(t.Context())
	if err != nil {
		t.Fatalf("Receive: %v", err)
	}
	return n
}

func wantErr(t testing.TB, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// eventually waits for something that another goroutine is about to do.
func eventually(t testing.TB, what string, f func() bool) {
	t.Helper()
	for start := time.Now(); !f(); time.Sleep(time.Millisecond) {
		if time.Since(start) > 20*time.Second {
			t.Fatalf("%s: not within 20 seconds", what)
		}
	}
}

// kernelAtLeast tells the age of the running kernel, for behaviour that changed with
// no feature to try.
func kernelAtLeast(major, minor int) bool {
	var u unix.Utsname
	if err := unix.Uname(&u); err != nil {
		return false
	}
	var a, b int
	fmt.Sscanf(unix.ByteSliceToString(u.Release[:]), "%d.%d", &a, &b)
	return a > major || a == major && b >= minor
}

// openListeners counts the process's descriptors that are seccomp listeners.
func openListeners(t testing.TB) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, e := range entries {
		if what, _ := os.Readlink("/proc/self/fd/" + e.Name()); strings.Contains(what, "seccomp notify") {
			count++
		}
	}
	return count
}

func kill(t testing.TB, pid int, sig syscall.Signal) {
	t.Helper()
	if err := unix.Kill(pid, sig); err != nil {
		t.Fatal(err)
	}
}

func outcome(err error) string {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return unix.ErrnoName(errno)
	}
	return fmt.Sprint(err)
}
