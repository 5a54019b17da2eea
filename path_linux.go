//go:build cgo

package seccompstream

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/osfile"
)

// OpenPath opens the file that a path of the target's means, as an open(2) by the
// target would find it: from the target's root directory, its working directory or
// its descriptor, in its mount namespace. The arguments are indexes into Args: those of
// the directory's descriptor and of the path, which for openat(2) are 0 and 1.
// dirfdArg -1 means the working directory, as for open(2). The path is read once; what
// it means is decided while it is walked, one directory after the other, and the
// result is the open file itself, so that nothing of it can be exchanged afterwards.
// The caller closes the file. The close-on-exec flag is set, and O_NOCTTY.
//
// how is what openat2(2) takes, and is the caller's: nothing of the target's own flags,
// such as O_NOFOLLOW, is taken over, and openat2 refuses flags (EINVAL) that open
// ignores. All RESOLVE_* flags are honoured, with the meaning that they have for
// a call by the target; with RESOLVE_IN_ROOT the target's descriptor or working
// directory is the root. With O_PATH the file is only named: nothing happens to it, and
// [os.File.Stat] tells what it is. Without, opening has the effects that it always has:
// a FIFO blocks until its other end is open unless O_NONBLOCK is set, O_TRUNC
// truncates, and a FUSE file system of the target's takes the time that it likes.
//
// # Whose rights
//
// The file is opened with the credentials of the supervisor, not of the target. A
// supervisor that runs as root opens what the target itself could not: /etc/shadow, a
// read-only descriptor's file for writing. It is the supervisor that must decide
// whether the target may have the result, on the open file and not on the path,
// [Notification.Process] has the IDs to go by. A file that O_CREAT makes belongs to the
// supervisor, and has the mode less the supervisor's umask; [Process].Umask is the
// target's. A supervisor that runs as the same user as its target, as with package
// launch, has none of these differences. The rule of protected_symlinks, see
// proc_sys_fs(5), is applied to the target's FSUID.
//
// # What can be reached
//
// Symbolic links are followed, 40 at the most, absolute ones from the target's root, and
// ".." does not leave it, nor does any change that the target or somebody else makes to
// the tree meanwhile. What the target holds that is outside of its root, a descriptor or
// working directory, is where a relative path starts, as it is for the target, but ".."
// does not lead further out: EXDEV.
//
// /proc/self and /proc/thread-self mean the target, by the numbers that it has in the
// PID namespace of that procfs. Of the magic links in there, those of the target itself
// named fd/N, cwd and exe are followed, for without them /dev/stdin and the like could
// not be opened, and root, where that is the root of the thread; they lead to what
// the target has already, although the supervisor's rights decide how it is opened.
// All other magic links are refused with ELOOP: those of another process lead
// wherever the supervisor's rights reach, a path out of the root that the target's own
// rights might have barred.
//
// # Errors
//
// They are those of openat2(2), as [*os.SyscallError]: ENOENT for an empty path, unless
// the call takes AT_EMPTY_PATH and has it set, EBADF for a directory that the target
// does not have open, ENAMETOOLONG for a path of more than 4095 bytes, EFAULT for one
// that cannot be read, and EACCES or EPERM for a target that the supervisor may not
// look into; see [Memory]. An index that is none gives EINVAL. [ErrExpired] says that
// the call is over, and ESRCH that the target is not visible, as
// [Notification.Process] has it. It needs Linux 5.6, and /proc.
func (n Notification) OpenPath(dirfdArg, pathArg int, how OpenHow) (*os.File, error) {
	return n.openNamed("OpenPath", dirfdArg, pathArg, how, func(path string) (string, bool) {
		return path, n.takesEmptyPath(pathArg)
	})
}

// openNamed opens what choose makes of a path of the target's; choose also says whether
// an empty path means the directory argument itself.
func (n Notification) openNamed(op string, dirfdArg, pathArg int, how OpenHow, choose func(path string) (string, bool)) (*os.File, error) {
	if dirfdArg < -1 || dirfdArg >= len(n.Args) || pathArg < 0 || pathArg >= len(n.Args) {
		return nil, fmt.Errorf("seccompstream: %s: no arguments %d and %d: %w", op, dirfdArg, pathArg, unix.EINVAL)
	}
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
	dirfd := unix.AT_FDCWD
	if dirfdArg >= 0 {
		dirfd = int(int32(uint32(n.Args[dirfdArg]))) // the kernel takes an int
	}
	w := &walk{proc: proc, how: how, root: -1, base: -1, cur: -1}
	w.how.Flags |= unix.O_CLOEXEC
	if how.Flags&unix.O_PATH == 0 {
		w.how.Flags |= unix.O_NOCTTY
	}
	defer w.close()
	path, mayBeEmpty := choose(path)
	fd, err := w.open(dirfd, path, mayBeEmpty)
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

func (w *walk) open(dirfd int, path string, mayBeEmpty bool) (int, error) {
	const scopes = unix.RESOLVE_BENEATH | unix.RESOLVE_IN_ROOT
	const known = scopes | stepResolve | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_MAGICLINKS
	if w.how.Resolve&^known != 0 || w.how.Resolve&scopes == scopes {
		return -1, unix.EINVAL
	}
	switch {
	case path == "" && mayBeEmpty:
		return w.openObject(dirfd)
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
		w.root, err = w.openStart(dirfd)
	} else {
		w.root, err = openPath(w.proc, "root", unix.O_DIRECTORY)
		err = procError("open /proc/PID/root", err)
		if err == nil && !absolute {
			w.base, err = w.openStart(dirfd)
		}
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
func (w *walk) openStart(dirfd int) (int, error) {
	if dirfd < 0 && dirfd != unix.AT_FDCWD {
		return -1, unix.EBADF
	}
	fd, err := openPath(w.proc, procName(dirfd), unix.O_DIRECTORY)
	if err == unix.ENOENT && dirfd != unix.AT_FDCWD {
		return -1, unix.EBADF
	}
	return fd, err
}

// openObject opens what a descriptor of the target's refers to.
func (w *walk) openObject(dirfd int) (int, error) {
	if dirfd < 0 && dirfd != unix.AT_FDCWD {
		return -1, unix.EBADF
	}
	how := w.how
	how.Flags &^= unix.O_NOFOLLOW // the link is ours
	how.Resolve = 0
	fd, err := openat2(w.proc, procName(dirfd), how)
	if err == unix.ENOENT && dirfd != unix.AT_FDCWD {
		err = unix.EBADF
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
	root, err := fileID(w.root)
	if err != nil {
		return err
	}
	id, err := fileID(w.base)
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
		id, err := fileID(at)
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
		if upID, err := fileID(up); err != nil || upID == id {
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

func fileID(fd int) (identity, error) {
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
		from, err := fileID(w.here())
		if err != nil {
			return err
		}
		to, err := fileID(w.root)
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
		there, err := fileID(fd)
		if err != nil {
			return -1, err
		}
		if root, err := fileID(w.root); err != nil || there != root {
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
	here, err := fileID(w.here())
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
		id, err := fileID(fd)
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
