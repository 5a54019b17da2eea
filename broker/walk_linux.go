//go:build cgo

package broker

// What a path means to a target, walked with its rights.

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
)

// Process is named so where it is embedded.
type (
	Process = process
	process struct{ seccompstream.Process }
)

// walk finds what a path means to a target.
//
// The kernel does most of it, a whole path at a time, for as long as it meets no
// symbolic link. It must not follow those itself, since it would read /proc/self as the
// supervisor's, and an absolute one from the supervisor's root. So a path with links is
// walked by component, each link is put into the path as text, and the kernel gets the
// rest again.
//
// The position is the directory names below base. The names are of directories, no links
// among them, so ".." is answered by dropping one and opening the rest anew from base:
// a directory that is moved away meanwhile does not take the walk with it. Only above
// base is the real ".." asked, and what it gives must be inside of the root.
type walk struct {
	proc int // the target's directory in /proc
	how  unix.OpenHow

	// Descriptors, -1 where there is none. They are the walk's own.
	root int
	base int // -1: the root
	cur  int // -1: base, with no names
	// names leads from base to cur.
	names []string
	// rest is yet to be walked. It begins with a component.
	rest string
	// beneath says that the walk must not go above base.
	beneath bool

	links  int // links followed
	climbs int // steps made towards the root

	target *Process // read when it is asked for
}

const (
	maxLinks  = 40 // MAXSYMLINKS
	maxClimbs = 8192

	// Flags of openat2 that concern single steps.
	stepResolve = unix.RESOLVE_NO_XDEV | resolveCached
	// RESOLVE_CACHED (Linux 5.12).
	resolveCached = 0x20
	// ST_NOSYMFOLLOW, of mounts on which no link is followed (Linux 5.10).
	noSymFollow = 0x2000
)

func (w *walk) close() {
	for _, fd := range []int{w.root, w.base, w.cur} {
		if fd >= 0 {
			unix.Close(fd)
		}
	}
}

