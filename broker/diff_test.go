//go:build linux && cgo

package broker_test

import (
	"bufio"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

var (
	diffCalls = flag.Int("broker.calls", 4000, "calls of each run of TestDifferential")
	diffSeed  = flag.Uint64("broker.seed", 1, "seed of TestDifferential")
)

func init() { targets["differential"] = differential }

// differential makes calls by chance in its working directory, and says what becomes of each.
// Its arguments are the seed, the number of calls, and the user to become, or -1.
func differential(w *bufio.Writer, args []string) {
	runtime.LockOSThread()
	if !boxed() {
		panic("this would do harm here")
	}
	seed, _ := strconv.ParseUint(args[0], 10, 64)
	calls, _ := strconv.Atoi(args[1])
	uid, _ := strconv.Atoi(args[2])
	d := &differ{r: rand.New(rand.NewPCG(seed, 16)), w: w, user: uid >= 0}
	syscall.Umask(0o022)
	if uid >= 0 {
		// Threads of other rights than the process's: calls of the kernel, not of package syscall.
		for _, c := range [][4]uintptr{{unix.SYS_SETGROUPS, 0, 0}, {unix.SYS_SETRESGID, uintptr(uid), uintptr(uid), uintptr(uid)}, {unix.SYS_SETRESUID, uintptr(uid), uintptr(uid), uintptr(uid)}} {
			if _, _, errno := syscall.RawSyscall(c[0], c[1], c[2], c[3]); errno != 0 {
				say(w, "become: %v", errno)
				return
			}
		}
	}
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 1, 0, 0, 0); err != nil { // or /proc/self is root's
		say(w, "prctl: %v", err)
	}
	for i := range calls {
		d.i = i
		d.step()
	}
	for _, fd := range d.fds {
		syscall.Close(fd)
	}
	d.left()
	d.tree()
}

type differ struct {
	r   *rand.Rand
	w   *bufio.Writer
	i   int
	fds []int
	// user says that this is not root. What climbs out of its directory then may meet directories
	// above that it may not search, which the broker must, to know where it is.
	user bool
}

func (d *differ) pick(of ...string) string { return of[d.r.IntN(len(of))] }

func oneOf[T any](d *differ, of ...T) T { return of[d.r.IntN(len(of))] }

// path returns a path that is more likely than not to mean something.
func (d *differ) path() string {
	if d.r.IntN(40) == 0 {
		return d.pick("", "/", ".", "..", "./.", "/dev/null", "/proc/self/fd/0", "/proc/self/status", "/proc/thread-self", "/proc/self",
			strings.Repeat("n", 256), strings.Repeat("p/", 2048), "/dev/fd/0", "/nonexistent/x", "/proc/self/cwd", "/etc/shadow", "/etc/passwd")
	}
	name := func() string { return d.pick("a", "b", "c", "d", "e", "f", "sticky", "setgid", "link", "..") }
	p := name()
	for p == ".." && d.user {
		p = name()
	}
	for d.r.IntN(3) == 0 {
		p += "/" + name()
	}
	if d.r.IntN(15) == 0 {
		p += "/"
	}
	if d.r.IntN(25) == 0 {
		p += "/."
	}
	return p
}

func (d *differ) mode() uint32 {
	return oneOf[uint32](d, 0o755, 0o700, 0o644, 0o600, 0o666, 0o777, 0, 0o400, 0o2755, 0o1777, 0o4711, 0o100644, 0o7777, 0o170777, 0xffff)
}

func ptr(s string) uintptr {
	b := append([]byte(s), 0)
	kept = append(kept, b)
	if len(kept) > 16 {
		kept = kept[1:]
	}
	return uintptr(unsafe.Pointer(&b[0]))
}

// kept keeps what calls point to.
var kept [][]byte

// addressOf returns the address of what a call reads or writes. It is kept, so that it is on the heap and stays
// where it is: a goroutine's stack moves when it grows, also on the way to the call.
func addressOf(p unsafe.Pointer) uintptr {
	held = p
	return uintptr(p)
}

var held unsafe.Pointer

