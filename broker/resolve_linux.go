//go:build cgo

package broker

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/procfs"
	"github.com/seccompstream/seccompstream/internal/walk"
)

// at is a path of the target's, and what it is relative to: a descriptor of the target's, or a
// directory that is held.
type at struct {
	dir   int
	path  string
	empty bool // an empty path means dir itself

	pin    int
	pinned bool

	// err is why the path could not be read. The kernel, too, tells that when it comes to it.
	err error
}

// openat is openat(2). An interrupted open is tried again.
func openat(dir int, path string, flags int, mode uint32) (int, error) {
	for {
		fd, err := unix.Openat(dir, path, flags, mode)
		if err != unix.EINTR {
			return fd, err
		}
	}
}

// walk pins what a path of the target's names, or opens it, with the target's rights.
func (j *job) walk(a at, how unix.OpenHow) (int, error) {
	if a.err != nil {
		return -1, a.err
	}
	if err := j.anchor(&a, how.Resolve); err != nil {
		return -1, err
	}
	if !j.own {
		// The target's files in /proc may be closed to its rights from outside.
		if _, err := j.target.Status(); err != nil {
			return -1, j.gone(err)
		}
	}
	fd := -1
	err := j.as(func() (err error) {
		from := walk.Start{DirFD: unix.AT_FDCWD, Pin: a.pin, Pinned: a.pinned}
		fd, err = walk.Open(&j.target, from, a.path, walk.Options{How: how, Empty: a.empty, Valid: j.n.Valid})
		return err
	})
	if err != nil {
		return -1, j.gone(err)
	}
	return j.hold(fd), nil
}

// anchor opens what a walk starts from, with our own rights.
func (j *job) anchor(a *at, resolve uint64) error {
	if err := j.needRoot(); err != nil {
		return err
	}
	if a.pinned || a.path != "" && a.path[0] == '/' && resolve&unix.RESOLVE_IN_ROOT == 0 {
		return nil
	}
	name := "cwd"
	if a.dir != unix.AT_FDCWD {
		if a.dir < 0 {
			return unix.EBADF
		}
		name = "fd/" + strconv.Itoa(a.dir)
	}
	flags := uint64(unix.O_PATH | unix.O_CLOEXEC)
	if a.path != "" {
		flags |= unix.O_DIRECTORY
	}
	fd, err := procfs.Follow(j.proc, name, unix.OpenHow{Flags: flags})
	if isErrno(err, unix.ENOENT) && a.dir != unix.AT_FDCWD {
		err = unix.EBADF
	}
	if err != nil {
		return j.gone(err)
	}
	a.pin, a.pinned = j.hold(fd), true
	return nil
}

func (j *job) needRoot() error {
	if j.target.Rooted {
		return nil
	}
	root, err := procfs.Follow(j.proc, "root", unix.OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY | unix.O_CLOEXEC})
	if err != nil {
		return j.gone(err)
	}
	j.target.Proc, j.target.Root, j.target.Rooted = j.proc, root, true
	return nil
}

func readlinkat(dir int, path string) (string, error) {
	buf := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(dir, path, buf)
	if err != nil {
		return "", err
	}
	return string(buf[:n]), nil
}

func unsigneds(fields []string) ([]uint32, error) {
	ids := make([]uint32, len(fields))
	for i, f := range fields {
		id, err := strconv.ParseUint(f, 10, 32)
		if err != nil {
			return nil, err
		}
		ids[i] = uint32(id)
	}
	return ids, nil
}

// procFD names a descriptor of ours. It is the way to a pinned object for calls that take no
// descriptor with O_PATH.
func procFD(fd int) string { return "/proc/self/fd/" + strconv.Itoa(fd) }

// object pins what a path names.
func (j *job) object(a at, follow bool) (int, error) {
	flags := uint64(unix.O_PATH)
	if !follow {
		flags |= unix.O_NOFOLLOW
	}
	return j.walk(a, unix.OpenHow{Flags: flags})
}

