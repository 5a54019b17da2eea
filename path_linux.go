//go:build cgo

package seccompstream

import (
	"fmt"
	"os"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/osfile"
	"github.com/seccompstream/seccompstream/internal/procfs"
	"github.com/seccompstream/seccompstream/internal/walk"
)

// protectedSymlinks is the sysctl but in tests.
var protectedSymlinks func() bool

func openPath(n Notification, dirfdArg, pathArg int, how OpenHow) (*os.File, error) {
	return openNamed(n, dirfdArg, pathArg, how, func(path string) (string, bool) {
		return path, n.takesEmptyPath(pathArg)
	})
}

func openParent(n Notification, dirfdArg, pathArg int) (dir *os.File, name string, err error) {
	how := OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY}
	dir, err = openNamed(n, dirfdArg, pathArg, how, func(path string) (string, bool) {
		path, name = walk.SplitParent(path)
		return path, false
	})
	if err != nil {
		return nil, "", err
	}
	return dir, name, nil
}

// openNamed opens the path that choose derives from the target's; choose also says whether
// an empty path means the directory argument itself.
func openNamed(n Notification, dirfdArg, pathArg int, how OpenHow, choose func(path string) (string, bool)) (*os.File, error) {
	proc, err := n.openProc()
	if err != nil {
		return nil, n.explain(err)
	}
	defer unix.Close(proc)
	// This proves, too, that the directory is the target's. It stays so.
	path, err := n.pathArg(pathArg)
	if err != nil {
		return nil, err
	}
	from := walk.Start{DirFD: unix.AT_FDCWD}
	if dirfdArg >= 0 {
		from.DirFD = n.FD(dirfdArg)
	}
	o := walk.Options{How: how, Valid: n.Valid, ProtectedSymlinks: protectedSymlinks}
	path, o.Empty = choose(path)
	fd, err := walk.Open(&walk.Target{Proc: proc}, from, path, o)
	if err == nil || err == unix.ENXIO {
		fd, err = terminalOf(proc, from, path, o, fd, err)
	}
	if err != nil {
		if _, ok := err.(unix.Errno); ok {
			err = os.NewSyscallError("openat2", err)
		}
		return nil, n.explain(err)
	}
	return osfile.Fresh(fd, path)
}

// pathArg reads the path that an argument points to. The call still waits then.
func (n Notification) pathArg(i int) (string, error) {
	if n.Args[i] == 0 && n.takesEmptyPath(i) {
		return "", n.Valid() // null is an empty path since Linux 6.11
	}
	return n.Memory().ReadString(n.Args[i], unix.PathMax-1)
}

// takesEmptyPath reports whether the call says that an empty path means its directory
// argument itself.
func (n Notification) takesEmptyPath(pathArg int) bool {
	flags, ok := emptyPathCalls[n.Name()]
	return ok && pathArg == 1 && n.Args[flags]&unix.AT_EMPTY_PATH != 0
}

// emptyPathCalls has the calls that know AT_EMPTY_PATH, with the index of their flags.
// The path concerned is argument 1 of each.
var emptyPathCalls = map[string]int{
	"execveat":          4,
	"faccessat2":        3,
	"fchmodat2":         3,
	"fchownat":          4,
	"file_getattr":      4,
	"file_setattr":      4,
	"fstatat64":         3,
	"getxattrat":        2,
	"linkat":            4,
	"listxattrat":       2,
	"mount_setattr":     2,
	"name_to_handle_at": 4,
	"newfstatat":        3,
	"open_tree":         2,
	"open_tree_attr":    2,
	"removexattrat":     2,
	"setxattrat":        2,
	"statx":             2,
	"utimensat":         3,
}

// devTTY is the device of /dev/tty, which means the controlling terminal of who opens it.
const devTTY = 5 << 8

// terminalOf sees to it that /dev/tty is the target's controlling terminal, where that is what
// has been opened, or could not be opened since the supervisor has none.
func terminalOf(proc int, from walk.Start, path string, o walk.Options, fd int, err error) (int, error) {
	if o.How.Flags&unix.O_PATH != 0 {
		return fd, err // it only names the device
	}
	named := fd
	if err != nil {
		look := o
		look.How = OpenHow{Flags: unix.O_PATH | o.How.Flags&unix.O_NOFOLLOW, Resolve: o.How.Resolve}
		var lookErr error
		if named, lookErr = walk.Open(&walk.Target{Proc: proc}, from, path, look); lookErr != nil {
			return -1, err
		}
		defer unix.Close(named)
	}
	var st unix.Statx_t
	if unix.Statx(named, "", unix.AT_EMPTY_PATH|unix.AT_STATX_DONT_SYNC, unix.STATX_TYPE, &st) != nil ||
		st.Mode&unix.S_IFMT != unix.S_IFCHR || st.Rdev_major<<8|st.Rdev_minor != devTTY {
		return fd, err
	}
	own, ownErr := terminalIn(unix.Getpid())
	target, targetErr := statIn(proc)
	if ownErr == nil && targetErr == nil && own.TTY != 0 && own.TTY == target.TTY && own.Session == target.Session {
		return fd, err
	}
	if err == nil {
		unix.Close(fd)
	}
	switch {
	case targetErr != nil:
		return -1, targetErr
	case target.TTY == 0:
		return -1, unix.ENXIO
	default:
		return openTerminal(proc, target.TTY, o.How)
	}
}

func statIn(dir int) (procfs.Stat, error) {
	b, err := procfs.ReadFile(dir, "stat")
	if err != nil {
		return procfs.Stat{}, err
	}
	return procfs.ParseStat(b)
}

func terminalIn(pid int) (procfs.Stat, error) {
	dir, err := procfs.Dir(pid)
	if err != nil {
		return procfs.Stat{}, err
	}
	defer unix.Close(dir)
	return statIn(dir)
}

// openTerminal opens the target's controlling terminal by one of its first descriptors: a number
// alone does not say of which devpts the terminal is.
func openTerminal(proc int, tty uint32, how OpenHow) (int, error) {
	for i := range 16 {
		name := "fd/" + strconv.Itoa(i)
		fd, err := procfs.Follow(proc, name, OpenHow{Flags: unix.O_PATH})
		if err != nil {
			continue
		}
		var st unix.Statx_t
		err = unix.Statx(fd, "", unix.AT_EMPTY_PATH|unix.AT_STATX_DONT_SYNC, unix.STATX_TYPE, &st)
		unix.Close(fd)
		// As the kernel encodes the number of a device in 32 bits.
		number := st.Rdev_minor&0xff | st.Rdev_major<<8 | st.Rdev_minor&^0xff<<12
		if err != nil || st.Mode&unix.S_IFMT != unix.S_IFCHR || number != tty {
			continue
		}
		how.Resolve, how.Mode = 0, 0
		how.Flags &^= unix.O_NOFOLLOW | unix.O_CREAT | unix.O_EXCL
		return procfs.Follow(proc, name, how)
	}
	return -1, fmt.Errorf("seccompstream: the target's controlling terminal is not the supervisor's, and none of its first descriptors: %w",
		os.NewSyscallError("openat2", unix.ENXIO))
}
