//go:build cgo

package seccompstream

import (
	"os"
	"strconv"
	"sync/atomic"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/osfile"
	"github.com/seccompstream/seccompstream/internal/procfs"
	"github.com/seccompstream/seccompstream/internal/scmp"
)

// knownAddFD keeps the addFDLevel of the running kernel once that is known.
var knownAddFD atomic.Int32

// addFDLevel finds out what the kernel can do by asking for the impossible: it looks at
// the flags first, and only then finds that -1 is no descriptor.
func (l *listener) addFDLevel() addFDLevel {
	if level := addFDLevel(knownAddFD.Load()); level != addFDUnknown {
		return level
	}
	level := addFDUnknown
	if _, errno := scmp.AddFD(l.fd, 0, unix.SECCOMP_ADDFD_FLAG_SEND, -1, 0, 0); errno == unix.EBADF {
		level = addFDSend
	} else if errno == unix.EINVAL {
		switch _, errno := scmp.AddFD(l.fd, 0, 0, -1, 0, 0); errno {
		case unix.EBADF:
			level = addFDPlain
		case unix.EINVAL:
			level = addFDNone
		}
	}
	if level == addFDUnknown {
		return addFDSend // the request itself will tell
	}
	knownAddFD.Store(int32(level))
	return level
}

func (l *listener) addFD(id uint64, r addFDRequest) (int, syscall.Errno) {
	for {
		num, errno := l.tryAddFD(id, r, 0)
		if errno != unix.EINTR {
			return num, errno
		}
	}
}

func (l *listener) tryAddFD(id uint64, r addFDRequest, flags uint32) (int, syscall.Errno) {
	var newFDFlags uint32
	if r.setFD {
		flags |= unix.SECCOMP_ADDFD_FLAG_SETFD
	}
	if r.closeOnExec {
		newFDFlags = unix.O_CLOEXEC
	}
	if r.setFD {
		if err := l.hold(); err != nil {
			return -1, err.(syscall.Errno)
		}
		defer l.letGo()
	}
	return scmp.AddFD(l.fd, id, flags, r.src, r.newFD, newFDFlags)
}

// respondFD installs a descriptor and answers with its number. It returns the
// operation that its errno comes from; ENOTTY is that of a kernel which has none.
func (l *listener) respondFD(id uint64, r addFDRequest, level addFDLevel) (string, syscall.Errno) {
	switch level {
	case addFDNone:
		return opAddFD, unix.ENOTTY
	case addFDPlain:
		num, errno := l.addFD(id, r)
		if errno != 0 {
			return opAddFD, errno
		}
		return opSend, l.respond(id, Success(int64(num)))
	default:
		_, errno := l.tryAddFD(id, r, unix.SECCOMP_ADDFD_FLAG_SEND)
		return opAddFD, errno
	}
}

// getFD is GetFD but for the check of its argument.
func getFD(n Notification, targetFD int) (*os.File, error) {
	pidfd, err := pidfdOf(n)
	if err != nil {
		return nil, err
	}
	defer unix.Close(pidfd)
	fd, err := unix.PidfdGetfd(pidfd, targetFD, 0)
	if err != nil {
		return nil, os.NewSyscallError("pidfd_getfd", err)
	}
	if err := n.Valid(); err != nil {
		osfile.Close(fd)
		return nil, err
	}
	return osfile.Shared(fd, "/proc/"+strconv.Itoa(n.PID)+"/fd/"+strconv.Itoa(targetFD))
}

const closeOnExecFlag = unix.O_CLOEXEC

// closeFile closes a file that need not be the supervisor's own.
func closeFile(f *os.File) { osfile.CloseFile(f) }

// fdInfoOf is FDInfo but for the proof.
func fdInfoOf(n Notification, targetFD int) (FDInfo, error) {
	dir, err := n.openProc()
	if err != nil {
		return FDInfo{}, err
	}
	defer unix.Close(dir)
	number := strconv.Itoa(targetFD)
	var info FDInfo
	info.Path, err = procfs.Readlink(dir, "fd/"+number)
	switch err {
	case nil:
	case unix.ENOENT:
		return FDInfo{}, os.NewSyscallError("readlinkat", unix.EBADF)
	default:
		return FDInfo{}, procfs.Missing("readlinkat", err)
	}
	b, err := procfs.ReadFile(dir, "fdinfo/"+number)
	if err != nil {
		return FDInfo{}, err
	}
	return info, info.parse(b)
}
