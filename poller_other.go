//go:build !linux || !cgo

package seccompstream

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"time"
)

// listener is the Linux listener's stand-in where there is none: it cannot be made.
type listener struct{ received time.Duration }

type place struct{}

// errUnsupported says what is missing.
var errUnsupported = func() error {
	if runtime.GOOS != "linux" {
		return fmt.Errorf("seccompstream: seccomp is part of Linux, not of %s: %w", runtime.GOOS, errors.ErrUnsupported)
	}
	return fmt.Errorf("seccompstream: built without cgo, which libseccomp needs (CGO_ENABLED=1 and a C compiler): %w", errors.ErrUnsupported)
}()

func newListener(int, bool) (*listener, error) { return nil, errUnsupported }

func (*listener) receive(context.Context, *Notification, bool, bool) error { return errUnsupported }
func (*listener) expectsMore() bool                                        { return false }
func (*listener) wake()                                                    {}
func (*listener) respond(uint64, Response) syscall.Errno                   { return syscall.EINVAL }
func (*listener) sends(Response) bool                                      { return false }
func (*listener) prepare(context.Context) *place                           { return nil }
func (*listener) abandon(*place)                                           {}
func (*listener) respondReceive(*place, uint64, Response, *Notification) (syscall.Errno, error) {
	return syscall.EINVAL, errUnsupported
}
func (*listener) idValid(uint64) syscall.Errno { return syscall.EINVAL }
func (*listener) hungUp() bool                 { return true }
func (*listener) release() int                 { return -1 }
func listenerFile(int) (*os.File, error)       { return nil, errUnsupported }

func (*listener) close() {}
