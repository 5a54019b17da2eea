//go:build linux

// Package walk finds what a path means to another process: from that process's root,
// working directory or descriptor, in its mount namespace.
//
// The kernel does most of it, a whole path at a time, for as long as it meets no symbolic
// link. It must not follow those itself, since it would read /proc/self as the caller's,
// and an absolute one from the caller's root. So a path with links is walked by component,
// each link is put into the path as text, and the kernel gets the rest again.
//
// What is opened with O_PATH on the way waits for nobody but file systems that look up
// names: FUSE, network file systems, automounts. The file at the end is opened as the
// caller asks for.
package walk

import (
	"errors"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/procfs"
)

// A Target is the thread whose paths are walked. It is used by one goroutine at a time.
type Target struct {
	// Proc is the thread's directory in the caller's /proc, as [procfs.Dir] opens it. That
	// it is the right thread's is for the caller to prove.
	Proc int

	// Root is the target's root directory where Rooted says that the caller has opened it, and
	// need not be opened again: the caller's rights may be others by now. Status can be called
	// beforehand for the same reason.
	Root   int
	Rooted bool

	status *procfs.Status // read when it is asked for
	space  string         // the PID namespace
}

// A Start is where relative paths start from.
type Start struct {
	// DirFD is a descriptor of the target's, or AT_FDCWD. It does not count if Pinned.
	DirFD int
	// Pin is a descriptor of the caller's.
	Pin    int
	Pinned bool
}

// Options say how to open what a path means.
type Options struct {
	// How is what openat2(2) takes. All RESOLVE_* flags have the meaning that they have for a
	// call by the target.
	How unix.OpenHow
	// Empty says that an empty path means the start itself, as with AT_EMPTY_PATH.
	Empty bool
	// Valid is asked now and then. An error ends the walk.
	Valid func() error
	// ProtectedSymlinks reports whether fs.protected_symlinks is set. Nil means to look.
	ProtectedSymlinks func() bool
}

// Open opens the file that a path means to the target. The caller closes the descriptor,
// which has the close-on-exec flag. Errors are those of openat2(2), as [unix.Errno], what
// Valid returns, and those of package procfs about the target.
func Open(t *Target, from Start, path string, o Options) (int, error) {
	w := &walk{target: t, o: o, how: o.How, root: -1, base: -1}
	w.how.Flags |= unix.O_CLOEXEC
	if w.how.Flags&unix.O_PATH == 0 {
		w.how.Flags |= unix.O_NOCTTY
	}
	defer w.close()
	return w.open(from, path)
}

// SplitParent splits a path into that of a directory and a name in it, with the slashes that
// come after. For a path that ends in "." or "..", or has no component, the directory is
// what the whole path means, and the name is ".". An empty path stays one.
func SplitParent(path string) (dir, name string) {
	last := strings.TrimRight(path, "/")
	i := strings.LastIndexByte(last, '/') + 1
	switch last[i:] {
	case "", ".", "..":
		return path, "."
	}
	if i == 0 {
		return ".", path
	}
	return path[:i], path[i:]
}

const (
	maxLinks = 40 // MAXSYMLINKS

	// maxPath is how long a path the kernel takes.
	maxPath = unix.PathMax - 1

	// After so many steps by one component the walk tries more at a time.
	shortWalk = 8
	maxStride = 1024

	// Valid is asked once in so many steps.
	validEvery = 512

	// Flags of openat2 that concern single steps.
	stepResolve = unix.RESOLVE_NO_XDEV | resolveCached
	// RESOLVE_CACHED (Linux 5.12).
	resolveCached = 0x20
	// ST_NOSYMFOLLOW, of mounts on which no link is followed (Linux 5.10).
	noSymFollow = 0x2000
)

// errGoOn says that nothing is open yet: the path has changed, and is to be walked on.
var errGoOn = errors.New("walk: go on")

