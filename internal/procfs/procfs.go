//go:build linux

// Package procfs opens and reads what the kernel shows of threads in /proc.
//
// Whoever has a mount namespace of its own arranges what is found below /proc/PID there:
// with mounts, FIFOs, devices, links to files without an end. So nothing is opened across
// a mount or a link, nothing is waited for, and nothing is read without a bound. What is
// opened then is what the kernel has made, in the procfs that the caller began with.
//
// Links such as /proc/PID/cwd, whose text does not say where they lead, are followed by
// [Follow] alone.
package procfs

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync/atomic"

	"golang.org/x/sys/unix"
)

// RootIno is the inode number of the root of every procfs.
const RootIno = 1

// confined is how openat2 opens: nothing but the kernel's own files of the same procfs.
const confined = unix.RESOLVE_NO_XDEV | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_MAGICLINKS | unix.RESOLVE_BENEATH

// MaxFile is how much ReadFile reads at most. The largest file that is read here is the
// status of a thread with 65,536 groups.
const MaxFile = 1 << 20

// Retry calls f until no signal interrupts it.
func Retry(f func() (int, error)) (int, error) {
	for {
		n, err := f()
		if err != unix.EINTR {
			return n, err
		}
	}
}

// place tells where a file is mounted. Linux before 5.8 has no number for the mount: then
// the file system alone counts.
type place struct {
	major, minor uint32
	mount        uint64
}

func placeOf(fd int) (p place, mode uint16, err error) {
	var st unix.Statx_t
	if err := unix.Statx(fd, "", unix.AT_EMPTY_PATH|unix.AT_STATX_DONT_SYNC, unix.STATX_TYPE|unix.STATX_MNT_ID, &st); err != nil {
		return p, 0, err
	}
	return place{st.Dev_major, st.Dev_minor, st.Mnt_id}, st.Mode, nil
}

// own is where /proc is mounted, once Check has looked at it.
var own atomic.Pointer[place]

// Check returns nil if the numbers in /proc are those of this process's own PID namespace.
// In another one's a number would be another process's.
func Check() error {
	if own.Load() != nil {
		return nil
	}
	_, err := check()
	return err
}