func (d *differ) call(name string, nr uintptr, args ...uintptr) (uintptr, syscall.Errno) {
	a := append(slices.Clone(args), 0, 0, 0, 0, 0, 0)
	r, _, errno := syscall.Syscall6(nr, a[0], a[1], a[2], a[3], a[4], a[5])
	if errno != 0 {
		fmt.Fprintf(d.w, "%d %s: %v\n", d.i, name, errno)
	}
	return r, errno
}

func (d *differ) did(name string, format string, args ...any) {
	fmt.Fprintf(d.w, "%d %s: %s\n", d.i, name, fmt.Sprintf(format, args...))
}

// dir returns a descriptor argument and what it is.
func (d *differ) dir() (uintptr, string) {
	at := unix.AT_FDCWD
	if len(d.fds) > 0 && d.r.IntN(4) == 0 {
		i := d.r.IntN(len(d.fds))
		return uintptr(d.fds[i]), fmt.Sprintf("fd%d", i)
	}
	if d.r.IntN(50) == 0 {
		bad := -1
		return uintptr(bad), "bad"
	}
	return uintptr(at), "cwd"
}

func statString(st *unix.Stat_t) string {
	size := st.Size
	if st.Mode&unix.S_IFMT == unix.S_IFDIR {
		size = 0
	}
	nlink, uid, gid := links(st.Mode, st.Nlink), st.Uid, st.Gid
	if st.Mode&unix.S_IFMT == unix.S_IFCHR {
		uid, gid = 0, 0 // container runtimes change the owner of /dev/null for a moment
	}
	return fmt.Sprintf("mode %o nlink %d uid %d gid %d size %d rdev %d", st.Mode, nlink, uid, gid, size, st.Rdev)
}

// links returns how many links to count. /proc/PID/task has one for each thread, which come and go.
func links[N uint32 | uint64](mode uint32, n N) N {
	if mode == unix.S_IFDIR|0o555 {
		return 0
	}
	return n
}