// walk is one walk. Where it is, see place.
type walk struct {
	target *Target
	o      Options
	how    unix.OpenHow

	// Descriptors, -1 where there is none. They are the walk's own.
	root int
	base int // -1: the root
	place

	// rest is yet to be walked. It begins with a component.
	rest string
	// beneath says that the walk must not go above its start.
	beneath bool

	// stride is how many components the walk tries at a time, single how many it has
	// made one by one since, and since how many since the last link.
	stride, single, since int

	links int // links followed
	steps int // steps made since Valid was asked
}

func (w *walk) close() {
	w.forget()
	for _, fd := range []int{w.root, w.base} {
		if fd >= 0 {
			unix.Close(fd)
		}
	}
}

func (w *walk) open(from Start, path string) (int, error) {
	const scopes = unix.RESOLVE_BENEATH | unix.RESOLVE_IN_ROOT
	const known = scopes | stepResolve | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_MAGICLINKS
	if w.how.Resolve&^known != 0 || w.how.Resolve&scopes == scopes {
		return -1, unix.EINVAL
	}
	switch {
	case path == "" && w.o.Empty:
		return w.openStartItself(from)
	case path == "":
		return -1, unix.ENOENT
	case len(path) > maxPath:
		return -1, unix.ENAMETOOLONG
	}
	absolute := path[0] == '/'
	w.beneath = w.how.Resolve&unix.RESOLVE_BENEATH != 0
	if absolute && w.beneath {
		return -1, unix.EXDEV
	}
	var err error
	if w.how.Resolve&unix.RESOLVE_IN_ROOT != 0 {
		w.root, err = w.openStart(from)
	} else {
		if w.target.Rooted {
			w.root, err = unix.FcntlInt(uintptr(w.target.Root), unix.F_DUPFD_CLOEXEC, 0)
		} else {
			w.root, err = procfs.Follow(w.target.Proc, "root", unix.OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY})
			err = procfs.Missing("open", err)
		}
		if err != nil {
			return -1, err
		}
		if !absolute {
			w.base, err = w.openStart(from)
		}
	}
	if err != nil {
		return -1, err
	}
	w.entered = true
	w.rest = relative(path)
	for {
		fd, err := w.openRest()
		switch {
		case err == unix.EAGAIN && w.how.Resolve&resolveCached != 0:
			return -1, err
		case err == unix.ELOOP || err == unix.EXDEV || err == unix.EAGAIN || err == unix.ENAMETOOLONG || err == unix.EACCES:
			// A link, a ".." from base or into a moving tree, a joined path that is too
			// long for the kernel, or a link that is not for us to follow: by component.
		default:
			return fd, err
		}
		if fd, err = w.byComponent(); err != errGoOn {
			return fd, err
		}
	}
}

// relative returns a path without its leading slashes.
func relative(path string) string {
	if path = strings.TrimLeft(path, "/"); path == "" {
		return "."
	}
	return path
}

// openStart opens the directory that a relative path starts from.
func (w *walk) openStart(from Start) (int, error) {
	if from.Pinned {
		return procfs.Retry(func() (int, error) {
			return unix.Openat(from.Pin, ".", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		})
	}
	return w.openDirFD(from.DirFD, unix.OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY})
}

// openStartItself opens what the start is.
func (w *walk) openStartItself(from Start) (int, error) {
	how := w.how
	how.Flags &^= unix.O_NOFOLLOW // the link is ours
	how.Resolve = 0
	if from.Pinned {
		if how.Flags&unix.O_PATH == 0 {
			self, err := procfs.Dir(unix.Getpid())
			if err != nil {
				return -1, err
			}
			defer unix.Close(self)
			return procfs.Follow(self, fdName(from.Pin), how)
		}
		return unix.FcntlInt(uintptr(from.Pin), unix.F_DUPFD_CLOEXEC, 0)
	}
	return w.openDirFD(from.DirFD, how)
}

