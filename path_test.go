//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// grow makes a tree: "dir/", "file", "link -> text". It returns where.
func grow(t testing.TB, entries ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, e := range entries {
		path, text, link := strings.Cut(e, " -> ")
		path = filepath.Join(root, path)
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		switch {
		case err != nil:
		case link:
			err = os.Symlink(text, path)
		case strings.HasSuffix(e, "/"):
			err = os.MkdirAll(path, 0o755)
		default:
			err = os.WriteFile(path, []byte(e), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// what tells apart the file of a descriptor of a process by what cannot be
// mistaken, and how it is open.
func what(pid any, fd int64) string {
	var st unix.Stat_t
	name := fmt.Sprintf("/proc/%v/fd/%d", pid, fd)
	if err := unix.Stat(name, &st); err != nil {
		return err.Error()
	}
	info, _ := os.ReadFile(fmt.Sprintf("/proc/%v/fdinfo/%d", pid, fd))
	var pos, flags int
	fmt.Sscanf(string(info), "pos: %d\nflags: %o", &pos, &flags)
	// For a link O_PATH and O_NOFOLLOW, a Stat of the descriptor is one of the link.
	return fmt.Sprintf("%d:%d %#o %#x", st.Dev, st.Ino, st.Mode, flags&^(unix.O_CLOEXEC|unix.O_NOCTTY))
}

const cwd = unix.AT_FDCWD

// both opens a path by OpenPath and lets the target open it, and returns what the two
// got.
func (u *puppet) both(dirfd int, path string, how unix.OpenHow) (ours, theirs string) {
	u.t.Helper()
	n := u.openat2(dirfd, path, how)
	f, err := n.OpenPath(0, 1, how)
	ours = outcome(err)
	if err == nil {
		ours = what("self", int64(f.Fd()))
		f.Close()
	}
	if err := n.Continue(); err != nil {
		u.t.Fatal(err)
	}
	fd, err := u.result()
	theirs = outcome(err)
	if err == nil {
		theirs = what(n.PID, fd)
		u.do(unix.SYS_CLOSE, fd)
	}
	return ours, theirs
}

// openat2 makes the puppet call openat2.
func (u *puppet) openat2(dirfd int, path string, how unix.OpenHow) seccompstream.Notification {
	u.t.Helper()
	b := make([]byte, 24)
	for i := range 8 {
		b[i], b[8+i], b[16+i] = byte(how.Flags>>(8*i)), byte(how.Mode>>(8*i)), byte(how.Resolve>>(8*i))
	}
	u.poke(puppetPages, string(b))
	u.poke(puppetPages+1024, path+"\x00")
	return u.notified(unix.SYS_OPENAT2, dirfd, uint64(puppetPages+1024), uint64(puppetPages), 24)
}

// same compares the two for a number of paths.
func (u *puppet) same(dirfd int, how unix.OpenHow, paths ...string) {
	u.t.Helper()
	for _, path := range paths {
		ours, theirs := u.both(dirfd, path, how)
		for i := 0; theirs == "EAGAIN" && i < 100; i++ {
			// From RESOLVE_CACHED, if anybody renames anything meanwhile.
			ours, theirs = u.both(dirfd, path, how)
		}
		if theirs == "EXDEV" && how.Resolve&(unix.RESOLVE_NO_XDEV|unix.RESOLVE_IN_ROOT) == unix.RESOLVE_NO_XDEV {
			// On a relative path the kernel takes the first absolute link for a change of
			// the mount, since it has not looked at the root before.
			continue
		}
		if ours != theirs {
			u.t.Errorf("from %d, %q, flags %#x, resolve %#x:\n OpenPath %s\n   target %s", dirfd, path, how.Flags, how.Resolve, ours, theirs)
		}
	}
}

var tree = []string{
	"a/b/c/file", "a/file", "file", "empty/",
	"abs -> /a/b", "rel -> a/b", "up -> a/b/../../file", "root -> /", "dot -> .", "dotdot -> ..",
	"slash -> a/b/", "fileslash -> file/", "dangling -> nowhere", "absdangling -> /a/nowhere",
	"loop -> loop", "loop1 -> loop2/x", "loop2 -> loop1",
	"chain -> chain1", "chain1 -> /chain2", "chain2 -> a/b/link", "a/b/link -> ../../abs/c",
	"out -> ../../../../../../../../etc/passwd", "absout -> /etc/passwd", "a/b/out -> ../../../../../file",
	"many -> " + strings.Repeat("dot/", 39) + "file", "toomany -> " + strings.Repeat("dot/", 40) + "file",
}

var pathsInTree = []string{
	"", ".", "..", "/", "//", "/.", "/..", "./", "../", "file", "./file", "file/", "file/.", "file/..", "/file", "//file//",
	"a", "a/", "a/b/c/file", "a//b/./c/../c/file", "/a/b/../../file", "a/../../../../file", "/../../a/file", "nowhere", "nowhere/", "nowhere/x", "a/nowhere/..",
	"abs", "abs/", "abs/c/file", "abs/..", "abs/../file", "rel/../file", "rel/c/../../../a/file", "up", "up/", "root", "root/file", "root/root/abs/c", "root/..",
	"dot", "dot/dot/dot/file", "dotdot", "dotdot/file", "slash", "slash/c", "fileslash", "dangling", "dangling/", "dangling/x", "absdangling",
	"loop", "loop/", "loop1", "chain", "chain/file", "chain/..", "chain/../..", "out", "absout", "a/b/out", "many", "toomany",
	"dotdot/../../..", "a/b/link/../../../..", strings.Repeat("a/../", 700) + "file", strings.Repeat("dot/", 41) + "file",
	strings.Repeat("x", 255), strings.Repeat("x", 256), strings.Repeat("/a/..", 818) + "/file", strings.Repeat("./", 2047) + "a",
}

// Every path means to OpenPath what it means to the target.
func TestOpenPath(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	kerneltest.Need(t, "openat2", seccompstream.Features().OpenAt2)
	root := grow(t, tree...)
	flags := []uint64{
		unix.O_RDONLY, unix.O_RDWR, unix.O_PATH, unix.O_PATH | unix.O_NOFOLLOW, unix.O_NOFOLLOW, unix.O_DIRECTORY, unix.O_DIRECTORY | unix.O_NOFOLLOW,
		unix.O_PATH | unix.O_DIRECTORY, unix.O_APPEND | unix.O_WRONLY,
	}
	resolve := []uint64{
		0, unix.RESOLVE_NO_SYMLINKS, unix.RESOLVE_NO_MAGICLINKS, unix.RESOLVE_NO_XDEV, unix.RESOLVE_BENEATH, unix.RESOLVE_IN_ROOT,
		unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS, unix.RESOLVE_BENEATH | unix.RESOLVE_IN_ROOT, 1 << 40,
	}
	for _, place := range []string{"chroot", "chroot, thread", "host"} {
		t.Run(place, func(t *testing.T) {
			u := newPuppet(t)
			if place == "chroot, thread" {
				u.thread()
				u.do(unix.SYS_UNSHARE, unix.CLONE_FS|unix.CLONE_FILES)
			}
			if place == "host" {
				u.do(unix.SYS_CHDIR, root)
			} else {
				u.do(unix.SYS_CHROOT, root)
				u.do(unix.SYS_CHDIR, "/")
			}
			dir := int(u.do(unix.SYS_OPENAT, cwd, "a/b", unix.O_PATH|unix.O_DIRECTORY, 0))
			file := int(u.do(unix.SYS_OPENAT, cwd, "file", unix.O_RDONLY, 0))
			u.supervise(unix.SYS_OPENAT2)
			for _, f := range flags {
				u.same(cwd, unix.OpenHow{Flags: f}, pathsInTree...)
				u.same(dir, unix.OpenHow{Flags: f}, "", ".", "..", "../..", "../../..", "../../../file", "c", "c/../..", "out", "link", "link/../..", "/a/file", "../../dotdot/..", "../../abs/../..")
				u.same(file, unix.OpenHow{Flags: f}, "", "file", ".", "..", "/file")
				u.same(999, unix.OpenHow{Flags: f}, "", "file", "/file")
				u.same(-1, unix.OpenHow{Flags: f}, "file", "/file")
			}
			for _, r := range resolve {
				u.same(cwd, unix.OpenHow{Resolve: r}, pathsInTree...)
				u.same(dir, unix.OpenHow{Resolve: r}, pathsInTree...)
				u.same(999, unix.OpenHow{Resolve: r}, "file", "/file")
			}
			const cached = 0x20 // RESOLVE_CACHED, and cached they are by now
			u.same(cwd, unix.OpenHow{Flags: unix.O_PATH, Resolve: cached}, "file", "a/b/c/file", "abs/c/file", "chain/../file")
			u.same(cwd, unix.OpenHow{Mode: 0o644}, "file")
			u.same(cwd, unix.OpenHow{Flags: 1 << 40}, "file")
		})
	}
}

// Trees and paths that nobody has thought of.
func TestOpenPathRandom(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	defer func() {
		if t.Failed() {
			t.Logf("seed %d", seed)
		}
	}()
	path := func() string {
		parts := []string{}
		for range 1 + r.IntN(6) {
			parts = append(parts, []string{"a", "b", "c", "d", "..", ".", ""}[r.IntN(7)])
		}
		return strings.Join(parts, "/")
	}
	for range 4 {
		root := t.TempDir()
		for range 40 {
			p := filepath.Join(root, filepath.Join("/", path()))
			os.MkdirAll(filepath.Dir(p), 0o755)
			switch r.IntN(4) {
			case 0:
				os.Mkdir(p, 0o755)
			case 1:
				os.WriteFile(p, nil, 0o644)
			default:
				os.Symlink(path(), p)
			}
		}
		u := newPuppet(t)
		u.do(unix.SYS_CHROOT, root)
		u.do(unix.SYS_CHDIR, "/")
		u.supervise(unix.SYS_OPENAT2)
		for range 400 {
			how := unix.OpenHow{Flags: []uint64{unix.O_PATH, unix.O_PATH | unix.O_NOFOLLOW, unix.O_RDONLY, unix.O_DIRECTORY}[r.IntN(4)]}
			if r.IntN(3) == 0 {
				how.Resolve = []uint64{unix.RESOLVE_BENEATH, unix.RESOLVE_IN_ROOT, unix.RESOLVE_NO_XDEV}[r.IntN(3)]
			}
			u.same(cwd, how, path())
		}
		u.kill()
	}
}

// A file that is made, through a link too.
func TestOpenPathCreate(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	root := grow(t, "dir/", "abslink -> /dir/made", "rellink -> dir/other", "exists", "nodir -> /no/made")
	u := newPuppet(t)
	u.do(unix.SYS_CHROOT, root)
	u.do(unix.SYS_CHDIR, "/")
	u.supervise(unix.SYS_OPENAT2)
	create := unix.OpenHow{Flags: unix.O_CREAT | unix.O_WRONLY, Mode: 0o666}
	excl := unix.OpenHow{Flags: unix.O_CREAT | unix.O_EXCL | unix.O_WRONLY, Mode: 0o640}
	for _, c := range []struct {
		path, made string
		how        unix.OpenHow
		want       string
	}{
		{"plain", "plain", create, "<nil>"},
		{"abslink", "dir/made", create, "<nil>"},
		{"./dir/../rellink", "dir/other", create, "<nil>"},
		{"exists", "exists", create, "<nil>"},
		{"exists", "exists", excl, "EEXIST"},
		{"rellink", "dir/other", excl, "EEXIST"},
		{"dir/exclusive", "dir/exclusive", excl, "<nil>"},
		{"nodir", "no", create, "ENOENT"},
		{"new/", "new", create, "EISDIR"},
		{"dir", "dir", create, "EISDIR"},
	} {
		n := u.openat2(cwd, c.path, c.how)
		f, err := n.OpenPath(0, 1, c.how)
		if got := outcome(err); got != c.want {
			t.Errorf("%s: %v, want %s", c.path, err, c.want)
		}
		if err == nil {
			if got, _ := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", f.Fd())); got != filepath.Join(root, c.made) {
				t.Errorf("%s: made %s", c.path, got)
			}
			f.Close()
		}
		n.Error(unix.EIO)
		u.result()
	}
	if _, err := os.Lstat(filepath.Join(root, "new")); err == nil {
		t.Error("new/ was made")
	}
}

// The paths of /proc mean the target's and never the supervisor's.
func TestOpenPathProc(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	f := plainFile(t, "")
	for _, place := range []string{"host", "thread", "PID namespace", "outer PID namespace"} {
		t.Run(place, func(t *testing.T) {
			u := newPuppet(t, func(c *exec.Cmd) {
				c.ExtraFiles = append(c.ExtraFiles, f) // 5
				if strings.Contains(place, "PID") {
					attributes(c).Cloneflags |= unix.CLONE_NEWPID | unix.CLONE_NEWNS
				}
			})
			procs := "/proc"
			if place == "thread" {
				u.thread()
			}
			if strings.Contains(place, "PID") {
				u.do(unix.SYS_MOUNT, 0, "/", 0, unix.MS_REC|unix.MS_PRIVATE, 0)
			}
			if place == "PID namespace" {
				u.do(unix.SYS_MOUNT, "proc", "/proc", "proc", 0, 0)
			}
			// In "outer PID namespace" /proc has the target under another number than its
			// own, and so does the kernel resolve it.
			u.do(unix.SYS_CHDIR, "/var")
			if place == "thread" {
				u.do(unix.SYS_UNSHARE, unix.CLONE_FILES)
				u.do(unix.SYS_DUP3, 5, 77, 0)
			}
			procFD := int(u.do(unix.SYS_OPENAT, cwd, procs+"/self/fd", unix.O_PATH|unix.O_DIRECTORY, 0))
			u.supervise(unix.SYS_OPENAT2)
			for _, flags := range []uint64{unix.O_PATH, unix.O_RDONLY} {
				u.same(cwd, unix.OpenHow{Flags: flags},
					"/proc/self", "/proc/self/", "/proc/self/status", "/proc/thread-self/status", "/proc/self/task/../comm", "/proc/self/../self/stat",
					"/proc/self/exe", "/proc/self/cwd", "/proc/self/cwd/tmp", "/proc/self/cwd/..", "/proc/self/cwd/../etc/passwd", "/proc/self/root", "/proc/self/root/etc", "/proc/self/root/..", "/proc/self/root/proc/self/exe",
					"/proc/self/fd/5", "/dev/fd/5", "/proc/thread-self/fd/5", "/proc/thread-self/fd/77", "/proc/self/fd/77", "/proc/self/fd/999", "/proc/self/fd/5/", "/proc/self/fd/5/x", "/proc/self/exe/..",
					"/proc/mounts", "/etc/mtab", "/proc/net/dev", "/proc/net", "/dev/stdin", "/proc/self/ns", "/proc/self/nowhere", "/proc/thread-self/cwd/..", "/proc/thread-self/root/etc/passwd")
				u.same(procFD, unix.OpenHow{Flags: flags}, "5", "5/", "../comm", "../exe", "../cwd/tmp", "../..")
			}
			u.same(cwd, unix.OpenHow{Flags: unix.O_PATH | unix.O_NOFOLLOW}, "/proc/self", "/proc/self/exe", "/proc/self/fd/5", "/proc/self/root", "/proc/self/cwd")
			u.same(cwd, unix.OpenHow{Flags: unix.O_NOFOLLOW}, "/proc/self", "/proc/self/exe", "/proc/self/fd/5", "/proc/self/root")
			u.same(cwd, unix.OpenHow{Resolve: unix.RESOLVE_NO_MAGICLINKS}, "/proc/self/status", "/proc/self/exe", "/proc/self/fd/5", "/proc/self/cwd/tmp", "/proc/self/root/etc")
			u.same(cwd, unix.OpenHow{Resolve: unix.RESOLVE_NO_XDEV}, "/proc/self/exe", "/proc/self/cwd", "/proc/self/root/etc")

			// What the supervisor could open, and must not for the target.
			others := []string{fmt.Sprint(os.Getpid()), fmt.Sprintf("self/task/../../%d", os.Getpid())}
			if place == "PID namespace" {
				others = nil // the target is alone
			}
			for _, pid := range others {
				for _, link := range []string{"root", "root/etc/passwd", "cwd", "cwd/..", "exe", "fd/0", "fd/1"} {
					how := unix.OpenHow{Flags: unix.O_PATH}
					if ours, _ := u.both(cwd, "/proc/"+pid+"/"+link, how); ours != "ELOOP" {
						t.Errorf("/proc/%s/%s: %s", pid, link, ours)
					}
				}
			}
			// As docker, runc and ip netns do.
			u.same(cwd, unix.OpenHow{}, "/proc/self/ns/mnt", "/proc/self/ns/pid", "/proc/thread-self/ns/net", "/proc/self/ns/user", "/proc/self/ns/mnt/")
		})
	}
}

// The target's mounts count, not the supervisor's.
func TestOpenPathMounts(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	root := grow(t, "a/below", "b/file", "link -> "+"a/file")
	u := newPuppet(t, func(c *exec.Cmd) { attributes(c).Unshareflags |= unix.CLONE_NEWNS })
	u.do(unix.SYS_MOUNT, 0, "/", 0, unix.MS_REC|unix.MS_PRIVATE, 0)
	u.do(unix.SYS_MOUNT, root+"/b", root+"/a", 0, unix.MS_BIND, 0)
	u.do(unix.SYS_CHDIR, root)
	dir := int(u.do(unix.SYS_OPENAT, cwd, "a", unix.O_PATH|unix.O_DIRECTORY, 0))
	u.supervise(unix.SYS_OPENAT2)
	for _, r := range []uint64{0, unix.RESOLVE_NO_XDEV, unix.RESOLVE_BENEATH, unix.RESOLVE_IN_ROOT, unix.RESOLVE_NO_XDEV | unix.RESOLVE_IN_ROOT} {
		u.same(cwd, unix.OpenHow{Resolve: r}, "a", "a/file", "a/below", "link", "a/..", "a/../b/file", root+"/a/file", "b/../link")
		u.same(dir, unix.OpenHow{Resolve: r}, "file", "..", "../a", "../a/file", "../link", "../b")
	}
}

// A directory outside of the root that the target holds leads to itself and not
// further.
func TestOpenPathOutside(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	top := grow(t, "jail/in", "outside/deep/file", "outside/deep/link -> ../secret", "outside/secret", "outside/deep/home -> /in")
	u := newPuppet(t)
	u.do(unix.SYS_CHDIR, top)
	out := int(u.do(unix.SYS_OPENAT, cwd, "outside/deep", unix.O_PATH|unix.O_DIRECTORY, 0))
	u.do(unix.SYS_CHROOT, top+"/jail")
	u.supervise(unix.SYS_OPENAT2)
	u.same(out, unix.OpenHow{}, "file", ".", "home", "/in", "home/..")
	for _, path := range []string{"..", "../secret", "link", "../../jail/in", strings.Repeat("../", 30) + "etc/passwd"} {
		if ours, theirs := u.both(out, path, unix.OpenHow{}); ours != "EXDEV" {
			t.Errorf("%s: %s, and the target %s", path, ours, theirs)
		}
		// The working directory is still outside, too.
		if ours, theirs := u.both(cwd, path, unix.OpenHow{}); path[0] == '.' && ours != "EXDEV" {
			t.Errorf("%s from the working directory: %s, and the target %s", path, ours, theirs)
		}
	}
}

// While the tree changes under the walk it never leads out of the root.
func TestOpenPathRace(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	top := grow(t, "jail/a/b/c/secret", "jail/x/", "jail/secret", "secret", "jail/a/b/c/up -> ../../../../secret", "jail/a/b/c/far -> ../../../../../../../secret")
	jail := filepath.Join(top, "jail")
	var outside unix.Stat_t
	if err := unix.Stat(filepath.Join(top, "secret"), &outside); err != nil {
		t.Fatal(err)
	}
	u := newPuppet(t)
	u.do(unix.SYS_CHROOT, jail)
	u.do(unix.SYS_CHDIR, "/a/b/c")
	u.supervise(unix.SYS_OPENAT2)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(stop)
	change := func(f func()) {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					f()
				}
			}
		})
	}
	// A directory goes up and down, out of the way of the "..", and a name is now a
	// directory and now a link.
	change(func() {
		os.Rename(jail+"/a/b", jail+"/x/b")
		os.Rename(jail+"/x/b", jail+"/a/b")
	})
	os.Symlink("/..", jail+"/swap2")
	os.Mkdir(jail+"/swap1", 0o755)
	change(func() {
		unix.Renameat2(unix.AT_FDCWD, jail+"/swap1", unix.AT_FDCWD, jail+"/swap2", unix.RENAME_EXCHANGE)
	})
	opened := 0
	deadline := time.Now().Add(2 * time.Second)
	for i := 0; opened < 1000 || time.Now().Before(deadline); i++ {
		paths := []string{
			"../../../secret", "../../../../secret", "up", "far", "/a/b/c/up", "/a/b/c/../../../../secret", "/x/b/c/far",
			"/swap1/../secret", "/swap2/../../secret", "/swap1/secret", "/a/b/c/../../../swap1/../../secret",
		}
		n := u.openat2(cwd, paths[i%len(paths)], unix.OpenHow{})
		for range 20 {
			f, err := n.OpenPath(0, 1, unix.OpenHow{})
			if err != nil {
				continue
			}
			var st unix.Stat_t
			if err := unix.Fstat(int(f.Fd()), &st); err != nil || st.Ino == outside.Ino && st.Dev == outside.Dev {
				t.Errorf("%s led out of the root (%v)", paths[i%len(paths)], err)
			}
			f.Close()
			opened++
		}
		n.Error(unix.EIO)
		u.result()
		if t.Failed() {
			return
		}
	}
}

