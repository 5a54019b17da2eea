//go:build linux && cgo

package policy

import (
	"fmt"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// maxErrno is MAX_ERRNO: the kernel takes a larger one for a result.
const maxErrno = 4095

// errnos has the errors by their names.
var errnos = func() map[string]syscall.Errno {
	all := map[string]syscall.Errno{
		"EWOULDBLOCK": unix.EWOULDBLOCK,
		"EDEADLOCK":   unix.EDEADLOCK,
		"ENOTSUP":     unix.ENOTSUP,
	}
	for e := range syscall.Errno(maxErrno + 1) {
		if name := unix.ErrnoName(e); name != "" {
			all[name] = e
		}
	}
	return all
}()

// parseErrno returns the errno of that name or number.
func parseErrno(s string) (syscall.Errno, error) {
	if e, ok := errnos[s]; ok {
		return e, nil
	}
	n, err := strconv.ParseUint(s, 10, 32)
	if err != nil || n < 1 || n > maxErrno {
		return 0, fmt.Errorf("%q is no error: it takes a name such as EPERM, or a number from 1 to %d", s, maxErrno)
	}
	return syscall.Errno(n), nil
}