func check() (*place, error) {
	root, err := Retry(func() (int, error) {
		return unix.Open("/proc", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return nil, hidden("/proc is not mounted")
	}
	defer unix.Close(root)
	var fs unix.Statfs_t
	if err := unix.Fstatfs(root, &fs); err != nil || fs.Type != unix.PROC_SUPER_MAGIC {
		return nil, hidden("/proc is not mounted")
	}
	at, _, err := placeOf(root)
	if err != nil {
		return nil, err
	}
	var b []byte
	self, err := Readlink(root, "self")
	if err == nil {
		b, err = ReadFile(root, self+"/status")
	}
	if err != nil {
		return nil, hidden("/proc does not show the supervisor; is it of another PID namespace?")
	}
	s, err := ParseStatus(b)
	if err != nil {
		return nil, err
	}
	// The list of numbers begins at the namespace of /proc and ends at the thread's own.
	if len(s.NSTGID) != 1 {
		return nil, hidden("/proc is of another PID namespace than the supervisor")
	}
	own.Store(&at)
	return &at, nil
}

// Dir opens the directory of a thread or process in /proc, with O_PATH. The descriptor stays
// that of the thread: when the thread is gone, nothing more is found there. It fails with
// ESRCH where /proc does not show the thread, where there is no /proc with this process's
// numbers, and where something is mounted in the directory's place.
func Dir(pid int) (int, error) {
	if err := Check(); err != nil {
		return -1, err
	}
	fd, err := Retry(func() (int, error) {
		return unix.Open("/proc/"+strconv.Itoa(pid), unix.O_PATH|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return -1, Missing("open", err)
	}
	at, _, err := placeOf(fd)
	if err == unix.ENOENT {
		err = Missing("statx", err)
	}
	if err == nil && at != *own.Load() {
		// /proc may have been mounted anew meanwhile.
		var now *place
		if now, err = check(); err == nil && at != *now {
			err = hidden("something is mounted over the target's directory in /proc")
		}
	}
	if err != nil {
		unix.Close(fd)
		return -1, err
	}
	return fd, nil
}

// Open opens a file or directory below a directory of a procfs. It fails with EXDEV or ELOOP
// where a mount or a link is in the way.
//
// Where the kernel has no openat2(2), Linux before 5.6 or a filter that forbids it, the path is
// opened name by name, and looked at before and after. Whoever mounts something in between
// then still has it opened, if not read.
func Open(dir int, path string, flags int) (int, error) {
	flags |= unix.O_CLOEXEC | unix.O_NOFOLLOW
	if flags&unix.O_PATH == 0 {
		flags |= unix.O_NONBLOCK | unix.O_NOCTTY
	}
	fd, err := Retry(func() (int, error) {
		return unix.Openat2(dir, path, &unix.OpenHow{Flags: uint64(flags), Resolve: confined})
	})
	if err == unix.ENOSYS || err == unix.EPERM {
		return openByName(dir, path, flags)
	}
	return fd, err
}

// openByName is Open without openat2.
func openByName(dir int, path string, flags int) (int, error) {
	want, _, err := placeOf(dir)
	if err != nil {
		return -1, err
	}
	at := dir
	defer func() {
		if at != dir {
			unix.Close(at)
		}
	}()
	for {
		name, rest, more := strings.Cut(path, "/")
		if name == "" || name == ".." {
			return -1, unix.EXDEV
		}
		named, err := openChecked(at, name, unix.O_PATH|unix.O_NOFOLLOW|unix.O_CLOEXEC, want, !more && flags&unix.O_PATH != 0)
		if err != nil {
			return -1, err
		}
		if more {
			if at != dir {
				unix.Close(at)
			}
			at, path = named, rest
			continue
		}
		unix.Close(named)
		return openChecked(at, name, flags, want, flags&unix.O_PATH != 0)
	}
}

// openChecked opens one name, which must be at a place. link is whether a link may be it.
func openChecked(dir int, name string, flags int, want place, link bool) (int, error) {
	fd, err := Retry(func() (int, error) { return unix.Openat(dir, name, flags, 0) })
	if err != nil {
		return -1, err
	}
	at, mode, err := placeOf(fd)
	switch {
	case err != nil:
	case at != want:
		err = unix.EXDEV
	case mode&unix.S_IFMT == unix.S_IFLNK && !link:
		err = unix.ELOOP
	default:
		return fd, nil
	}
	unix.Close(fd)
	return -1, err
}

// OpenDir opens a directory with O_PATH, as Open does.
func OpenDir(dir int, path string) (int, error) {
	return Open(dir, path, unix.O_PATH|unix.O_DIRECTORY)
}

// ReadFile reads a file below a directory of a procfs. It fails with EFBIG for more than
// MaxFile bytes, and as Open does.
func ReadFile(dir int, path string) ([]byte, error) {
	fd, err := Open(dir, path, unix.O_RDONLY)
	if err != nil {
		return nil, Missing("openat2", err)
	}
	defer unix.Close(fd)
	b := make([]byte, 0, 4096)
	for {
		n, err := Retry(func() (int, error) { return unix.Read(fd, b[len(b):cap(b)]) })
		switch {
		case err != nil:
			return nil, Missing("read", err)
		case n == 0:
			return b, nil
		}
		b = b[:len(b)+n]
		if len(b) > MaxFile {
			return nil, os.NewSyscallError("read", unix.EFBIG)
		}
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
	}
}

// Readlink returns the text of a link below a directory of a procfs.
func Readlink(dir int, path string) (string, error) {
	fd, err := Open(dir, path, unix.O_PATH)
	if err != nil {
		return "", err
	}
	defer unix.Close(fd)
	return ReadlinkFD(fd)
}

// ReadlinkFD returns the text of a link that is open with O_PATH.
func ReadlinkFD(fd int) (string, error) {
	buf := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(fd, "", buf)
	if err != nil {
		return "", err
	}
	return string(buf[:n]), nil
}

// Follow opens what a link such as "cwd" or "fd/3" leads to. The directory that holds the
// link is opened as Open does; the link itself the kernel follows. (Linux 6.12 lets nobody
// mount anything over such a link. Before, who may mount in this process's own namespace
// may.)
func Follow(dir int, path string, how unix.OpenHow) (int, error) {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		parent, err := OpenDir(dir, path[:i])
		if err != nil {
			return -1, err
		}
		defer unix.Close(parent)
		dir, path = parent, path[i+1:]
	}
	how.Flags |= unix.O_CLOEXEC
	if how.Flags&unix.O_PATH == 0 {
		how.Flags |= unix.O_NOCTTY
	}
	fd, err := Retry(func() (int, error) { return unix.Openat2(dir, path, &how) })
	if err == unix.ENOSYS && how.Resolve == 0 {
		return Retry(func() (int, error) { return unix.Openat(dir, path, int(how.Flags), uint32(how.Mode)) })
	}
	return fd, err
}

// Sysctl returns the number in a file of /proc/sys, or 0 where there is none.
func Sysctl(name string) int {
	fd, err := Retry(func() (int, error) {
		return unix.Open("/proc/sys/"+name, unix.O_RDONLY|unix.O_CLOEXEC|unix.O_NONBLOCK|unix.O_NOCTTY, 0)
	})
	if err != nil {
		return 0
	}
	defer unix.Close(fd)
	b := make([]byte, 32)
	n, err := Retry(func() (int, error) { return unix.Read(fd, b) })
	if err != nil {
		return 0
	}
	v, err := strconv.Atoi(strings.TrimSpace(string(b[:n])))
	if err != nil {
		return 0
	}
	return v
}

// Missing explains an error about an entry of /proc that every live thread has. With hidepid=2
// the directory itself may be there.
func Missing(op string, err error) error {
	if err == unix.ENOENT || err == unix.ESRCH {
		return hidden("/proc does not show the target; is it mounted with hidepid?")
	}
	return os.NewSyscallError(op, err)
}

// hidden says why a thread that exists is not in /proc.
func hidden(why string) error {
	return fmt.Errorf("seccompstream: %s: %w", why, os.NewSyscallError("open", unix.ESRCH))
}