func (w *walk) openDirFD(dirfd int, how unix.OpenHow) (int, error) {
	name := "cwd"
	if dirfd != unix.AT_FDCWD {
		if dirfd < 0 {
			return -1, unix.EBADF
		}
		name = fdName(dirfd)
	}
	fd, err := procfs.Follow(w.target.Proc, name, how)
	if err == unix.ENOENT && dirfd != unix.AT_FDCWD {
		err = unix.EBADF
	}
	return fd, err
}

// openat2 is openat2(2). An interrupted open is tried again.
func openat2(dir int, path string, how unix.OpenHow) (int, error) {
	return procfs.Retry(func() (int, error) { return unix.Openat2(dir, path, &how) })
}

// openRest lets the kernel walk all that is left, without links.
func (w *walk) openRest() (int, error) {
	how := w.how
	how.Resolve = how.Resolve&stepResolve | unix.RESOLVE_NO_SYMLINKS
	if !climbs(w.rest) {
		here, err := w.here()
		if err != nil {
			return -1, err
		}
		how.Resolve |= unix.RESOLVE_BENEATH
		return openat2(here, w.rest, how)
	}
	base, scope := w.baseFD()
	if w.beneath {
		scope = unix.RESOLVE_BENEATH
	}
	how.Resolve |= scope
	path := w.rest
	if len(w.names) > 0 {
		if w.length()+len(path) > maxPath {
			return -1, unix.ENAMETOOLONG
		}
		path = strings.Join(w.names, "/") + "/" + path
	}
	return openat2(base, path, how)
}

// climbs reports whether a path may have a component "..".
func climbs(path string) bool { return strings.Contains(path, "..") }

// byComponent walks component by component. It returns the open file at the path's end, or
// errGoOn after it has followed a link.
func (w *walk) byComponent() (int, error) {
	for {
		if err := w.leap(); err != nil {
			return -1, err
		}
		if err := w.worked(1); err != nil {
			return -1, err
		}
		name, after, last := component(w.rest)
		switch {
		case name == "..":
			if err := w.up(); err != nil {
				return -1, err
			}
			if last {
				w.rest = "." + after
				continue
			}
		case name == "." && last:
			return w.openLast("." + after)
		case name == ".":
		case last:
			fd, err := w.openLast(w.rest)
			// The rule of protected_symlinks comes before that of RESOLVE_NO_SYMLINKS, and
			// what it says of the caller says nothing of the target.
			if err != unix.ELOOP && (err != unix.EACCES || !w.isLink(name)) {
				return fd, err
			}
			return w.follow(name, after, true)
		default:
			fd, err := w.step(name, unix.O_DIRECTORY)
			if err == unix.ENOTDIR || err == unix.ELOOP {
				return w.follow(name, after, false)
			}
			if err != nil {
				return -1, err
			}
			w.down(name, fd)
		}
		w.rest = after
	}
}

// component splits a path into its first component and what comes after. For the last
// component that is its trailing slashes.
func component(path string) (name, after string, last bool) {
	i := strings.IndexByte(path, '/')
	if i < 0 {
		return path, "", true
	}
	if after = strings.TrimLeft(path[i:], "/"); after == "" {
		return path[:i], "/", true
	}
	return path[:i], after, false
}

// step opens a name where the walk is, as a name only.
func (w *walk) step(name string, flags uint64) (int, error) {
	here, err := w.here()
	if err != nil {
		return -1, err
	}
	return w.openStep(here, name, flags, 0)
}

// worked counts steps, and asks Valid now and then.
func (w *walk) worked(steps int) error {
	if w.steps += steps; w.steps < validEvery || w.o.Valid == nil {
		return nil
	}
	w.steps = 0
	return w.o.Valid()
}

// openLast opens a component as the caller wants it, but follows no link.
func (w *walk) openLast(name string) (int, error) {
	here, err := w.here()
	if err != nil {
		return -1, err
	}
	how := w.how
	how.Resolve = how.Resolve&stepResolve | unix.RESOLVE_NO_SYMLINKS
	return openat2(here, name, how)
}