// AT_EMPTY_PATH counts where the call knows it.
func TestOpenPathEmpty(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	f := plainFile(t, "")
	u := newPuppet(t, func(c *exec.Cmd) { c.ExtraFiles = append(c.ExtraFiles, f) }) // 5
	u.do(unix.SYS_CHDIR, "/var")
	u.poke(puppetPages, "\x00")
	u.supervise(unix.SYS_STATX, unix.SYS_OPENAT)
	for _, c := range []struct {
		name string
		args []any
		how  unix.OpenHow
		want string
	}{
		{"a descriptor", []any{5, puppetPages, unix.AT_EMPTY_PATH}, unix.OpenHow{Flags: unix.O_PATH}, f.Name()},
		{"to be read", []any{5, puppetPages, unix.AT_EMPTY_PATH}, unix.OpenHow{Flags: unix.O_RDONLY | unix.O_NOFOLLOW}, f.Name()},
		{"a pipe", []any{0, puppetPages, unix.AT_EMPTY_PATH}, unix.OpenHow{Flags: unix.O_PATH}, "pipe:"},
		{"the working directory", []any{cwd, puppetPages, unix.AT_EMPTY_PATH}, unix.OpenHow{Flags: unix.O_PATH}, "/var"},
		{"a null pointer", []any{5, 0, unix.AT_EMPTY_PATH}, unix.OpenHow{Flags: unix.O_PATH}, f.Name()},
		{"a closed descriptor", []any{99, puppetPages, unix.AT_EMPTY_PATH}, unix.OpenHow{Flags: unix.O_PATH}, "EBADF"},
		{"a negative descriptor", []any{-1, puppetPages, unix.AT_EMPTY_PATH}, unix.OpenHow{Flags: unix.O_PATH}, "EBADF"},
		{"no flag", []any{5, puppetPages, 0}, unix.OpenHow{Flags: unix.O_PATH}, "ENOENT"},
		{"a null pointer without the flag", []any{5, 0, 0}, unix.OpenHow{Flags: unix.O_PATH}, "EFAULT"},
		{"no directory", []any{5, puppetPages, unix.AT_EMPTY_PATH}, unix.OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY}, "ENOTDIR"},
	} {
		n := u.notified(unix.SYS_STATX, c.args...)
		g, err := n.OpenPath(0, 1, c.how)
		got := outcome(err)
		if err == nil {
			got, _ = os.Readlink(fmt.Sprintf("/proc/self/fd/%d", g.Fd()))
			g.Close()
		}
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		n.Error(unix.EIO)
		u.result()
	}
	// In openat the same bit is O_DSYNC, and the path is empty.
	n := u.notified(unix.SYS_OPENAT, 5, puppetPages, unix.AT_EMPTY_PATH)
	if g, err := n.OpenPath(0, 1, unix.OpenHow{}); outcome(err) != "ENOENT" {
		t.Errorf("openat of an empty path: %v, %v", g, err)
	}
	n.Error(unix.EIO)
	u.result()
}

