//go:build !linux || !cgo || (!amd64 && !arm64 && !riscv64)

package streamtest

import (
	"errors"
	"runtime"
	"testing"

	"github.com/seccompstream/seccompstream"
)

// A Target is a thread of the test process that makes system calls on demand. There is
// none on this system.
type Target struct {
	// Stream receives the target's notifications.
	Stream *seccompstream.NotificationStream
	// TID is the ID of the target's thread.
	TID int
}

// New skips the test, or fails it if the system is Linux.
func New(t testing.TB, _ *seccompstream.Config, _ ...string) *Target {
	t.Helper()
	unsupported(t)
	return nil
}

// NewTargets skips the test, or fails it if the system is Linux.
func NewTargets(t testing.TB, _ Options) []*Target {
	t.Helper()
	unsupported(t)
	return nil
}

// NewListener skips the test, or fails it if the system is Linux.
func NewListener(t testing.TB, _ ...string) (*Target, int) {
	t.Helper()
	unsupported(t)
	return nil, -1
}

func unsupported(t testing.TB) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("streamtest: seccomp is part of Linux, not of ", runtime.GOOS)
	}
	t.Fatal("streamtest: needs cgo, on amd64, arm64 or riscv64")
}

// Call returns an error that matches [errors.ErrUnsupported].
func (*Target) Call(string, ...any) (int64, error) { return -1, errors.ErrUnsupported }

// Interrupt does nothing.
func (*Target) Interrupt() {}

// Exit does nothing.
func (*Target) Exit() {}