// parent pins the directory that holds what a path names, and returns the name, which may have slashes at
// its end. For a path that ends in "." or "..", or has no component, it is what the path means, and the name is
// "." or "..".
func (j *job) parent(a at, resolve uint64) (int, string, error) {
	if a.err != nil {
		return -1, "", a.err
	}
	if a.path == "" {
		return -1, "", unix.ENOENT
	}
	dir, name := splitParent(a.path)
	a.path, a.empty = dir, false
	pin, err := j.walk(a, unix.OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY, Resolve: resolve})
	if err == nil && name != "." && name != ".." && name != "/" {
		// To look for the name needs the right to search the directory, whatever becomes of it.
		err = j.as(func() error { return faccessat2(pin, unix.X_OK, unix.AT_EACCESS) })
	}
	return pin, name, err
}

// splitParent splits a path into that of a directory and a name in it.
func splitParent(path string) (dir, name string) {
	last := strings.TrimRight(path, "/")
	i := strings.LastIndexByte(last, '/') + 1
	switch last[i:] {
	case "":
		return path, "/"
	case ".", "..":
		return path, last[i:]
	}
	if i == 0 {
		return ".", path
	}
	return path[:i], path[i:]
}

// fileID tells apart all the places in all mount namespaces.
type fileID struct {
	dev   uint64
	ino   uint64
	mount uint64
}

func identify(fd int) (fileID, error) {
	var st unix.Statx_t
	if err := unix.Statx(fd, "", unix.AT_EMPTY_PATH|unix.AT_STATX_DONT_SYNC, unix.STATX_INO|unix.STATX_MNT_ID, &st); err != nil {
		return fileID{}, os.NewSyscallError("statx", err)
	}
	return fileID{unix.Mkdev(st.Dev_major, st.Dev_minor), st.Ino, st.Mnt_id}, nil
}

// pathOf returns where a pinned object is, from the target's root, or nothing.
func (j *job) pathOf(fd int) (string, error) {
	path, _, err := j.pathOrNone(fd)
	return path, err
}

// pathOrNone is pathOf that tells apart what has no name at all.
func (j *job) pathOrNone(fd int) (path string, anonymous bool, err error) {
	path, err = readlinkat(unix.AT_FDCWD, procFD(fd))
	if err != nil {
		return "", false, err
	}
	if path == "" || path[0] != '/' {
		return "", true, nil
	}
	if strings.HasSuffix(path, " (deleted)") {
		var st unix.Stat_t
		if err := unix.Fstat(fd, &st); err != nil || st.Nlink == 0 {
			return "", true, err
		}
	}
	path, err = j.inRoot(path)
	return path, false, err
}

// inRoot returns a path of ours as one from the target's root, or nothing.
func (j *job) inRoot(path string) (string, error) {
	if err := j.findRoot(); err != nil {
		return "", err
	}
	switch {
	case j.prefix == "":
		return path, nil
	case path == j.prefix:
		return "/", nil
	case strings.HasPrefix(path, j.prefix+"/"):
		return path[len(j.prefix):], nil
	default:
		return "", nil // outside
	}
}

// findRoot finds out what the paths of the target's root begin with.
func (j *job) findRoot() error {
	if j.rooted {
		return nil
	}
	if err := j.needRoot(); err != nil {
		return err
	}
	root := j.target.Root
	id, err := identify(root)
	if err != nil {
		return err
	}
	if id != j.b.root {
		if j.prefix, err = readlinkat(unix.AT_FDCWD, procFD(root)); err != nil {
			return err
		}
		if j.prefix == "/" {
			j.prefix = ""
		}
	}
	j.rooted = true
	return nil
}

// access describes what is done to a pinned object.
func (j *job) access(what What, pin int, st *unix.Stat_t) (Access, error) {
	if what&^j.b.free == 0 {
		return Access{What: what}, nil // nobody will ask
	}
	var room unix.Stat_t
	if st == nil {
		st = &room
		if err := unix.Fstat(pin, st); err != nil {
			return Access{}, err
		}
	}
	path, anonymous, err := j.pathOrNone(pin)
	return Access{What: what, Path: path, Anonymous: anonymous, Exists: true, Dev: st.Dev, Ino: st.Ino, Mode: st.Mode}, err
}

