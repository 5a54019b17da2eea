//go:build cgo

package broker

import (
	"errors"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

const (
	tmpfile = unix.O_TMPFILE &^ unix.O_DIRECTORY
	// What open(2) knows. It ignores the rest, which openat2(2) refuses.
	openFlags = unix.O_ACCMODE | unix.O_CREAT | unix.O_EXCL | unix.O_NOCTTY | unix.O_TRUNC | unix.O_APPEND |
		unix.O_NONBLOCK | unix.O_SYNC | unix.O_ASYNC | unix.O_DIRECT | largefile | unix.O_DIRECTORY |
		unix.O_NOFOLLOW | unix.O_NOATIME | unix.O_CLOEXEC | unix.O_PATH | tmpfile
	resolveScopes = unix.RESOLVE_BENEATH | unix.RESOLVE_IN_ROOT
	resolveCached = 0x20 // RESOLVE_CACHED (Linux 5.12)
	resolveFlags  = resolveScopes | unix.RESOLVE_NO_XDEV | unix.RESOLVE_NO_MAGICLINKS | unix.RESOLVE_NO_SYMLINKS | resolveCached
)

// openArgs are what all calls that open a file come down to.
type openArgs struct {
	at
	flags, mode, resolve uint64
}

// openWhat says what an open does to an existing file.
func openWhat(flags uint64) What {
	var w What
	switch flags & unix.O_ACCMODE {
	case unix.O_RDONLY:
		w = Read
	case unix.O_WRONLY:
		w = Write
	default: // with both bits it is for ioctl(2) alone, with the rights to both
		w = Read | Write
	}
	if flags&unix.O_TRUNC != 0 {
		w |= Write
	}
	return w
}

func (j *job) planOpen(o openArgs, strict bool) (*plan, error) {
	if !strict {
		if o.flags &= openFlags; o.flags&unix.O_PATH != 0 {
			// ADDFD takes no such descriptor. The flags are a register, so the kernel will see the
			// same; what is done by the descriptor later is judged then.
			return proceed(), nil
		}
		if o.mode &= 0o7777; o.flags&(unix.O_CREAT|tmpfile) == 0 {
			o.mode = 0
		}
	}
	switch creates := o.flags&(unix.O_CREAT|tmpfile) != 0; {
	case o.resolve&^resolveFlags != 0, o.resolve&resolveScopes == resolveScopes:
		return nil, unix.EINVAL
	case o.resolve&resolveCached != 0 && o.flags&(unix.O_TRUNC|unix.O_CREAT|tmpfile) != 0:
		return nil, unix.EAGAIN
	case o.flags&^openFlags != 0, o.mode&^0o7777 != 0, !creates && o.mode != 0:
		return nil, unix.EINVAL
	case o.flags&tmpfile != 0 && (o.flags&unix.O_TMPFILE != unix.O_TMPFILE || o.flags&unix.O_CREAT != 0 || o.flags&unix.O_ACCMODE == unix.O_RDONLY):
		return nil, unix.EINVAL
	case o.flags&unix.O_CREAT != 0 && o.flags&unix.O_DIRECTORY != 0:
		return nil, unix.EINVAL // since Linux 6.4; before, it did what nobody wanted
	case strict && o.flags&unix.O_PATH != 0:
		// The flags are in memory, and the target could exchange them for others. As on a kernel
		// without openat2(2), there is openat(2).
		return nil, unix.ENOSYS
	}
	what := openWhat(o.flags)
	if !strict && what&^j.b.free == 0 && o.flags&(unix.O_CREAT|tmpfile) == 0 {
		return proceed(), nil // nothing that is to be judged, by a register
	}
	if o.flags&unix.O_CREAT != 0 && strings.HasSuffix(o.path, "/") {
		if _, name := splitParent(o.path); name != "/" && name != "." && name != ".." {
			if _, _, err := j.parent(o.at, o.resolve); err != nil {
				return nil, err
			}
			return nil, unix.EISDIR
		}
	}
	pinFlags := uint64(unix.O_PATH)
	exclusive := o.flags&(unix.O_CREAT|unix.O_EXCL) == unix.O_CREAT|unix.O_EXCL
	if o.flags&unix.O_NOFOLLOW != 0 || exclusive {
		pinFlags |= unix.O_NOFOLLOW
	}
	pin, err := j.walk(o.at, unix.OpenHow{Flags: pinFlags, Resolve: o.resolve})
	switch {
	case err == unix.ENOENT && o.flags&unix.O_CREAT != 0 && o.path != "":
		return j.planCreate(o)
	case err == unix.ENOENT && j.b.missing && o.path != "":
		a, err := j.accessMissing(what, o.at)
		if err != nil {
			return nil, err
		}
		none := -1
		return &plan{accesses: []Access{a}, pin: &none, act: func() (seccompstream.Response, error) { return j.openPinned(o, none) }}, nil
	case err != nil:
		return nil, err
	case exclusive:
		return nil, unix.EEXIST
	}
	var st unix.Stat_t
	if err := unix.Fstat(pin, &st); err != nil {
		return nil, err
	}
	kind := st.Mode & unix.S_IFMT
	if o.flags&tmpfile != 0 {
		return j.planTemporary(o, pin, &st)
	}
	if o.flags&unix.O_CREAT != 0 {
		if kind == unix.S_IFDIR {
			return nil, unix.EISDIR
		}
		if err := j.mayOpenInSticky(pin, &st); err != nil {
			return nil, err
		}
	}
	switch {
	case o.flags&unix.O_DIRECTORY != 0 && kind != unix.S_IFDIR:
		return nil, unix.ENOTDIR
	case kind == unix.S_IFLNK:
		return nil, unix.ELOOP
	}
	a, err := j.access(what, pin, &st)
	if err != nil {
		return nil, err
	}
	return &plan{accesses: []Access{a}, pin: &pin, act: func() (seccompstream.Response, error) { return j.openPinned(o, pin) }}, nil
}

// openPinned opens what is pinned for the target.
func (j *job) openPinned(o openArgs, pin int) (seccompstream.Response, error) {
	if pin < 0 {
		return seccompstream.Response{}, unix.ENOENT
	}
	var st unix.Stat_t
	if err := unix.Fstat(pin, &st); err != nil {
		return seccompstream.Response{}, err
	}
	if o.flags&unix.O_TRUNC != 0 {
		if err := j.roomForFD(); err != nil {
			return seccompstream.Response{}, err
		}
	}
	fd, err := j.reopen(pin, o.flags&^(unix.O_CREAT|unix.O_EXCL|unix.O_NOFOLLOW), &st)
	if err != nil {
		return seccompstream.Response{}, err
	}
	return j.giveFD(fd, o.flags, st.Mode&unix.S_IFMT)
}

// planTemporary makes a file without a name.
func (j *job) planTemporary(o openArgs, dir int, st *unix.Stat_t) (*plan, error) {
	if st.Mode&unix.S_IFMT != unix.S_IFDIR {
		return nil, unix.ENOTDIR
	}
	a, err := j.access(openWhat(o.flags)|Create, dir, st)
	if err != nil {
		return nil, err
	}
	return &plan{accesses: []Access{a}, creates: true, act: func() (seccompstream.Response, error) {
		fd := -1
		err := j.as(func() (err error) {
			fd, err = openat(unix.AT_FDCWD, procFD(dir), int(o.flags&^unix.O_NOFOLLOW)|unix.O_NOCTTY|unix.O_CLOEXEC, uint32(o.mode))
			return err
		})
		if err != nil {
			return seccompstream.Response{}, err
		}
		return j.giveFD(fd, o.flags, unix.S_IFREG)
	}}, nil
}

// planCreate makes a file where there was none a moment ago. The kernel follows a link whose
// target does not exist, and makes that.
func (j *job) planCreate(o openArgs) (*plan, error) {
	where := o.at
	for links := 0; ; links++ {
		dir, name, err := j.parent(where, o.resolve)
		if err != nil {
			return nil, err
		}
		if name == "." || name == ".." {
			return nil, unix.EISDIR
		}
		var st unix.Stat_t
		err = j.as(func() error { return unix.Fstatat(dir, name, &st, unix.AT_SYMLINK_NOFOLLOW) })
		switch {
		case err == unix.ENOENT:
			return j.planCreateAt(o, dir, name)
		case err != nil:
			return nil, err
		case st.Mode&unix.S_IFMT != unix.S_IFLNK:
			return nil, errAgain // it has come into being
		case o.flags&unix.O_NOFOLLOW != 0 || o.resolve&unix.RESOLVE_NO_SYMLINKS != 0 || links == 40:
			return nil, unix.ELOOP
		case o.flags&unix.O_EXCL != 0:
			return nil, unix.EEXIST
		}
		if err := j.mayFollow(dir, &st); err != nil {
			return nil, err
		}
		var text string
		err = j.as(func() (err error) { text, err = readlinkat(dir, name); return err })
		if err != nil {
			if err == unix.EINVAL || err == unix.ENOENT {
				err = errAgain
			}
			return nil, err
		}
		if text == "" {
			return nil, unix.ENOENT
		}
		if text[len(text)-1] == '/' {
			return nil, unix.EISDIR
		}
		if text[0] != '/' {
			before, _ := splitParent(where.path)
			text = before + "/" + text
		}
		where.path = text
	}
}

func (j *job) planCreateAt(o openArgs, dir int, name string) (*plan, error) {
	a, err := j.accessName(openWhat(o.flags)|Create, dir, name)
	if err != nil {
		return nil, err
	}
	other := -1
	return &plan{accesses: []Access{a}, creates: true, pin: &other, act: func() (seccompstream.Response, error) {
		if other >= 0 {
			if o.flags&unix.O_EXCL != 0 {
				return seccompstream.Response{}, unix.EEXIST
			}
			return j.openPinned(o, other)
		}
		if err := j.roomForFD(); err != nil {
			return seccompstream.Response{}, err
		}
		// What is there by now was not judged.
		fd := -1
		err := j.as(func() (err error) {
			fd, err = openat(dir, name, int(o.flags)|unix.O_EXCL|unix.O_NOCTTY|unix.O_CLOEXEC, uint32(o.mode))
			return err
		})
		if err == unix.EEXIST {
			err = errAgain
		}
		if err != nil {
			return seccompstream.Response{}, err
		}
		return j.giveFD(fd, o.flags, unix.S_IFREG)
	}}, nil
}

// reopen opens a pinned file. What may block is opened by a worker.
func (j *job) reopen(pin int, flags uint64, st *unix.Stat_t) (int, error) {
	path := procFD(pin)
	how := int(flags) | unix.O_NOCTTY | unix.O_CLOEXEC
	if st.Mode&unix.S_IFMT == unix.S_IFCHR && st.Rdev == unix.Mkdev(5, 0) {
		var err error
		if path, err = j.terminal(); err != nil {
			return -1, err
		}
	}
	if flags&unix.O_NONBLOCK == 0 && j.mayBlock(pin, st) {
		return j.openByWorker(false, path, how)
	}
	if !j.own && st.Mode&unix.S_IFMT == unix.S_IFREG {
		var fs unix.Statfs_t
		if unix.Fstatfs(pin, &fs) == nil && fs.Type == unix.PROC_SUPER_MAGIC {
			// What is written there may be judged by the effective IDs of who has opened it, as in uid_map.
			return j.openByWorker(true, path, how)
		}
	}
	fd := -1
	err := j.as(func() (err error) { fd, err = openat(unix.AT_FDCWD, path, how, 0); return err })
	return fd, err
}

// mayBlock reports whether to open the file can take for ever.
func (j *job) mayBlock(pin int, st *unix.Stat_t) bool {
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFREG, unix.S_IFDIR:
		var fs unix.Statfs_t
		return unix.Fstatfs(pin, &fs) == nil && fs.Type == unix.FUSE_SUPER_MAGIC
	default:
		return true
	}
}

// giveFD installs a descriptor in the target, which is the answer. It closes it.
func (j *job) giveFD(fd int, flags uint64, kind uint32) (seccompstream.Response, error) {
	j.release()
	opts := seccompstream.AddFDOptions{CloseOnExec: flags&unix.O_CLOEXEC != 0}
	if flags&unix.O_ACCMODE == unix.O_RDONLY && (kind == unix.S_IFREG || kind == unix.S_IFDIR) {
		// Nobody can tell that it is open here, too, for a moment after the target goes on.
		err := j.n.RespondFD(fd, opts)
		unix.Close(fd)
		return given(seccompstream.Answered(), err)
	}
	// Else the end of a FIFO, a lock, a busy file and the like would show that: it is
	// closed before the target goes on.
	num, err := j.n.AddFD(fd, opts)
	unix.Close(fd)
	return given(seccompstream.Success(int64(num)), err)
}

func given(r seccompstream.Response, err error) (seccompstream.Response, error) {
	if errors.Is(err, seccompstream.ErrExpired) || errors.Is(err, seccompstream.ErrAnswered) {
		return seccompstream.Answered(), nil
	}
	if err != nil {
		err = targetError{err}
	}
	return r, err
}