func (d *differ) step() {
	p, q := d.path(), d.path()
	dir, dirName := d.dir()
	dir2, dirName2 := d.dir()
	switch d.r.IntN(32) {
	case 0, 1, 2, 3, 4:
		flags := oneOf(d, unix.O_RDONLY, unix.O_WRONLY, unix.O_RDWR, 3) | oneOf(d, 0, 0, 0, unix.O_CREAT, unix.O_CREAT, unix.O_CREAT|unix.O_EXCL, unix.O_TRUNC, unix.O_CREAT|unix.O_TRUNC, unix.O_TMPFILE, unix.O_DIRECTORY, unix.O_NOFOLLOW, unix.O_CREAT|unix.O_NOFOLLOW, unix.O_PATH, unix.O_APPEND, unix.O_PATH|unix.O_NOFOLLOW, unix.O_CREAT|unix.O_DIRECTORY, 0o20000000) | oneOf(d, 0, unix.O_CLOEXEC) | unix.O_NONBLOCK
		mode := d.mode()
		name := fmt.Sprintf("openat(%s, %.40q, %#x, %o)", dirName, p, flags, mode)
		fd, errno := d.call(name, unix.SYS_OPENAT, dir, ptr(p), uintptr(flags), uintptr(mode))
		d.opened(name, int(fd), errno)
	case 5:
		how := unix.OpenHow{
			Flags:   uint64(oneOf(d, unix.O_RDONLY, unix.O_WRONLY|unix.O_CREAT, unix.O_RDWR, unix.O_RDONLY|unix.O_DIRECTORY, unix.O_RDONLY|1<<40) | unix.O_NONBLOCK),
			Resolve: oneOf[uint64](d, 0, 0, unix.RESOLVE_BENEATH, unix.RESOLVE_IN_ROOT, unix.RESOLVE_NO_SYMLINKS, unix.RESOLVE_NO_MAGICLINKS, unix.RESOLVE_NO_XDEV, 1<<20),
		}
		if how.Flags&unix.O_CREAT != 0 || d.r.IntN(20) == 0 {
			how.Mode = 0o640
		}
		size := oneOf(d, 24, 24, 24, 24, 24, 16, 0)
		name := fmt.Sprintf("openat2(%s, %.40q, %+v, %d)", dirName, p, how, size)
		fd, errno := d.call(name, unix.SYS_OPENAT2, dir, ptr(p), addressOf(unsafe.Pointer(&how)), uintptr(size))
		d.opened(name, int(fd), errno)
	case 6, 7:
		d.call(fmt.Sprintf("mkdirat(%s, %.40q)", dirName, p), unix.SYS_MKDIRAT, dir, ptr(p), uintptr(d.mode()))
	case 8:
		mode := oneOf[uint32](d, unix.S_IFIFO, unix.S_IFREG, 0, unix.S_IFSOCK, unix.S_IFCHR, unix.S_IFDIR, unix.S_IFLNK) | 0o666
		d.call(fmt.Sprintf("mknodat(%s, %.40q, %o)", dirName, p, mode), unix.SYS_MKNODAT, dir, ptr(p), uintptr(mode), uintptr(unix.Mkdev(1, 3)))
	case 9, 10:
		// With O_CREAT the kernel looks at the slash before it looks at what is before it, in a link, too.
		q = strings.TrimRight(q, "/")
		d.call(fmt.Sprintf("symlinkat(%.40q, %s, %.40q)", q, dirName, p), unix.SYS_SYMLINKAT, ptr(q), dir, ptr(p))
	case 11, 12:
		flags := oneOf(d, 0, 0, unix.AT_SYMLINK_FOLLOW, unix.AT_EMPTY_PATH, 1<<30)
		if flags == unix.AT_EMPTY_PATH && d.r.IntN(2) == 0 {
			p = ""
		}
		d.call(fmt.Sprintf("linkat(%s, %.40q, %s, %.40q, %#x)", dirName, p, dirName2, q, flags), unix.SYS_LINKAT, dir, ptr(p), dir2, ptr(q), uintptr(flags))
	case 13, 14:
		flags := oneOf(d, 0, 0, unix.AT_REMOVEDIR, unix.AT_REMOVEDIR, 1)
		d.call(fmt.Sprintf("unlinkat(%s, %.40q, %#x)", dirName, p, flags), unix.SYS_UNLINKAT, dir, ptr(p), uintptr(flags))
	case 15, 16:
		flags := oneOf(d, 0, 0, 0, unix.RENAME_NOREPLACE, unix.RENAME_EXCHANGE, unix.RENAME_NOREPLACE|unix.RENAME_EXCHANGE, 64)
		d.call(fmt.Sprintf("renameat2(%s, %.40q, %s, %.40q, %d)", dirName, p, dirName2, q, flags), unix.SYS_RENAMEAT2, dir, ptr(p), dir2, ptr(q), uintptr(flags))
	case 17:
		mode := d.mode()
		d.call(fmt.Sprintf("fchmodat(%s, %.40q, %o)", dirName, p, mode), unix.SYS_FCHMODAT, dir, ptr(p), uintptr(mode))
	case 18:
		flags := oneOf(d, 0, unix.AT_SYMLINK_NOFOLLOW, unix.AT_EMPTY_PATH, 1)
		mode := d.mode()
		d.call(fmt.Sprintf("fchmodat2(%s, %.40q, %o, %#x)", dirName, p, mode, flags), 452, dir, ptr(p), uintptr(mode), uintptr(flags))
	case 19:
		flags := oneOf(d, 0, unix.AT_SYMLINK_NOFOLLOW, unix.AT_EMPTY_PATH, 1)
		none := -1
		uid, gid := oneOf(d, none, 0, 1000, 1001), oneOf(d, none, 0, 1000, 1001)
		d.call(fmt.Sprintf("fchownat(%s, %.40q, %d, %d, %#x)", dirName, p, uid, gid, flags), unix.SYS_FCHOWNAT, dir, ptr(p), uintptr(uid), uintptr(gid), uintptr(flags))
	case 20:
		size := oneOf[int64](d, 0, 1, 4096, -1)
		d.call(fmt.Sprintf("truncate(%.40q, %d)", p, size), unix.SYS_TRUNCATE, ptr(p), uintptr(size))
	case 21:
		flags := oneOf(d, 0, unix.AT_SYMLINK_NOFOLLOW, unix.AT_EMPTY_PATH, 1)
		ts := [2]unix.Timespec{{Sec: 1000, Nsec: oneOf[int64](d, 5, unix.UTIME_OMIT, 2e9)}, {Sec: 2000, Nsec: 7}}
		d.call(fmt.Sprintf("utimensat(%s, %.40q, %v, %#x)", dirName, p, ts, flags), unix.SYS_UTIMENSAT, dir, ptr(p), addressOf(unsafe.Pointer(&ts)), uintptr(flags))
	case 22, 23:
		var st unix.Stat_t
		flags := oneOf(d, 0, unix.AT_SYMLINK_NOFOLLOW, unix.AT_EMPTY_PATH, 1)
		if flags == unix.AT_EMPTY_PATH {
			p = oneOf(d, "", p)
		}
		name := fmt.Sprintf("newfstatat(%s, %.40q, %#x)", dirName, p, flags)
		if _, errno := d.call(name, unix.SYS_NEWFSTATAT, dir, ptr(p), addressOf(unsafe.Pointer(&st)), uintptr(flags)); errno == 0 && !strings.HasPrefix(p, "/proc") {
			d.did(name, "%s", statString(&st))
		}
	case 24:
		var st unix.Statx_t
		flags := oneOf(d, 0, unix.AT_SYMLINK_NOFOLLOW, unix.AT_EMPTY_PATH, 1, 0x6000)
		name := fmt.Sprintf("statx(%s, %.40q, %#x)", dirName, p, flags)
		if _, errno := d.call(name, unix.SYS_STATX, dir, ptr(p), uintptr(flags), unix.STATX_BASIC_STATS, addressOf(unsafe.Pointer(&st))); errno == 0 && !strings.HasPrefix(p, "/proc") {
			d.did(name, "mode %o nlink %d uid %d gid %d mask %#x", st.Mode, links(uint32(st.Mode), st.Nlink), st.Uid, st.Gid, st.Mask&unix.STATX_BASIC_STATS)
		}
	case 25:
		flags, mode := oneOf(d, 0, unix.AT_EACCESS, unix.AT_SYMLINK_NOFOLLOW, unix.AT_EMPTY_PATH, 1), oneOf(d, 0, 1, 2, 4, 6, 7, 8)
		d.call(fmt.Sprintf("faccessat2(%s, %.40q, %d, %#x)", dirName, p, mode, flags), unix.SYS_FACCESSAT2, dir, ptr(p), uintptr(mode), uintptr(flags))
	case 26:
		var b [64]byte
		size := oneOf(d, 64, 64, 2, 0)
		name := fmt.Sprintf("readlinkat(%s, %.40q, %d)", dirName, p, size)
		if n, errno := d.call(name, unix.SYS_READLINKAT, dir, ptr(p), addressOf(unsafe.Pointer(&b)), uintptr(size)); errno == 0 && !strings.HasPrefix(p, "/proc") {
			d.did(name, "%q", b[:n])
		}
	case 27:
		attr, value := d.pick("user.x", "user.y", "trusted.x", "security.x", "x", "", "user."+strings.Repeat("n", 250), "user."+strings.Repeat("n", 251)), d.pick("", "v", strings.Repeat("v", 100))
		nr := oneOf[uintptr](d, unix.SYS_SETXATTR, unix.SYS_LSETXATTR)
		flags := oneOf(d, 0, unix.XATTR_CREATE, unix.XATTR_REPLACE, 4)
		d.call(fmt.Sprintf("setxattr %d(%.40q, %.20q, %d)", nr, p, attr, flags), nr, ptr(p), ptr(attr), ptr(value), uintptr(len(value)), uintptr(flags))
	case 28:
		var b [128]byte
		attr := d.pick("user.x", "user.y", "trusted.x", "x", "system.posix_acl_access")
		nr := oneOf[uintptr](d, unix.SYS_GETXATTR, unix.SYS_LGETXATTR)
		size := oneOf(d, 128, 1, 0)
		name := fmt.Sprintf("getxattr %d(%.40q, %s, %d)", nr, p, attr, size)
		if n, errno := d.call(name, nr, ptr(p), ptr(attr), addressOf(unsafe.Pointer(&b)), uintptr(size)); errno == 0 {
			d.did(name, "%d %q", n, b[:min(int(n), size)])
		}
	case 29:
		var b [128]byte
		nr := oneOf[uintptr](d, unix.SYS_LISTXATTR, unix.SYS_LLISTXATTR)
		name := fmt.Sprintf("listxattr %d(%.40q)", nr, p)
		if n, errno := d.call(name, nr, ptr(p), addressOf(unsafe.Pointer(&b)), 128); errno == 0 {
			d.did(name, "%q", b[:n])
		}
		d.call(fmt.Sprintf("removexattr(%.40q)", q), unix.SYS_REMOVEXATTR, ptr(q), ptr("user.x"))
	case 30:
		syscall.Umask(oneOf(d, 0o022, 0o077, 0, 0o002, 0o777))
		if len(d.fds) > 0 {
			i := d.r.IntN(len(d.fds))
			mode := d.mode()
			d.call(fmt.Sprintf("fchmod(fd%d, %o)", i, mode), unix.SYS_FCHMOD, uintptr(d.fds[i]), uintptr(mode))
			none := -1
			d.call(fmt.Sprintf("fchown(fd%d)", i), unix.SYS_FCHOWN, uintptr(d.fds[i]), uintptr(none), uintptr(oneOf(d, 0, 1000, none)))
			d.call(fmt.Sprintf("fsetxattr(fd%d)", i), unix.SYS_FSETXATTR, uintptr(d.fds[i]), ptr("user.z"), ptr("z"), 1, 0)
			d.call(fmt.Sprintf("futimens(fd%d)", i), unix.SYS_UTIMENSAT, uintptr(d.fds[i]), 0, 0, 0)
		}
	case 31:
		if d.r.IntN(3) == 0 {
			d.bind(p)
			return
		}
		acl := []byte{2, 0, 0, 0, 1, 0, 7, 0, 255, 255, 255, 255, 2, 0, 7, 0, 0xe8, 3, 0, 0, 4, 0, 5, 0, 255, 255, 255, 255, 16, 0, 7, 0, 255, 255, 255, 255, 32, 0, 0, 0, 255, 255, 255, 255}
		name := d.pick("system.posix_acl_default", "system.posix_acl_access")
		kept = append(kept, acl)
		d.call(fmt.Sprintf("setxattr(%.40q, %s)", p, name), unix.SYS_SETXATTR, ptr(p), ptr(name), uintptr(unsafe.Pointer(&acl[0])), uintptr(len(acl)), 0)
	}
}

