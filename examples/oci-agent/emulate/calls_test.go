//go:build linux && cgo

package emulate

import (
	"os"
	"runtime"
	"sync/atomic"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// drop takes a capability from the thread.
func drop(capability uint) error {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	if err := unix.Capget(&header, &data[0]); err != nil {
		return err
	}
	data[capability/32].Effective &^= 1 << (capability % 32)
	return unix.Capset(&header, &data[0])
}

// rewrite makes a node while another thread exchanges the path of the call for one that
// is as long, in the place of its letter *.
func rewrite(o order) error {
	path := append([]byte(o.Path), 0)
	at := 0
	for path[at] != '*' {
		at++
	}
	var stop atomic.Bool
	done := make(chan struct{})
	go func() {
		defer close(done)
		letter := (*uint8)(unsafe.Pointer(&path[at]))
		for i := 0; !stop.Load(); i++ {
			*letter = "ab"[i%2] // a race by intention
		}
	}()
	defer func() { stop.Store(true); <-done }()
	dir := unix.AT_FDCWD
	_, _, e := unix.Syscall6(unix.SYS_MKNODAT, uintptr(dir), uintptr(unsafe.Pointer(&path[0])), uintptr(o.A), uintptr(o.B), 0, 0)
	runtime.KeepAlive(path)
	if e != 0 {
		return e
	}
	return nil
}

// mknodNumber makes the call mknod itself where there is one.
func mknodNumber(path string, mode, dev uint64) error {
	if sysMknod == 0 {
		return unix.Mknodat(unix.AT_FDCWD, path, uint32(mode), int(dev))
	}
	p, err := syscall.BytePtrFromString(path)
	if err != nil {
		return err
	}
	_, _, e := unix.Syscall(sysMknod, uintptr(unsafe.Pointer(p)), uintptr(mode), uintptr(dev))
	if e != 0 {
		return os.NewSyscallError("mknod", e)
	}
	return nil
}
