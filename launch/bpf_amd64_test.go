//go:build linux && cgo

package launch

import (
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/calltable"
)

func TestRules(t *testing.T) {
	const (
		amd64, i386 = unix.AUDIT_ARCH_X86_64, unix.AUDIT_ARCH_I386
		x32         = calltable.X32Bit
		high        = 1 << 32
	)
	type call struct {
		want  string
		token uint32
		nr    int32
		args  []uint64
	}
	enosys, eperm := unix.ENOSYS.Error(), unix.EPERM.Error()
	args := func(a ...uint64) []uint64 { return a }
	for name, test := range map[string]struct {
		rules Rules
		calls []call
	}{
		"native only": {Rules{Notify: []string{"truncate"}, NativeOnly: true}, []call{
			{"notified", amd64, unix.SYS_TRUNCATE, nil},
			{"allowed", amd64, unix.SYS_READ, nil},
			{enosys, i386, 92, nil},
			{enosys, i386, 1, nil},
			{enosys, amd64, x32 | unix.SYS_TRUNCATE, nil},
			{enosys, unix.AUDIT_ARCH_AARCH64, 45, nil},
		}},
		"exact": {Rules{Notify: []string{"truncate"}, ExactNames: true}, []call{
			{"notified", i386, 92, nil}, {"allowed", i386, 193, nil},
		}},
		"refused": {Rules{Notify: []string{"%network"}, Refuse: map[string]syscall.Errno{"socketcall": unix.ENOSYS, "io_uring_setup": unix.EPERM, "bind": unix.EPERM}}, []call{
			{"notified", amd64, unix.SYS_CONNECT, nil},
			{"notified", i386, 362, nil},
			{enosys, i386, 102, args(3)},
			{enosys, i386, 102, args(2)},
			{eperm, amd64, unix.SYS_BIND, nil},
			{eperm, i386, 361, nil},
			{eperm, amd64, unix.SYS_IO_URING_SETUP, nil},
			{eperm, amd64, x32 | unix.SYS_IO_URING_SETUP, nil},
			{eperm, i386, unix.SYS_IO_URING_SETUP, nil},
		}},
		"refused twins": {Rules{Notify: []string{"%file"}, Refuse: map[string]syscall.Errno{"truncate": unix.EPERM, "mseal": unix.EPERM}}, []call{
			{eperm, amd64, unix.SYS_TRUNCATE, nil},
			{eperm, i386, 92, nil},
			{eperm, i386, 193, nil},
			{"notified", i386, 195, nil},
			{eperm, amd64, 462, nil},
			{eperm, i386, 462, nil},
			{eperm, amd64, x32 | 462, nil},
			{"allowed", amd64, 461, nil},
		}},
		"numbers": {Rules{Notify: []string{"470", "463", "59"}}, []call{
			{"notified", amd64, 470, nil},
			{"notified", amd64, x32 | 470, nil},
			{"notified", i386, 470, nil},
			{"notified", amd64, 463, nil},
			{"notified", amd64, x32 | 463, nil},
			{"notified", i386, 463, nil},
			{"notified", amd64, 59, nil},
			{"notified", i386, 11, nil},
			{"notified", amd64, x32 | 520, nil},
			{"allowed", i386, 59, nil},
			{"allowed", amd64, 469, nil},
			{"allowed", amd64, 471, nil},
			{"allowed", i386, 464, nil},
		}},
		"kind of another call": {Rules{Notify: []string{"send"}}, []call{
			{"notified", i386, 102, args(9)}, {"allowed", i386, 102, args(11)}, {"allowed", amd64, unix.SYS_SENDTO, nil},
		}},
		"conditions": {Rules{When: []Rule{
			{"ioctl", []Condition{Int(1, 0x5401)}},
			{"sendto", []Condition{NonZero(4)}},
			{"470", []Condition{Int(0, -1), Bits(1, 3<<40|6, 1<<40|4), NonZero(2)}},
			{"470", []Condition{Int(0, 7)}},
		}}, []call{
			{"notified", amd64, unix.SYS_IOCTL, args(0, 0x5401)},
			{"notified", amd64, unix.SYS_IOCTL, args(0, 5*high|0x5401)},
			{"allowed", amd64, unix.SYS_IOCTL, args(0, 0x5402)},
			{"notified", i386, 54, args(0, 0x5401)},
			{"allowed", i386, 54, args(0, 0x5400)},
			{"allowed", amd64, unix.SYS_SENDTO, args(1, 2, 3, 4)},
			{"notified", amd64, unix.SYS_SENDTO, args(1, 2, 3, 4, 5)},
			{"notified", amd64, unix.SYS_SENDTO, args(1, 2, 3, 4, high)},
			{"notified", i386, 369, args(1, 2, 3, 4, 5)},
			{"allowed", i386, 369, args(1, 2, 3, 4)},
			{"notified", i386, 102, args(11)}, // its arguments are in memory
			{"allowed", i386, 102, args(10)},
			{"notified", amd64, 470, args(0xffff_ffff, 1<<40|4, high)},
			{"notified", amd64, 470, args(1<<64-1, 1<<40|0xf4, 1)},
			{"allowed", amd64, 470, args(0xffff_fffe, 1<<40|4, 1)},
			{"allowed", amd64, 470, args(0xffff_ffff, 3<<40|4, 1)},
			{"allowed", amd64, 470, args(0xffff_ffff, 1<<40|6, 1)},
			{"allowed", amd64, 470, args(0xffff_ffff, 1<<40|4, 0)},
			{"notified", amd64, 470, args(7)},
			{"notified", i386, 470, args(7)},
			{"allowed", i386, 470, args(8)},
		}},
		"opens that may write": {Rules{When: MayWrite()}, []call{
			{"allowed", amd64, unix.SYS_OPENAT, args(0, 0, unix.O_RDONLY|unix.O_CLOEXEC)},
			{"notified", amd64, unix.SYS_OPENAT, args(0, 0, unix.O_WRONLY)},
			{"notified", amd64, unix.SYS_OPENAT, args(0, 0, unix.O_RDWR)},
			{"notified", amd64, unix.SYS_OPENAT, args(0, 0, 3)},
			{"notified", amd64, unix.SYS_OPENAT, args(0, 0, unix.O_CREAT)},
			{"notified", amd64, unix.SYS_OPENAT, args(0, 0, 9*high|unix.O_TRUNC)},
			{"notified", amd64, unix.SYS_OPEN, args(0, unix.O_WRONLY)},
			{"allowed", amd64, unix.SYS_OPEN, args(0, 0, unix.O_WRONLY)},
			{"notified", amd64, unix.SYS_CREAT, nil},
			{"notified", amd64, unix.SYS_OPENAT2, nil},
			{"notified", i386, 5, args(0, unix.O_WRONLY)},
			{"allowed", i386, 5, args(0, unix.O_RDONLY)},
			{"notified", i386, 295, args(0, 0, unix.O_CREAT)},
			{"notified", i386, 8, nil},
		}},
		"conditions and none": {Rules{Notify: []string{"openat"}, When: []Rule{{"openat", []Condition{Int(2, 1)}}, {"%create", []Condition{NonZero(0)}}}}, []call{
			{"notified", amd64, unix.SYS_OPENAT, nil}, {"notified", amd64, unix.SYS_MKDIR, args(1)}, {"allowed", amd64, unix.SYS_MKDIR, nil},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			outcome := outcomes(t, mustFilter(t, test.rules))
			for _, c := range test.calls {
				if got := outcome(c.token, c.nr, c.args...); got != c.want {
					t.Errorf("call %#x of %#x with %#x: %s, want %s", c.nr, c.token, c.args, got, c.want)
				}
			}
		})
	}
}