// follow puts the text of a link in its place, or goes where it leads. last is whether
// the link is the last component; after comes after it. It returns errGoOn unless that
// opened the file.
func (w *walk) follow(name, after string, last bool) (int, error) {
	link, err := w.step(name, 0)
	if err != nil {
		return -1, err
	}
	defer unix.Close(link)
	var st unix.Stat_t
	if err := unix.Fstat(link, &st); err != nil {
		return -1, err
	}
	if w.links++; w.links > maxLinks {
		return -1, unix.ELOOP
	}
	w.stride, w.single, w.since = w.since/4, 0, 0
	if st.Mode&unix.S_IFMT != unix.S_IFLNK {
		if !last && st.Mode&unix.S_IFMT != unix.S_IFDIR {
			return -1, unix.ENOTDIR
		}
		return -1, errGoOn // it has been exchanged: look again
	}
	var fs unix.Statfs_t
	if err := unix.Fstatfs(link, &fs); err != nil {
		return -1, err
	}
	if w.how.Resolve&unix.RESOLVE_NO_SYMLINKS != 0 || fs.Flags&noSymFollow != 0 ||
		last && after == "" && w.how.Flags&unix.O_NOFOLLOW != 0 {
		return -1, unix.ELOOP
	}
	if err := w.mayFollow(st.Uid); err != nil {
		return -1, err
	}
	text, magic := "", false
	if fs.Type == unix.PROC_SUPER_MAGIC {
		if text, magic, err = w.procLink(name); err != nil {
			return -1, err
		}
	}
	if magic {
		return w.jump(name, after, last)
	}
	if text == "" {
		if text, err = procfs.ReadlinkFD(link); err != nil {
			return -1, err
		}
	}
	switch {
	case text == "":
		return -1, unix.ENOENT
	case text[0] != '/':
		w.rest = text
	case w.beneath:
		return -1, unix.EXDEV
	default:
		if err := w.toRoot(); err != nil {
			return -1, err
		}
		w.rest = relative(text)
	}
	if !last {
		w.rest += "/"
	}
	w.rest += after
	return -1, errGoOn
}

// toRoot makes the root the position.
func (w *walk) toRoot() error {
	if w.how.Resolve&unix.RESOLVE_NO_XDEV != 0 {
		here, err := w.here()
		if err != nil {
			return err
		}
		from, err := identify(here)
		if err != nil {
			return err
		}
		to, err := identify(w.root)
		if err != nil {
			return err
		}
		if from.mount != to.mount {
			return unix.EXDEV
		}
	}
	w.rebase(-1)
	return nil
}

// isLink reports whether a component is a symbolic link.
func (w *walk) isLink(name string) bool {
	fd, err := w.step(name, 0)
	if err != nil {
		return false
	}
	defer unix.Close(fd)
	var st unix.Stat_t
	return unix.Fstat(fd, &st) == nil && st.Mode&unix.S_IFMT == unix.S_IFLNK
}

// mayFollow does what the kernel would do about a link of that owner in the current
// directory if the target met it. The kernel itself sees no link being followed.
func (w *walk) mayFollow(owner uint32) error {
	here, err := w.here()
	if err != nil {
		return err
	}
	var dir unix.Stat_t
	if err := unix.Fstat(here, &dir); err != nil {
		return err
	}
	const shared = unix.S_ISVTX | unix.S_IWOTH
	if dir.Mode&shared != shared || dir.Uid == owner || !w.protectedSymlinks() {
		return nil
	}
	status, err := w.target.Status()
	if err != nil {
		return err
	}
	if status.UID[3] != owner {
		return unix.EACCES
	}
	return nil
}

// protectedSymlinks reports whether links in directories such as /tmp are followed only
// for their owners, and for the directory's.
func (w *walk) protectedSymlinks() bool {
	if w.o.ProtectedSymlinks != nil {
		return w.o.ProtectedSymlinks()
	}
	return procfs.Sysctl("fs/protected_symlinks") != 0
}
