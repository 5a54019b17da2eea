//go:build cgo

package seccompstream

import (
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sys/unix"
)

// openat opens relative to a directory. An interrupted open is tried again.
func openat(dir int, path string, flags int) (int, error) {
	for {
		fd, err := unix.Openat(dir, path, flags|unix.O_CLOEXEC|unix.O_NOCTTY, 0)
		if err != unix.EINTR {
			return fd, err
		}
	}
}

// openPath is openat for a descriptor that only names the file.
func openPath(dir int, path string, flags int) (int, error) {
	return openat(dir, path, flags|unix.O_PATH)
}

func closeFD(fd int) { unix.Close(fd) }

func readlinkat(dir int, path string) (string, error) {
	buf := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(dir, path, buf)
	if err != nil {
		return "", err
	}
	return string(buf[:n]), nil
}

// readFileAt reads a file of /proc.
func readFileAt(dir int, path string) ([]byte, error) {
	fd, err := openat(dir, path, unix.O_RDONLY)
	if err != nil {
		return nil, procError("open /proc/PID/"+path, err)
	}
	defer unix.Close(fd)
	b := make([]byte, 0, 4096)
	for {
		n, err := unix.Read(fd, b[len(b):cap(b)])
		switch {
		case err == unix.EINTR:
			continue
		case err != nil:
			return nil, os.NewSyscallError("read /proc/PID/"+path, err)
		case n == 0:
			return b, nil
		}
		b = b[:len(b)+n]
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
	}
}

// procChecked is set when /proc has been found to be what checkProc wants.
var procChecked atomic.Bool

// checkProc returns nil if the numbers in /proc are those of the supervisor's own PID
// namespace. In another one's a notification's number would be another process, whose
// identity Valid could not disprove.
func checkProc() error {
	if procChecked.Load() {
		return nil
	}
	var fs unix.Statfs_t
	if err := unix.Statfs("/proc", &fs); err != nil || fs.Type != unix.PROC_SUPER_MAGIC {
		return hiddenError("/proc is not mounted")
	}
	b, err := readFileAt(unix.AT_FDCWD, "/proc/self/status")
	if err != nil {
		return hiddenError("/proc does not show the supervisor; is it of another PID namespace?")
	}
	// The list of numbers begins at the namespace of /proc and ends at the reader's.
	var self Process
	if err := self.parseStatus(b); err != nil {
		return err
	}
	if len(self.NSTGID) != 1 {
		return hiddenError("/proc is of another PID namespace than the supervisor")
	}
	procChecked.Store(true)
	return nil
}

// openProc opens the target's directory in /proc. A descriptor of it stays that of the
// thread: when the thread is gone, nothing more is found there. That it was
// opened for the right thread is for Valid to prove.
func (n Notification) openProc() (int, error) {
	if err := n.reachable(); err != nil {
		return -1, err
	}
	if err := checkProc(); err != nil {
		return -1, err
	}
	dir, err := openPath(unix.AT_FDCWD, "/proc/"+strconv.Itoa(n.PID), unix.O_DIRECTORY)
	return dir, procError("open /proc/PID", err)
}

// procError says what it means when something is not in /proc that every thread has.
// With hidepid=2 the directory itself may be there.
func procError(op string, err error) error {
	if err == unix.ENOENT || err == unix.ESRCH {
		return hiddenError("/proc does not show the target; is it mounted with hidepid?")
	}
	return os.NewSyscallError(op, err)
}

// processOf is Process but for the proof.
func processOf(n Notification) (Process, error) {
	dir, err := n.openProc()
	if err != nil {
		return Process{}, err
	}
	defer unix.Close(dir)
	p := Process{TID: n.PID}
	status, err := readFileAt(dir, "status")
	if err != nil {
		return Process{}, err
	}
	if err := p.parseStatus(status); err != nil {
		return Process{}, err
	}
	// A thread has a start time of its own.
	stat, err := readFileAt(dir, "task/"+strconv.Itoa(p.TGID)+"/stat")
	if err != nil {
		return Process{}, err
	}
	if p.StartTime, err = parseStartTime(stat); err != nil {
		return Process{}, err
	}
	if exe, err := readlinkat(dir, "exe"); err == nil {
		p.Executable = strings.TrimSuffix(exe, " (deleted)")
	}
	return p, nil
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
		status, err := readFileAt(dir, "status")
		if err != nil {
			return -1, err
		}
		var p Process
		if err := p.parseStatus(status); err != nil {
			return -1, err
		}
		pid, flags = p.TGID, 0
	}
	fd, err := unix.PidfdOpen(pid, flags)
	if err != nil {
		return -1, os.NewSyscallError("pidfd_open", err)
	}
	return fd, nil
}