func TestOpenPathArguments(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	u := newPuppet(t)
	u.poke(puppetPages, strings.Repeat("a", 4095)+"\x00")
	u.poke(puppetEnd-4, "/etc")
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	for _, c := range []struct {
		dirfd, path int
		addr        uint64
		want        string
	}{
		{-2, 0, puppetPages, "EINVAL"},
		{6, 0, puppetPages, "EINVAL"},
		{0, -1, puppetPages, "EINVAL"},
		{0, 6, puppetPages, "EINVAL"},
		{-1, 0, puppetPages, "ENAMETOOLONG"}, // a component
		{-1, 0, puppetEnd - 4, "EFAULT"},
		{-1, 0, 0, "EFAULT"},
		{-1, 0, 1 << 63, "EFAULT"},
	} {
		n.Args[0] = c.addr
		if f, err := n.OpenPath(c.dirfd, c.path, unix.OpenHow{}); f != nil || outcome(err) != c.want {
			t.Errorf("%+v: %v, %v", c, f, err)
		}
	}
	u.s.Close()
	u.result()
}

// In a directory such as /tmp a link of somebody else's is not followed for the
// target, which the kernel would see to.
func TestOpenPathProtectedSymlinks(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	root := grow(t, "tmp/", "file", "tmp/theirs -> ../file", "tmp/own -> ../file", "tmp/owners -> ../file")
	os.Chmod(root+"/tmp", 0o777|os.ModeSticky)
	os.Chmod(root, 0o755)
	os.Lchown(root+"/tmp", 1, 1)
	os.Lchown(root+"/tmp/theirs", 3, 3)
	os.Lchown(root+"/tmp/own", 2, 2)
	os.Lchown(root+"/tmp/owners", 1, 1)
	u := newPuppet(t)
	u.do(unix.SYS_CHROOT, root)
	u.do(unix.SYS_CHDIR, "/tmp")
	u.do(unix.SYS_SETFSUID, 2)
	u.supervise(unix.SYS_OPENAT2)
	for _, c := range []struct {
		path string
		on   bool
		want string
	}{
		{"theirs", true, "EACCES"},
		{"/tmp/theirs", true, "EACCES"},
		{"theirs", false, "<nil>"},
		{"own", true, "<nil>"},
		{"owners", true, "<nil>"},
	} {
		undo := seccompstream.WithProtectedSymlinks(c.on)
		n := u.openat2(cwd, c.path, unix.OpenHow{})
		f, err := n.OpenPath(0, 1, unix.OpenHow{})
		if outcome(err) != c.want {
			t.Errorf("%s, protection %v: %v, want %s", c.path, c.on, err, c.want)
		}
		f.Close()
		n.Error(unix.EIO)
		u.result()
		undo()
	}
}

