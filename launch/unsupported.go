//go:build !linux || !cgo

package launch

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"

	"github.com/seccompstream/seccompstream"
)

// filter stands for libseccomp's type, which cannot be imported here.
type filter struct{}

// errUnsupported says what is missing.
var errUnsupported = func() error {
	if runtime.GOOS != "linux" {
		return fmt.Errorf("launch: seccomp is part of Linux, not of %s: %w", runtime.GOOS, errors.ErrUnsupported)
	}
	return fmt.Errorf("launch: built without cgo, which libseccomp needs (CGO_ENABLED=1 and a C compiler): %w", errors.ErrUnsupported)
}()

// Start returns an error that matches [errors.ErrUnsupported].
func Start(*exec.Cmd, *filter, *seccompstream.Config) (*seccompstream.NotificationStream, error) {
	return nil, errUnsupported
}

// Notify returns an error that matches [errors.ErrUnsupported].
func Notify(...string) (*filter, error) {
	return nil, errUnsupported
}

// MayWrite returns no rules.
func MayWrite() []Rule { return nil }

// Filter returns an error that matches [errors.ErrUnsupported].
func (Rules) Filter() (*filter, error) {
	return nil, errUnsupported
}

// Run returns [StatusFailed] and an error that matches [errors.ErrUnsupported].
func (*Runner) Run(context.Context, *exec.Cmd, *filter) (int, error) {
	return StatusFailed, errUnsupported
}
