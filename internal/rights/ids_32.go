//go:build linux && (386 || arm)

package rights

import "golang.org/x/sys/unix"

// The calls of 32-bit kernels that take IDs of 32 bits.
const (
	sysSetgroups = unix.SYS_SETGROUPS32
	sysSetfsuid  = unix.SYS_SETFSUID32
	sysSetfsgid  = unix.SYS_SETFSGID32
)
