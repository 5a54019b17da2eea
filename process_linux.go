//go:build cgo

package seccompstream

import (
	"os"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/procfs"
)

// closeFD closes a descriptor that is the caller's.
func closeFD(fd int) { unix.Close(fd) }

// openProc opens the target's directory in /proc. A descriptor of it stays that of the
// thread: when the thread is gone, nothing more is found there. That it was
// opened for the right thread is for Valid to prove.
func (n Notification) openProc() (int, error) {
	if err := n.reachable(); err != nil {
		return -1, err
	}
	return procfs.Dir(n.PID)
}

// processOf is Process but for the proof.
func processOf(n Notification) (Process, error) {
	dir, err := n.openProc()
	if err != nil {
		return Process{}, err
	}
	defer unix.Close(dir)
	status, err := readStatus(dir)
	if err != nil {
		return Process{}, err
	}
	// A thread has a start time of its own.
	b, err := procfs.ReadFile(dir, "task/"+strconv.Itoa(status.TGID)+"/stat")
	if err != nil {
		return Process{}, err
	}
	stat, err := procfs.ParseStat(b)
	if err != nil {
		return Process{}, err
	}
	p := Process{
		TID: n.PID, TGID: status.TGID, StartTime: stat.StartTime,
		Groups: status.Groups, Umask: status.Umask, Comm: status.Name,
		NSTID: status.NSTID, NSTGID: status.NSTGID,
	}
	p.RealUID, p.UID, p.SavedUID, p.FSUID = status.UID[0], status.UID[1], status.UID[2], status.UID[3]
	p.RealGID, p.GID, p.SavedGID, p.FSGID = status.GID[0], status.GID[1], status.GID[2], status.GID[3]
	if exe, err := procfs.Readlink(dir, "exe"); err == nil {
		p.Executable = strings.TrimSuffix(exe, " (deleted)")
	}
	return p, nil
}

// readStatus reads what a directory of /proc says of its thread.
func readStatus(dir int) (procfs.Status, error) {
	b, err := procfs.ReadFile(dir, "status")
	if err != nil {
		return procfs.Status{}, err
	}
	return procfs.ParseStatus(b)
}

// havePIDFDThread reports whether pidfds of threads can be had (Linux 6.9). It is
// tried on a thread that exists for sure: what pidfd_open says of a thread when it does
// not know the flag differs from kernel to kernel.
var havePIDFDThread = sync.OnceValue(func() bool {
	fd, err := unix.PidfdOpen(os.Getpid(), unix.O_EXCL) // PIDFD_THREAD
	if err != nil {
		return false
	}
	unix.Close(fd)
	return true
})

// pidfdThread is havePIDFDThread but in tests.
var pidfdThread = func() bool { return havePIDFDThread() }

// pidfdOf is PIDFD but for the proof.
func pidfdOf(n Notification) (int, error) {
	if err := n.reachable(); err != nil {
		return -1, err
	}
	pid, flags := n.PID, unix.O_EXCL
	if !pidfdThread() {
		dir, err := n.openProc()
		if err != nil {
			return -1, err
		}
		defer unix.Close(dir)
		status, err := readStatus(dir)
		if err != nil {
			return -1, err
		}
		pid, flags = status.TGID, 0
	}
	fd, err := unix.PidfdOpen(pid, flags)
	if err != nil {
		return -1, os.NewSyscallError("pidfd_open", err)
	}
	return fd, nil
}