func (d *differ) bind(p string) {
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		d.did("socket", "%v", err)
		return
	}
	defer unix.Close(fd)
	sa := &unix.SockaddrUnix{Name: p}
	if len(p) > 100 || p == "" || p[0] == '@' {
		sa.Name = "sock"
	}
	d.did("bind", "%q %v", sa.Name, unix.Bind(fd, sa))
	got, err := unix.Getsockname(fd)
	d.did("getsockname", "%+v %v", got, err)
	d.did("listen", "%v", unix.Listen(fd, 1))
	c, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		d.did("socket", "%v", err)
		return
	}
	defer unix.Close(c)
	d.did("connect", "%v", unix.Connect(c, sa))
}

func (d *differ) opened(name string, fd int, errno syscall.Errno) {
	if errno != 0 {
		return
	}
	var st unix.Stat_t
	unix.Fstat(fd, &st)
	flags, _ := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	flags &^= unix.O_NOFOLLOW // which means nothing any more
	cloexec, _ := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
	what := statString(&st)
	var fs unix.Statfs_t
	if unix.Fstatfs(fd, &fs) == nil && fs.Type == unix.PROC_SUPER_MAGIC {
		what = "in proc"
	}
	n, err := unix.Write(fd, []byte("w"))
	d.did(name, "%s flags %#x %d write %d %v", what, flags, cloexec, n, err)
	if len(d.fds) < 6 && st.Mode&unix.S_IFMT != unix.S_IFCHR {
		d.fds = append(d.fds, fd)
		return
	}
	if d.r.IntN(2) == 0 && len(d.fds) > 0 {
		i := d.r.IntN(len(d.fds))
		unix.Close(d.fds[i])
		d.fds[i] = fd
		return
	}
	unix.Close(fd)
}

