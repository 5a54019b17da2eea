//go:build linux

// Package osfile makes an [*os.File] of a descriptor whose file somebody else chose.
//
// [os.NewFile] gives a descriptor that is O_NONBLOCK to the Go netpoller, and [os.Open]
// gives it whatever it has opened. epoll_ctl(2) then asks the file whether it is ready
// with the epoll instance's mutex held. A FUSE file asks its server. While that does not
// answer, the mutex stays taken, and every epoll_wait of the runtime waits for it in D
// state: no timer runs, no goroutine that waits for a descriptor goes on, and nothing in
// the process ends that. Here only pipes, and sockets of families that answer without
// waiting for anybody, come near the netpoller. The methods of every other file hold a
// thread while they block, and with O_NONBLOCK set they return EAGAIN.
//
// Closing can block as well: close(2) of a FUSE file waits until its server has answered
// FLUSH, also where other descriptors share the open file description. See [Close].
package osfile

import (
	"os"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// Fresh returns the file of a descriptor that the caller has just opened by itself. Nobody
// else shares the open file description yet, so that for a moment it can do without its
// O_NONBLOCK. The file owns the descriptor, and the flags are as they were.
func Fresh(fd int, name string) (*os.File, error) {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	if err != nil || flags&unix.O_NONBLOCK == 0 || pollable(fd) {
		return os.NewFile(uintptr(fd), name), nil
	}
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_SETFL, flags&^unix.O_NONBLOCK); err != nil {
		return Shared(fd, name)
	}
	f := os.NewFile(uintptr(fd), name)
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_SETFL, flags); err != nil {
		f.Close()
		return nil, os.NewSyscallError("fcntl", err)
	}
	return f, nil
}

// Shared returns the file of a descriptor whose open file description others share, and
// whose flags they can change at any moment: one that was received, or copied. It takes
// the descriptor over, also when it fails.
func Shared(fd int, name string) (*os.File, error) {
	if pollable(fd) {
		return os.NewFile(uintptr(fd), name), nil
	}
	// os.NewFile looks at the flags and then acts on what it saw. So it is shown another
	// file, which is then replaced.
	place, err := unix.Eventfd(0, unix.EFD_CLOEXEC)
	if err != nil {
		Close(fd)
		return nil, os.NewSyscallError("eventfd2", err)
	}
	f := os.NewFile(uintptr(place), name)
	err = dup3(fd, place)
	Close(fd)
	if err != nil {
		f.Close()
		return nil, os.NewSyscallError("dup3", err)
	}
	return f, nil
}

func dup3(from, to int) error {
	for {
		// EBUSY is a race with an open of the same number, which is ours already.
		err := unix.Dup3(from, to, unix.O_CLOEXEC)
		if err != unix.EINTR && err != unix.EBUSY {
			return err
		}
	}
}

// Anonymous reports whether the descriptor's file is one of the kernel's own making without
// a type, as seccomp listeners, eventfds and epoll instances are, and of no file system. It
// asks nobody, while any request to a FUSE file, an ioctl(2) that it does not know, too, waits
// for its server. Where it cannot find out it says yes.
func Anonymous(fd int) bool {
	var st unix.Statx_t
	err := unix.Statx(fd, "", unix.AT_EMPTY_PATH|unix.AT_STATX_DONT_SYNC, unix.STATX_TYPE, &st)
	return err != nil || st.Mode&unix.S_IFMT == 0
}

// pollable reports whether the kernel can tell the file's readiness without waiting for
// anybody. It does not wait either: fstat(2) would ask a FUSE server.
func pollable(fd int) bool {
	// A pipe's own F_GETPIPE_SZ takes the mutex that a writer holds while its memory
	// comes in. What a FUSE server says that a file is cannot change the operations that
	// the file was opened with.
	var st unix.Statx_t
	if err := unix.Statx(fd, "", unix.AT_EMPTY_PATH|unix.AT_STATX_DONT_SYNC, unix.STATX_TYPE, &st); err == nil &&
		st.Mode&unix.S_IFMT == unix.S_IFIFO {
		return true
	}
	// Others wait in poll for the socket's lock, AF_VSOCK does: a sendmsg of the target's
	// holds it for as long as the memory that it sends does not come in.
	family, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_DOMAIN)
	if err != nil {
		return false
	}
	switch family {
	case unix.AF_UNIX, unix.AF_NETLINK:
		return true
	case unix.AF_INET, unix.AF_INET6:
		protocol, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_PROTOCOL)
		return err == nil && (protocol == unix.IPPROTO_TCP || protocol == unix.IPPROTO_UDP)
	default:
		return false
	}
}

const (
	// closeGrace is how long Close waits. What closes at all, closes in microseconds, but on
	// a machine that has much else to do.
	closeGrace = time.Second
	// mostBlocked is how many threads may be left behind in close. The Go runtime ends
	// the process when there are 10,000 threads.
	mostBlocked = 128
)

var blocked atomic.Int32

// Close closes a descriptor, whose close may block for as long as somebody likes. It waits
// for a second at most, and leaves the rest to a goroutine. No more than 128 closes are left
// behind in a process: from then on it waits as unix.Close does.
func Close(fd int) { aside(func() { unix.Close(fd) }) }

// CloseFile does the same for a file.
func CloseFile(f *os.File) { aside(func() { f.Close() }) }

func aside(close func()) {
	if blocked.Load() >= mostBlocked {
		close()
		return
	}
	blocked.Add(1)
	done := make(chan struct{}, 1)
	go func() {
		close()
		blocked.Add(-1)
		done <- struct{}{}
	}()
	timer := time.NewTimer(closeGrace)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
	}
}