// Within AsTarget a path is opened with the rights of the target.
func TestOpenPathAsTarget(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	kerneltest.Need(t, "openat2", seccompstream.Features().OpenAt2)
	dir := openTemp(t)
	if err := os.WriteFile(dir+"/secret", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	u := newPuppet(t)
	u.do(unix.SYS_UMASK, 0o027)
	u.do(unix.SYS_SETRESGID, 1001, 1001, 1001)
	u.do(unix.SYS_SETRESUID, 1000, 1000, 1000)
	u.do(unix.SYS_PRCTL, unix.PR_SET_DUMPABLE, 1)
	u.supervise(unix.SYS_OPENAT2)
	open := func(path string, how unix.OpenHow) (err, asTarget error) {
		n := u.openat2(cwd, path, how)
		f, err := n.OpenPath(0, 1, how)
		if err == nil {
			f.Close()
		}
		asTarget = n.AsTarget(context.Background(), func() error {
			f, err := n.OpenPath(0, 1, how)
			if err == nil {
				f.Close()
			}
			return err
		})
		if err := n.Error(unix.ENOENT); err != nil {
			t.Fatal(err)
		}
		u.result()
		return err, asTarget
	}
	if err, asTarget := open(dir+"/secret", unix.OpenHow{}); err != nil || !errors.Is(asTarget, unix.EACCES) {
		t.Errorf("root's file: %v, as the target %v", err, asTarget)
	}
	if err, asTarget := open(dir+"/proc/../made", unix.OpenHow{Flags: unix.O_CREAT, Mode: 0o666}); !errors.Is(err, unix.ENOENT) || !errors.Is(asTarget, unix.ENOENT) {
		t.Errorf("in a directory that is not there: %v, as the target %v", err, asTarget)
	}
	n := u.openat2(cwd, dir+"/made", unix.OpenHow{Flags: unix.O_CREAT | unix.O_WRONLY, Mode: 0o666})
	err := n.AsTarget(context.Background(), func() error {
		f, err := n.OpenPath(0, 1, unix.OpenHow{Flags: unix.O_CREAT | unix.O_WRONLY, Mode: 0o666})
		if err == nil {
			f.Close()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var st unix.Stat_t
	if err := unix.Stat(dir+"/made", &st); err != nil || st.Uid != 1000 || st.Gid != 1001 || st.Mode&0o7777 != 0o640 {
		t.Errorf("%d:%d, mode %#o, %v", st.Uid, st.Gid, st.Mode, err)
	}
	if err := n.Error(unix.ENOENT); err != nil {
		t.Fatal(err)
	}
	u.result()
}