// accessName describes what is done to a name in a pinned directory, which may mean nothing yet.
func (j *job) accessName(what What, dir int, name string) (Access, error) {
	if what&^j.b.free == 0 {
		return Access{What: what}, nil
	}
	path, err := j.pathOf(dir)
	if err != nil {
		return Access{}, err
	}
	a := Access{What: what}
	if path != "" {
		a.Path = strings.TrimSuffix(path, "/") + "/" + strings.TrimRight(name, "/")
	}
	var st unix.Stat_t
	err = j.as(func() error { return unix.Fstatat(dir, strings.TrimRight(name, "/"), &st, unix.AT_SYMLINK_NOFOLLOW) })
	switch err {
	case nil:
		a.Exists, a.Dev, a.Ino, a.Mode = true, st.Dev, st.Ino, st.Mode
	case unix.ENOENT:
	default:
		return a, err
	}
	return a, nil
}

// mayFollow does what the kernel would do about a link in a directory such as /tmp, if the target followed it.
func (j *job) mayFollow(dir int, link *unix.Stat_t) error {
	var d unix.Stat_t
	if err := unix.Fstat(dir, &d); err != nil {
		return err
	}
	const shared = unix.S_ISVTX | unix.S_IWOTH
	if d.Mode&shared != shared || d.Uid == link.Uid || procfs.Sysctl("fs/protected_symlinks") == 0 {
		return nil
	}
	if err := j.needRights(); err != nil {
		return err
	}
	if j.rights.FSUID != link.Uid {
		return unix.EACCES
	}
	return nil
}

// mayOpenInSticky does what the kernel does about an open with O_CREAT of a file that exists in a directory such as
// /tmp: the file is opened without O_CREAT in the end.
func (j *job) mayOpenInSticky(pin int, st *unix.Stat_t) error {
	level := 1
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		level = procfs.Sysctl("fs/protected_regular")
	case unix.S_IFIFO:
		level = procfs.Sysctl("fs/protected_fifos")
	}
	if level == 0 {
		return nil
	}
	// The directory of the object itself: links to it have been followed.
	path, err := readlinkat(unix.AT_FDCWD, procFD(pin))
	if err != nil {
		return err
	}
	dir, _ := splitParent(path)
	var d unix.Stat_t
	if unix.Stat(dir, &d) != nil || d.Mode&unix.S_ISVTX == 0 || st.Uid == d.Uid {
		return nil
	}
	if err := j.needRights(); err != nil {
		return err
	}
	if st.Uid == j.rights.FSUID {
		return nil
	}
	if d.Mode&unix.S_IWOTH != 0 || d.Mode&unix.S_IWGRP != 0 && level >= 2 {
		return unix.EACCES
	}
	return nil
}

// str reads a string of the target's, such as a path.
func (j *job) str(addr uint64) (string, error) {
	return j.n.Memory().ReadString(addr, unix.PathMax-1)
}

// bytes reads bytes of the target's.
func (j *job) bytes(addr uint64, n int) ([]byte, error) {
	b := make([]byte, n)
	if n == 0 {
		return b, nil
	}
	_, err := j.n.Memory().ReadAt(b, int64(addr))
	return b, err
}

// write writes a result where the target wants it.
func (j *job) write(addr uint64, b []byte) error {
	if len(b) == 0 {
		return nil
	}
	_, err := j.n.Memory().WriteAt(b, int64(addr))
	return err
}

func (j *job) int(i int) int { return int(int32(uint32(j.args[i]))) }

func (j *job) uint(i int) uint64 { return uint64(uint32(j.args[i])) }

// path reads the path argument i, relative to the descriptor in argument dir, or to the working directory for -1.
func (j *job) path(dir, i int) at {
	a := at{dir: unix.AT_FDCWD}
	if dir >= 0 {
		a.dir = j.int(dir)
	}
	a.path, a.err = j.str(j.args[i])
	return a
}

// pathOrEmpty is path for calls that take AT_EMPTY_PATH among flags.
func (j *job) pathOrEmpty(dir, i int, flags int) at {
	if flags&unix.AT_EMPTY_PATH != 0 && j.args[i] == 0 {
		return at{dir: j.int(dir), empty: true} // as an empty path since Linux 6.11
	}
	a := j.path(dir, i)
	a.empty = flags&unix.AT_EMPTY_PATH != 0
	return a
}
