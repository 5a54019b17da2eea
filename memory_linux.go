//go:build cgo

package seccompstream

import (
	"math"
	"os"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/osfile"
	"github.com/seccompstream/seccompstream/internal/procfs"
)

// readMemory reads the memory of the thread that has the number now. It returns fewer
// bytes than p holds only with an error.
func readMemory(pid int, p []byte, addr uint64) (int, error) {
	done := 0
	for done < len(p) {
		n, err := transfer(unix.ProcessVMReadv, pid, p[done:], addr+uint64(done))
		switch {
		case err == unix.EINTR:
		case err == unix.EPERM || err == unix.ENOSYS:
			n, fileErr := readMemoryFile(pid, p[done:], addr+uint64(done))
			if fileErr == nil || fileErr == unix.EFAULT {
				err = fileErr
			}
			return done + n, os.NewSyscallError(opRead, err)
		case err == unix.EFAULT:
			n, err := readUnreadable(pid, p[done:], addr+uint64(done))
			if err != nil {
				return done, err
			}
			done += n
		case err != nil:
			return done, os.NewSyscallError(opRead, err)
		default:
			done += n
		}
	}
	return done, nil
}

func writeMemory(pid int, p []byte, addr uint64) (int, error) {
	done := 0
	for done < len(p) {
		n, err := transfer(unix.ProcessVMWritev, pid, p[done:], addr+uint64(done))
		if err != nil && err != unix.EINTR {
			return done, os.NewSyscallError("process_vm_writev", err)
		}
		done += n
	}
	return done, nil
}

type vmCall func(pid int, local []unix.Iovec, remote []unix.RemoteIovec, flags uint) (int, error)

// transfer makes one call. It returns a positive count, or an error.
func transfer(call vmCall, pid int, p []byte, addr uint64) (int, error) {
	// The upper half is the kernel's. Without this the kernel's own sums over the
	// range could wrap around.
	if addr > math.MaxInt64 || uint64(uintptr(addr)) != addr {
		return 0, unix.EFAULT
	}
	local := []unix.Iovec{{Base: &p[0]}}
	local[0].SetLen(len(p))
	n, err := call(pid, local, []unix.RemoteIovec{{Base: uintptr(addr), Len: len(p)}}, 0)
	switch {
	case err != nil:
		return 0, err
	case n <= 0:
		return 0, unix.EFAULT
	}
	return n, nil
}

// readMemoryFile is readMemory by way of /proc. Its error is EFAULT, or says why the
// way is closed, too.
func readMemoryFile(pid int, p []byte, addr uint64) (int, error) {
	dir, err := procfs.Dir(pid)
	if err != nil {
		return 0, err
	}
	defer unix.Close(dir)
	fd, err := procfs.Open(dir, "mem", unix.O_RDONLY)
	if err != nil {
		return 0, err
	}
	defer unix.Close(fd)
	done := 0
	for done < len(p) {
		n, err := unix.Pread(fd, p[done:], int64(addr)+int64(done))
		switch {
		case err == unix.EINTR:
		case err == unix.EIO || err == unix.EINVAL: // not mapped; a negative offset
			return done, unix.EFAULT
		case err != nil:
			return done, err
		case n == 0: // no memory is left, as at the end of a process
			return done, unix.ESRCH
		default:
			done += n
		}
	}
	return done, nil
}

func openMemory(n Notification) (*os.File, error) {
	dir, err := n.openProc()
	if err != nil {
		return nil, err
	}
	defer unix.Close(dir)
	fd, err := procfs.Open(dir, "mem", unix.O_RDONLY)
	if err != nil {
		return nil, procfs.Missing("openat2", err)
	}
	return osfile.Fresh(fd, "/proc/"+strconv.Itoa(n.PID)+"/mem")
}