func (w *walk) open(a at, path string, mayBeEmpty bool) (int, error) {
	const scopes = unix.RESOLVE_BENEATH | unix.RESOLVE_IN_ROOT
	const known = scopes | stepResolve | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_MAGICLINKS
	if w.how.Resolve&^known != 0 || w.how.Resolve&scopes == scopes {
		return -1, unix.EINVAL
	}
	switch {
	case path == "" && mayBeEmpty:
		return unix.FcntlInt(uintptr(a.pin), unix.F_DUPFD_CLOEXEC, 0)
	case path == "":
		return -1, unix.ENOENT
	}
	absolute := path[0] == '/'
	w.beneath = w.how.Resolve&unix.RESOLVE_BENEATH != 0
	if absolute && w.beneath {
		return -1, unix.EXDEV
	}
	var err error
	if w.how.Resolve&unix.RESOLVE_IN_ROOT != 0 {
		if !a.pinned {
			return -1, unix.EXDEV
		}
		unix.Close(w.root)
		w.root, err = unix.FcntlInt(uintptr(a.pin), unix.F_DUPFD_CLOEXEC, 0)
	} else if !absolute {
		w.base, err = unix.FcntlInt(uintptr(a.pin), unix.F_DUPFD_CLOEXEC, 0)
	}
	if err != nil {
		return -1, err
	}
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
		if fd, err = w.steps(); err != nil || fd >= 0 {
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

// procName returns where, in its directory in /proc, the target has a descriptor.
func procName(dirfd int) string {
	if dirfd == unix.AT_FDCWD {
		return "cwd"
	}
	return "fd/" + strconv.Itoa(dirfd)
}

// openStart opens the directory that a relative path starts from.
func (w *walk) openStart(dirfd int, any bool) (int, error) {
	if any {
		fd, err := openPath(w.proc, procName(dirfd), 0)
		if err == unix.ENOENT && dirfd != unix.AT_FDCWD || dirfd < 0 && dirfd != unix.AT_FDCWD {
			return -1, unix.EBADF
		}
		return fd, err
	}
	if dirfd < 0 && dirfd != unix.AT_FDCWD {
		return -1, unix.EBADF
	}
	fd, err := openPath(w.proc, procName(dirfd), unix.O_DIRECTORY)
	if err == unix.ENOENT && dirfd != unix.AT_FDCWD {
		return -1, unix.EBADF
	}
	return fd, err
}

// openat2 is openat2(2). An interrupted open is tried again.
func openat2(dir int, path string, how unix.OpenHow) (int, error) {
	for {
		fd, err := unix.Openat2(dir, path, &how)
		if err != unix.EINTR {
			return fd, err
		}
	}
}

// step opens one component as a name only.
func (w *walk) step(dir int, name string, flags uint64) (int, error) {
	return openat2(dir, name, unix.OpenHow{
		Flags:   flags | unix.O_PATH | unix.O_NOFOLLOW | unix.O_CLOEXEC,
		Resolve: w.how.Resolve&stepResolve | unix.RESOLVE_NO_SYMLINKS,
	})
}

// baseFD returns the descriptor of base, and what keeps a path from leaving it.
func (w *walk) baseFD() (fd int, scope uint64) {
	if w.base >= 0 {
		return w.base, unix.RESOLVE_BENEATH
	}
	return w.root, unix.RESOLVE_IN_ROOT
}

// here returns the descriptor of the position.
func (w *walk) here() int {
	if w.cur >= 0 {
		return w.cur
	}
	fd, _ := w.baseFD()
	return fd
}

// openRest lets the kernel walk all that is left, without links.
func (w *walk) openRest() (int, error) {
	base, scope := w.baseFD()
	if w.beneath {
		scope = unix.RESOLVE_BENEATH
	}
	how := w.how
	how.Resolve = how.Resolve&stepResolve | unix.RESOLVE_NO_SYMLINKS | scope
	path := w.rest
	if len(w.names) > 0 {
		path = strings.Join(w.names, "/") + "/" + path
	}
	return openat2(base, path, how)
}

// steps walks component by component. It returns the open file at the path's end, or -1
// after it has followed a link.
func (w *walk) steps() (int, error) {
	for {
		name, after, last := component(w.rest)
		switch {
		case name == ".." && w.beneath && len(w.names) == 0:
			return -1, unix.EXDEV
		case name == "..":
			if err := faccessat2(w.here(), 1, unix.AT_EACCESS); err != nil {
				return -1, err
			}
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
			// what it says of the supervisor says nothing of the target.
			if err != unix.ELOOP && (err != unix.EACCES || !w.isLink(name)) {
				return fd, err
			}
			return w.follow(name, after, true)
		default:
			fd, err := w.step(w.here(), name, unix.O_DIRECTORY)
			if err == unix.ENOTDIR || err == unix.ELOOP {
				return w.follow(name, after, false)
			}
			if err != nil {
				return -1, err
			}
			w.move(fd)
			w.names = append(w.names, name)
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

// openLast opens a component as the caller wants it, but follows no link.
func (w *walk) openLast(name string) (int, error) {
	how := w.how
	how.Resolve = how.Resolve&stepResolve | unix.RESOLVE_NO_SYMLINKS
	return openat2(w.here(), name, how)
}

// move makes fd the position.
func (w *walk) move(fd int) {
	if w.cur >= 0 {
		unix.Close(w.cur)
	}
	w.cur = fd
}

// rebase makes fd, or the root for -1, the base and the position.
func (w *walk) rebase(fd int) {
	w.move(-1)
	w.names = w.names[:0]
	if w.base >= 0 {
		unix.Close(w.base)
	}
	w.base = fd
}

// up goes to the parent directory.
func (w *walk) up() error {
	if len(w.names) == 0 {
		if w.base < 0 {
			return nil // the root is its own parent
		}
		return w.climb()
	}
	w.names = w.names[:len(w.names)-1]
	if len(w.names) == 0 {
		w.move(-1)
		return nil
	}
	base, scope := w.baseFD()
	fd, err := openat2(base, strings.Join(w.names, "/"), unix.OpenHow{
		Flags:   unix.O_PATH | unix.O_DIRECTORY | unix.O_CLOEXEC,
		Resolve: w.how.Resolve&stepResolve | unix.RESOLVE_NO_SYMLINKS | scope,
	})
	if err != nil {
		return err
	}
	w.move(fd)
	return nil
}

// climb goes from base to its parent, which must be inside of the root.
func (w *walk) climb() error {
	root, err := walkID(w.root)
	if err != nil {
		return err
	}
	id, err := walkID(w.base)
	if err != nil {
		return err
	}
	if id == root {
		w.rebase(-1)
		return nil
	}
	parent, err := w.step(w.base, "..", unix.O_DIRECTORY)
	if err != nil {
		return err
	}
	if err := w.inside(parent, root); err != nil {
		unix.Close(parent)
		return err
	}
	w.rebase(parent)
	return nil
}

// inside returns nil if a directory is the root or below it.
func (w *walk) inside(dir int, root identity) error {
	for at := dir; ; {
		id, err := walkID(at)
		if err != nil || id == root {
			if at != dir {
				unix.Close(at)
			}
			return err
		}
		if w.climbs++; w.climbs > maxClimbs {
			err = unix.ELOOP
		}
		up := -1
		if err == nil {
			up, err = openPath(at, "..", unix.O_DIRECTORY)
		}
		if at != dir {
			unix.Close(at)
		}
		if err != nil {
			return err
		}
		if upID, err := walkID(up); err != nil || upID == id {
			unix.Close(up)
			if err == nil {
				err = unix.EXDEV // the top, and the root was not on the way
			}
			return err
		}
		at = up
	}
}

// identity tells apart all the places in all mount namespaces.
type identity struct {
	major, minor uint32
	ino, mount   uint64
}

func walkID(fd int) (identity, error) {
	var st unix.Statx_t
	if err := unix.Statx(fd, "", unix.AT_EMPTY_PATH|unix.AT_STATX_DONT_SYNC, unix.STATX_INO|unix.STATX_MNT_ID, &st); err != nil {
		return identity{}, err
	}
	// Linux before 5.8 leaves the mount at 0: then the root mounted into itself a
	// second time passes for the root, which leads nowhere else.
	return identity{st.Dev_major, st.Dev_minor, st.Ino, st.Mnt_id}, nil
}

// follow puts the text of a link in its place, or goes where it leads. last is whether
// the link is the last component; after comes after it. The descriptor is -1 unless
// that opened the file.
func (w *walk) follow(name, after string, last bool) (int, error) {
	link, err := w.step(w.here(), name, 0)
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
	if st.Mode&unix.S_IFMT != unix.S_IFLNK {
		if !last && st.Mode&unix.S_IFMT != unix.S_IFDIR {
			return -1, unix.ENOTDIR
		}
		return -1, nil // it has been exchanged: look again
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
		if text, err = readlinkat(link, ""); err != nil {
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
	return -1, nil
}

// toRoot makes the root the position.
func (w *walk) toRoot() error {
	if w.how.Resolve&unix.RESOLVE_NO_XDEV != 0 {
		from, err := walkID(w.here())
		if err != nil {
			return err
		}
		to, err := walkID(w.root)
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

// protectedSymlinks reports whether links in directories such as /tmp are followed only
// for their owners, and for the directory's.
var protectedSymlinks = func() bool {
	b, err := os.ReadFile("/proc/sys/fs/protected_symlinks")
	return err == nil && len(b) > 0 && b[0] != '0'
}

// isLink says whether a component is a symbolic link.
func (w *walk) isLink(name string) bool {
	fd, err := w.step(w.here(), name, 0)
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
	var dir unix.Stat_t
	if err := unix.Fstat(w.here(), &dir); err != nil {
		return err
	}
	const shared = unix.S_ISVTX | unix.S_IWOTH
	if dir.Mode&shared != shared || dir.Uid == owner || !protectedSymlinks() {
		return nil
	}
	target, err := w.process()
	if err != nil {
		return err
	}
	if target.FSUID != owner {
		return unix.EACCES
	}
	return nil
}

func (w *walk) process() (*Process, error) {
	if w.target == nil {
		b, err := readFileAt(w.proc, "status")
		if err != nil {
			return nil, err
		}
		p := new(Process)
		if err := p.parseStatus(b); err != nil {
			return nil, err
		}
		w.target = p
	}
	return w.target, nil
}

// procRootIno is the inode number of the root of every procfs.
const procRootIno = 1

// procLink says of a link on a procfs in the current directory whether it is a magic
// one, which has no text to go by, and gives the text of those that mean whoever reads
// them. For the others the text is empty.
func (w *walk) procLink(name string) (text string, magic bool, err error) {
	var st unix.Stat_t
	if err := unix.Fstat(w.here(), &st); err != nil {
		return "", false, err
	}
	if st.Ino == procRootIno {
		if name != "self" && name != "thread-self" {
			return "", false, nil
		}
		process, thread, err := w.numbersIn(w.here())
		if name == "self" {
			return process, false, err
		}
		return process + "/task/" + thread, false, err
	}
	fd, err := openat2(w.here(), name, unix.OpenHow{
		Flags:   unix.O_PATH | unix.O_CLOEXEC,
		Resolve: unix.RESOLVE_NO_MAGICLINKS,
	})
	if err == nil {
		unix.Close(fd)
	}
	return "", err == unix.ELOOP, nil
}

// numbersIn returns the numbers of the target's process and thread in the procfs with
// that root, whose PID namespace need not be the supervisor's or the target's. It
// tries the numbers that the target has in each of its namespaces. The
// one that it finds is the target if it has the same innermost namespace and number:
// that is how the kernel names a task, so nobody can make up another.
func (w *walk) numbersIn(root int) (process, thread string, err error) {
	target, err := w.process()
	if err != nil {
		return "", "", err
	}
	var there, ours unix.Stat_t
	if unix.Fstat(root, &there) == nil && unix.Lstat("/proc", &ours) == nil && there.Dev == ours.Dev && len(target.NSTGID) > 0 {
		// The one in which we have found the target.
		return strconv.Itoa(target.NSTGID[0]), strconv.Itoa(target.NSTID[0]), nil
	}
	space, err := readlinkat(w.proc, "ns/pid")
	if err != nil {
		return "", "", os.NewSyscallError("readlink /proc/PID/ns/pid", err)
	}
	if len(target.NSTID) == 0 || len(target.NSTID) != len(target.NSTGID) {
		return "", "", unix.ENOENT
	}
	own := target.NSTID[len(target.NSTID)-1]
	for i := range target.NSTID {
		process, thread = strconv.Itoa(target.NSTGID[i]), strconv.Itoa(target.NSTID[i])
		dir, err := openPath(root, process+"/task/"+thread, unix.O_DIRECTORY)
		if err != nil {
			continue
		}
		var found Process
		there, err := readlinkat(dir, "ns/pid")
		if err == nil && there == space {
			var status []byte
			if status, err = readFileAt(dir, "status"); err == nil {
				err = found.parseStatus(status)
			}
		}
		unix.Close(dir)
		if err == nil && len(found.NSTID) > 0 && found.NSTID[len(found.NSTID)-1] == own {
			return process, thread, nil
		}
	}
	return "", "", unix.ENOENT // as the kernel tells a reader who is not in there
}

// jump follows a magic link in the current directory, if it may.
func (w *walk) jump(name, after string, last bool) (int, error) {
	switch {
	case w.how.Resolve&unix.RESOLVE_NO_MAGICLINKS != 0:
		return -1, unix.ELOOP
	case w.how.Resolve&(unix.RESOLVE_BENEATH|unix.RESOLVE_IN_ROOT) != 0:
		return -1, unix.EXDEV
	}
	own, err := w.targetsOwn(name)
	if err != nil {
		return -1, err
	}
	if !own {
		return -1, unix.ELOOP
	}
	how := w.how
	how.Resolve &= stepResolve
	if last && after == "" && name != "root" {
		return openat2(w.here(), name, how)
	}
	how.Flags, how.Mode = unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0
	fd, err := openat2(w.here(), name, how)
	if err != nil {
		return -1, err
	}
	if name == "root" {
		// Another thread of the process may have another root than the caller.
		defer unix.Close(fd)
		there, err := walkID(fd)
		if err != nil {
			return -1, err
		}
		if root, err := walkID(w.root); err != nil || there != root {
			return -1, unix.ELOOP
		}
		fd = -1
	}
	w.rebase(fd)
	w.rest = relative(after)
	return -1, nil
}

// targetsOwn reports whether a magic link in the current directory is one of the
// target's that may be followed.
func (w *walk) targetsOwn(name string) (bool, error) {
	here, err := walkID(w.here())
	if err != nil {
		return false, err
	}
	root, err := w.procRoot()
	if err != nil || root < 0 {
		return false, err
	}
	defer unix.Close(root)
	process, thread, err := w.numbersIn(root)
	if err != nil {
		// A procfs in which the target is not has no link of the target's.
		return false, nil
	}
	for _, dir := range []string{process, thread, process + "/task/" + thread} {
		if !slices.Contains([]string{"cwd", "exe", "root"}, name) {
			dir += "/fd"
		}
		fd, err := openPath(root, dir, unix.O_DIRECTORY)
		if err != nil {
			continue
		}
		id, err := walkID(fd)
		unix.Close(fd)
		if err == nil && id == here {
			return true, nil
		}
	}
	return false, nil
}

// procRoot opens the root of the procfs that the current directory is in, at the most
// four levels up, or returns -1 where there is none.
func (w *walk) procRoot() (int, error) {
	at, err := openPath(w.here(), ".", unix.O_DIRECTORY)
	for range 5 {
		if err != nil {
			return -1, err
		}
		var st unix.Stat_t
		var fs unix.Statfs_t
		if unix.Fstat(at, &st) != nil || unix.Fstatfs(at, &fs) != nil || fs.Type != unix.PROC_SUPER_MAGIC {
			break
		}
		if st.Ino == procRootIno {
			return at, nil
		}
		var up int
		up, err = openPath(at, "..", unix.O_DIRECTORY)
		unix.Close(at)
		at = up
	}
	if err == nil {
		unix.Close(at)
	}
	return -1, nil
}

func openPath(dir int, path string, flags int) (int, error) {
	return openat4(dir, path, flags|unix.O_PATH)
}

func readlinkat(dir int, path string) (string, error) {
	buf := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(dir, path, buf)
	if err != nil {
		return "", err
	}
	return string(buf[:n]), nil
}

func readFileAt(dir int, path string) ([]byte, error) {
	fd, err := openat4(dir, path, unix.O_RDONLY)
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

func procError(op string, err error) error {
	if err == unix.ENOENT || err == unix.ESRCH {
		return hiddenError("/proc does not show the target; is it mounted with hidepid?")
	}
	return os.NewSyscallError(op, err)
}

func openat4(dir int, path string, flags int) (int, error) {
	return openat(dir, path, flags|unix.O_CLOEXEC|unix.O_NOCTTY, 0)
}
func hiddenError(why string) error { return unix.ESRCH }

func (p *process) parseStatus(b []byte) error {
	var seen int
	for line := range bytes.Lines(b) {
		key, value, ok := strings.Cut(string(line), ":")
		if !ok {
			continue
		}
		f := strings.Fields(value)
		var err error
		switch key {
		case "Name":
			p.Comm = strings.TrimSuffix(strings.TrimPrefix(value, "\t"), "\n")
			continue
		case "Umask":
			var v uint64
			if len(f) == 1 {
				v, err = strconv.ParseUint(f[0], 8, 32)
				p.Umask = uint32(v)
			}
		case "Tgid":
			var ids []int
			if ids, err = decimals(f); err == nil && len(ids) == 1 {
				p.TGID = ids[0]
				seen++
			}
		case "Uid":
			var ids []uint32
			if ids, err = unsigneds(f); err == nil && len(ids) == 4 {
				p.RealUID, p.UID, p.SavedUID, p.FSUID = ids[0], ids[1], ids[2], ids[3]
				seen++
			}
		case "Gid":
			var ids []uint32
			if ids, err = unsigneds(f); err == nil && len(ids) == 4 {
				p.RealGID, p.GID, p.SavedGID, p.FSGID = ids[0], ids[1], ids[2], ids[3]
				seen++
			}
		case "Groups":
			p.Groups, err = unsigneds(f)
		case "NStgid":
			p.NSTGID, err = decimals(f)
		case "NSpid":
			p.NSTID, err = decimals(f)
		}
		if err != nil {
			return fmt.Errorf("seccompstream: /proc/PID/status: %q: %w", line, unix.EPROTO)
		}
	}
	if seen != 3 || p.TGID <= 0 {
		return fmt.Errorf("seccompstream: /proc/PID/status: not the expected lines: %w", unix.EPROTO)
	}
	return nil
}

func decimals(fields []string) ([]int, error) {
	ids := make([]int, len(fields))
	for i, f := range fields {
		id, err := strconv.ParseUint(f, 10, 31)
		if err != nil {
			return nil, err
		}
		ids[i] = int(id)
	}
	return ids, nil
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

// walk pins what a path of the target's names, or opens it.
func (j *job) walk(a at, how unix.OpenHow) (int, error) {
	if a.err != nil {
		return -1, a.err
	}
	if err := j.anchor(&a, how.Resolve); err != nil {
		return -1, err
	}
	w := &walk{proc: j.proc, how: how, root: -1, base: -1, cur: -1}
	w.how.Flags |= unix.O_CLOEXEC
	defer w.close()
	if !j.own {
		// The target's own files in /proc may be closed to its rights outside of itself.
		if _, err := w.process(); err != nil {
			return -1, j.gone(err)
		}
	}
	fd := -1
	err := j.as(func() (err error) {
		w.root, err = unix.FcntlInt(uintptr(j.rootPin), unix.F_DUPFD_CLOEXEC, 0)
		if err != nil {
			return err
		}
		fd, err = w.open(a, a.path, a.empty)
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
	w := &walk{proc: j.proc}
	fd, err := w.openStart(a.dir, a.path == "")
	if err != nil {
		return j.gone(err)
	}
	a.pin, a.pinned = j.hold(fd), true
	return nil
}

func (j *job) needRoot() error {
	if j.rootPin < 0 {
		root, err := openPath(j.proc, "root", unix.O_DIRECTORY)
		if err != nil {
			return j.gone(err)
		}
		j.rootPin = root
	}
	return nil
}