// left says what is open that this program has not opened, or not closed.
func (d *differ) left() {
	for fd := 3; fd < 64; fd++ {
		if what, err := os.Readlink(fmt.Sprint("/proc/self/fd/", fd)); err == nil && !strings.HasPrefix(what, "anon_inode:") {
			say(d.w, "left open: %s", filepath.Base(what))
		}
	}
}

// tree writes down all that there is.
func (d *differ) tree() {
	var lines []string
	filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		var st unix.Stat_t
		if unix.Lstat(path, &st) != nil {
			return nil
		}
		text, _ := os.Readlink(path)
		lines = append(lines, fmt.Sprintf("%s %s %q", path, statString(&st), text))
		return nil
	})
	sort.Strings(lines)
	for _, l := range lines {
		say(d.w, "%s", l)
	}
}

// plant makes a tree to start from.
func plant(t testing.TB, dir string) {
	t.Helper()
	for _, c := range []struct {
		path     string
		mode     uint32
		uid, gid int
		dir      bool
	}{
		{"a", 0o644, 0, 0, false},
		{"b", 0o755, 1000, 1000, true},
		{"b/a", 0o600, 1000, 1000, false},
		{"b/c", 0o777, 0, 0, true},
		{"b/c/d", 0o666, 1001, 1001, false},
		{"sticky", 0o1777, 0, 0, true},
		{"sticky/a", 0o666, 1001, 1001, false},
		{"setgid", 0o2777, 0, 1001, true},
		{"sticky/b", 0o644, 1000, 1000, false},
		{"d", 0o700, 0, 0, true},
		{"d/a", 0o777, 1000, 1000, false},
	} {
		path := filepath.Join(dir, c.path)
		var err error
		if c.dir {
			err = os.Mkdir(path, 0o700)
		} else {
			err = os.WriteFile(path, []byte("text"), 0o600)
		}
		if err == nil {
			err = os.Lchown(path, c.uid, c.gid)
		}
		if err == nil {
			err = unix.Chmod(path, c.mode)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"link": "b/c", "c": "nothing", "sticky/link": "../a", "e": "e", "f": "/dev/null", "b/e": "../d/none"} {
		if err := os.Symlink(text, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if name == "sticky/link" {
			os.Lchown(filepath.Join(dir, name), 1001, 1001)
		}
	}
	if err := unix.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
}

// The same calls in the same tree come out the same, natively and performed.
func TestDifferential(t *testing.T) {
	deadline(t)
	if !inBox(t) {
		return
	}
	for _, uid := range []int{-1, 1000} {
		for round := range uint64(2) {
			seed := *diffSeed + round
			t.Run(fmt.Sprintf("uid %d seed %d", uid, seed), func(t *testing.T) {
				var out [2][]string
				for i := range out {
					// Each has a file system of its own, with as much above the tree as paths climb.
					dir := openTemp(t)
					if err := unix.Mount("tree", dir, "tmpfs", 0, "mode=777"); err != nil {
						t.Fatal(err)
					}
					t.Cleanup(func() { unix.Unmount(dir, unix.MNT_DETACH) })
					inner := filepath.Join(dir, strings.Repeat("t/", 12))
					if err := os.MkdirAll(inner, 0o777); err != nil {
						t.Fatal(err)
					}
					plant(t, inner)
					cmd := target("differential", fmt.Sprint(seed), fmt.Sprint(*diffCalls), fmt.Sprint(uid))
					cmd.Dir = inner
					var s string
					if i == 0 {
						s = output(t, cmd)
					} else {
						var p permitAll
						s = supervise(t, cmd, p.policy, nil, itself)
						if n := p.asked.Load(); n < int64(*diffCalls)/4 {
							t.Errorf("asked only %d times", n)
						}
					}
					out[i] = strings.Split(strings.ReplaceAll(s, dir, "DIR"), "\n")
				}
				if len(out[0]) < *diffCalls/2 {
					t.Fatalf("only %d lines:\n%s", len(out[0]), strings.Join(out[0][:min(20, len(out[0]))], "\n"))
				}
				differences := 0
				for i := range max(len(out[0]), len(out[1])) {
					var a, b string
					if i < len(out[0]) {
						a = out[0][i]
					}
					if i < len(out[1]) {
						b = out[1][i]
					}
					if a != b {
						t.Errorf("natively:  %s\nperformed: %s", a, b)
						if differences++; differences == 10 {
							break
						}
					}
				}
			})
		}
	}
}

func output(t testing.TB, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
	return string(out)
}
