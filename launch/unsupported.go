//go:build !linux || !cgo

package launch

import (
	"errors"
	"fmt"
	"os/exec"

	"github.com/seccompstream/seccompstream"
)

// filter stands for libseccomp's type, which cannot be imported here.
type filter struct{}

var errUnsupported = fmt.Errorf("launch: seccomp needs Linux, and libseccomp through cgo: %w", errors.ErrUnsupported)

// Start returns an error that matches [errors.ErrUnsupported].
func Start(*exec.Cmd, *filter, *seccompstream.Config) (*seccompstream.NotificationStream, error) {
	return nil, errUnsupported
}

// Notify returns an error that matches [errors.ErrUnsupported].
func Notify(...string) (*filter, error) {
	return nil, errUnsupported
}
