//go:build linux && cgo

package emulate

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

func TestMain(m *testing.M) {
	if os.Getenv(callerVar) != "" {
		runCaller()
	}
	kerneltest.Main(m)
}

// logger writes into the test's log.
func logger(t testing.TB) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), nil))
}

const null = unix.S_IFCHR | 0o666

// deviceNames are those that containers may make.
var deviceNames = map[uint64]string{
	unix.Mkdev(1, 3): "null",
	unix.Mkdev(1, 5): "zero",
	unix.Mkdev(1, 7): "full",
	unix.Mkdev(1, 8): "random",
	unix.Mkdev(1, 9): "urandom",
	unix.Mkdev(5, 0): "tty",
}

// Each of the safe devices is made, belongs to the caller, has the mode that its umask
// leaves, and works.
func TestMknod(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	for _, mapped := range []bool{true, false} {
		t.Run(fmt.Sprintf("mapped=%v", mapped), func(t *testing.T) {
			c := newCaller(t, mapped, nil)
			owner := uint32(0)
			if mapped {
				owner = firstID
			}
			c.must(order{Op: "umask", A: 0o027})
			for dev, path := range deviceNames {
				if !devices[dev] {
					t.Errorf("%s is not made", path)
				}
				o := mknodOf(path, null, unix.Major(dev), unix.Minor(dev))
				c.must(o)
				var st unix.Stat_t
				if err := unix.Lstat(filepath.Join(c.root, path), &st); err != nil {
					t.Fatal(err)
				}
				if st.Mode != unix.S_IFCHR|0o640 || st.Rdev != dev || st.Uid != owner || st.Gid != owner {
					t.Errorf("%s: mode %#o, device %#x, owner %d:%d", path, st.Mode, st.Rdev, st.Uid, st.Gid)
				}
				if r := c.order(o); r.Errno != unix.EEXIST {
					t.Errorf("%s again: %v", path, r.Errno)
				}
				want := map[string]result{"null": {}, "tty": {Errno: unix.ENXIO}}
				r := c.order(order{Op: "read", Path: path})
				if w, ok := want[path]; !ok && (r.N != 1 || r.Errno != 0) || ok && (r.N != w.N || r.Errno != w.Errno) {
					t.Errorf("reading %s: %d, %v", path, r.N, r.Errno)
				}
			}
			c.must(order{Op: "mknod", Path: "/old", A: null, B: unix.Mkdev(1, 3)})
		})
	}
}

// All else that mknod makes is refused, or made by the kernel with the caller's rights.
func TestMknodRefused(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	c := newCaller(t, true, nil)
	const high = 0x10000
	for i, tc := range []struct {
		mode uint32
		dev  uint64
		want syscall.Errno
	}{
		{unix.S_IFCHR | 0o666, unix.Mkdev(1, 1), unix.EPERM}, // mem
		{unix.S_IFCHR | 0o666, unix.Mkdev(1, 11), unix.EPERM},
		{unix.S_IFCHR | 0o666, unix.Mkdev(5, 1), unix.EPERM},
		{unix.S_IFCHR | 0o666, unix.Mkdev(5, 2), unix.EPERM},
		{unix.S_IFCHR | 0o666, unix.Mkdev(10, 229), unix.EPERM},
		{unix.S_IFCHR | 0o666, unix.Mkdev(257, 3), unix.EPERM}, // the low byte is 1
		{unix.S_IFCHR | 0o666, unix.Mkdev(1, 259), unix.EPERM}, // the low byte is 3
		{unix.S_IFBLK | 0o666, unix.Mkdev(1, 3), unix.EPERM},
		{unix.S_IFBLK | 0o666, unix.Mkdev(8, 0), unix.EPERM},
		{unix.S_IFDIR | 0o755, unix.Mkdev(1, 3), unix.EPERM},
		{unix.S_IFLNK | 0o777, unix.Mkdev(1, 3), unix.EPERM},
		{0o070000 | 0o666, unix.Mkdev(1, 3), unix.EPERM}, // of no type
		{unix.S_IFCHR | 0o4755, unix.Mkdev(1, 3), unix.EPERM},
		{unix.S_IFCHR | 0o1666, unix.Mkdev(1, 3), unix.EPERM},
		{high | unix.S_IFBLK | 0o666, unix.Mkdev(1, 3), unix.EPERM},
		{unix.S_IFCHR | 0o666, 0, 0}, // a whiteout
		{unix.S_IFIFO | 0o666, unix.Mkdev(1, 3), 0},
		{unix.S_IFSOCK | 0o666, 0, 0},
		{unix.S_IFREG | 0o666, unix.Mkdev(8, 0), 0},
		{0o666, 0, 0},
		{high | unix.S_IFCHR | 0o666, unix.Mkdev(1, 3), 0}, // the kernel looks at 16 bits
		{unix.S_IFCHR, unix.Mkdev(1, 3) | 1<<40, 0},        // and here at 32
	} {
		for _, op := range []string{"mknod", "mknodat"} {
			path := fmt.Sprintf("%s%d", op, i)
			r := c.order(order{Op: op, Dir: unix.AT_FDCWD, Path: path, A: uint64(tc.mode), B: tc.dev})
			if r.Errno != tc.want {
				t.Errorf("%s of %#o, %#x: %v, want %v", op, tc.mode, tc.dev, r.Errno, tc.want)
			}
			_, err := os.Lstat(filepath.Join(c.root, path))
			if (err == nil) != (tc.want == 0) {
				t.Errorf("%s of %#o, %#x: %v, and then %v", op, tc.mode, tc.dev, r.Errno, err)
			}
		}
	}
}

// A path means what it means to the caller, and fails as it would.
func TestMknodPaths(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	outside := t.TempDir()
	c := newCaller(t, true, nil)
	for _, dir := range []string{"dir", "deep/er", "root"} {
		if err := os.MkdirAll(filepath.Join(c.root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for path, owner := range map[string]int{"dir": firstID, "deep": firstID, "deep/er": firstID + 7, "root": 0} {
		if err := os.Chown(filepath.Join(c.root, path), owner, owner); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{
		"abs": "/dir", "up": "../../../../../dir", "away": outside, "host": "/proc/1/root" + outside, "dangling": "nowhere", "node": "dir/there",
	} {
		if err := os.Symlink(to, filepath.Join(c.root, link)); err != nil {
			t.Fatal(err)
		}
	}
	fd := c.must(order{Op: "open", Path: "/deep", A: unix.O_PATH | unix.O_DIRECTORY}).N
	for _, tc := range []struct {
		dir  int
		path string
		made string
		want syscall.Errno
	}{
		{unix.AT_FDCWD, "abs/a", "dir/a", 0},
		{unix.AT_FDCWD, "/up/b", "dir/b", 0},
		{unix.AT_FDCWD, "../../../../../../c", "c", 0},
		{int(fd), "er/d", "deep/er/d", 0}, // of another mapped user: CAP_DAC_OVERRIDE
		{int(fd), "../dir/e", "dir/e", 0},
		{int(fd), "/dir/f", "dir/f", 0},
		{999, "g", "", unix.EBADF},
		{999, "/g", "g", 0},
		{unix.AT_FDCWD, "away/h", "", unix.ENOENT},
		{unix.AT_FDCWD, "host/h", "", unix.ENOENT},
		{unix.AT_FDCWD, "dangling", "", unix.EEXIST},
		{unix.AT_FDCWD, "dangling/i", "", unix.ENOENT},
		{unix.AT_FDCWD, "node", "", unix.EEXIST}, // the link is not followed
		{unix.AT_FDCWD, "root/j", "", unix.EACCES},
		{unix.AT_FDCWD, "k/", "", unix.ENOENT},
		{unix.AT_FDCWD, ".", "", unix.EEXIST},
		{unix.AT_FDCWD, "dir/..", "", unix.EEXIST},
		{unix.AT_FDCWD, "/", "", unix.EEXIST},
		{unix.AT_FDCWD, "", "", unix.ENOENT},
		{unix.AT_FDCWD, strings.Repeat("l", 256), "", unix.ENAMETOOLONG},
		{unix.AT_FDCWD, strings.Repeat("d/", 2048) + "m", "", unix.ENAMETOOLONG},
	} {
		o := mknodOf(tc.path, null, 1, 3)
		o.Dir = tc.dir
		if r := c.order(o); r.Errno != tc.want {
			t.Errorf("%q from %d: %v, want %v", tc.path, tc.dir, r.Errno, tc.want)
		}
		if tc.made != "" {
			if err := os.Remove(filepath.Join(c.root, tc.made)); err != nil {
				t.Errorf("%q from %d: %v", tc.path, tc.dir, err)
			}
		}
	}
	// A root within the root.
	c.must(order{Op: "chroot", Path: "/deep"})
	c.must(mknodOf("/../../n", null, 1, 3))
	if _, err := os.Lstat(filepath.Join(c.root, "deep/n")); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(outside); len(left) != 0 {
		t.Errorf("made outside of the root: %v", left)
	}
}

// What the caller could not do for want of rights in its own user namespace is not done
// for it.
func TestMknodRights(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	t.Run("no CAP_MKNOD", func(t *testing.T) {
		c := newCaller(t, true, nil)
		c.must(order{Op: "drop", A: unix.CAP_MKNOD})
		if r := c.order(mknodOf("x", null, 1, 3)); r.Errno != unix.EPERM {
			t.Errorf("%v, want EPERM", r.Errno)
		}
		c.must(mknodOf("fifo", unix.S_IFIFO|0o666, 0, 0))
	})
	t.Run("no CAP_DAC_OVERRIDE", func(t *testing.T) {
		c := newCaller(t, true, nil)
		c.must(order{Op: "mkdir", Path: "other", A: 0o755})
		c.must(order{Op: "chown", Path: "other", A: 5, B: 5})
		c.must(order{Op: "mkdir", Path: "closed", A: 0o700})
		c.must(order{Op: "mkdir", Path: "closed/open", A: 0o777})
		c.must(order{Op: "chmod", Path: "closed/open", A: 0o777})
		c.must(order{Op: "chown", Path: "closed", A: 5, B: 5})
		c.must(order{Op: "drop", A: unix.CAP_DAC_OVERRIDE})
		c.must(order{Op: "drop", A: unix.CAP_DAC_READ_SEARCH})
		for _, path := range []string{"other/x", "closed/open/x"} {
			if r := c.order(mknodOf(path, null, 1, 3)); r.Errno != unix.EACCES {
				t.Errorf("%s: %v, want EACCES", path, r.Errno)
			}
		}
		c.must(mknodOf("own", null, 1, 3))
	})
	t.Run("not root", func(t *testing.T) {
		c := newCaller(t, true, nil)
		c.must(order{Op: "setuid", A: 33})
		if r := c.order(mknodOf("x", null, 1, 3)); r.Errno != unix.EPERM {
			t.Errorf("%v, want EPERM", r.Errno)
		}
	})
	t.Run("read-only", func(t *testing.T) {
		c := newCaller(t, true, nil)
		c.must(order{Op: "mkdir", Path: "ro", A: 0o755})
		c.must(order{Op: "tmpfs", Path: "ro", A: unix.MS_RDONLY})
		if r := c.order(mknodOf("ro/x", null, 1, 3)); r.Errno != unix.EROFS {
			t.Errorf("%v, want EROFS", r.Errno)
		}
	})
}

// Where the kernel opens no devices the agent's is mounted upon the node.
func TestMknodMount(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	c := newCaller(t, true, nil)
	c.must(order{Op: "mkdir", Path: "dev", A: 0o755})
	c.must(order{Op: "tmpfs", Path: "dev"})
	c.must(mknodOf("dev/zero", null, 1, 5))
	if r := c.must(order{Op: "read", Path: "dev/zero"}); r.N != 1 {
		t.Errorf("read %d bytes", r.N)
	}
	if r := c.must(order{Op: "lstat", Path: "dev/zero"}); r.Stat.Rdev != unix.Mkdev(1, 5) || r.Stat.Mode&unix.S_IFMT != unix.S_IFCHR {
		t.Errorf("%#o, device %#x", r.Stat.Mode, r.Stat.Rdev)
	}
	if r := c.order(mknodOf("dev/zero", null, 1, 5)); r.Errno != unix.EEXIST {
		t.Errorf("again: %v", r.Errno)
	}
	if b, _ := os.ReadFile("/proc/self/mountinfo"); strings.Contains(string(b), c.root) {
		t.Errorf("mounted here, too:\n%s", b)
	}
	// It can be taken away, and what is below it is the node.
	c.must(order{Op: "umount", Path: "dev/zero"})
	if r := c.must(order{Op: "lstat", Path: "dev/zero"}); r.Stat.Rdev != unix.Mkdev(1, 5) || r.Stat.Mode != unix.S_IFCHR|0o644 {
		t.Errorf("below: %#o, device %#x", r.Stat.Mode, r.Stat.Rdev)
	}
	c.must(order{Op: "unlink", Path: "dev/zero"})

	// In a mount that others share nothing is mounted.
	c.must(order{Op: "shared", Path: "dev"})
	c.must(mknodOf("dev/null", null, 1, 3))
	if r := c.order(order{Op: "read", Path: "dev/null"}); r.Errno != unix.EACCES {
		t.Errorf("in a shared mount: %v, want EACCES", r.Errno)
	}
}

// Who has a user namespace, and not a mount namespace of its own, gets nothing mounted in
// the one that it shares: this is the host's.
func TestMknodSharedNamespace(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	root := hostRoot(t)
	if err := errors.Join(
		unix.Mount("none", root, "tmpfs", unix.MS_NODEV, fmt.Sprintf("mode=755,uid=%d,gid=%d", firstID, firstID)),
		unix.Mount("", root, "", unix.MS_PRIVATE, ""),
	); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(root, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	c := newCallerIn(t, root, syscall.CLONE_NEWUSER, nil)
	c.must(mknodOf("null", null, 1, 3))
	if r := c.order(order{Op: "read", Path: "null"}); r.Errno != unix.EACCES {
		t.Errorf("%v, want EACCES", r.Errno)
	}
	if b, _ := os.ReadFile("/proc/self/mountinfo"); strings.Contains(string(b), root+"/null") {
		t.Errorf("mounted on the host:\n%s", b)
	}
}

// While directories on the way are exchanged for links that lead out, nodes are made in
// the caller's tree or not at all.
func TestMknodRace(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	outside := hostRoot(t)
	c := newCaller(t, true, nil)
	c.must(order{Op: "mkdir", Path: "way", A: 0o755})
	for _, link := range []string{"/proc/1/root" + outside, outside} {
		_ = os.Remove(filepath.Join(c.root, "way.link"))
		if err := os.Symlink(link, filepath.Join(c.root, "way.link")); err != nil {
			t.Fatal(err)
		}
	}
	c.must(order{Op: "swap", Path: "way"})
	made := 0
	for i := range 150 {
		switch r := c.order(mknodOf(fmt.Sprintf("way/%d", i), null, 1, 3)); r.Errno {
		case 0:
			made++
		case unix.ENOENT:
		default:
			t.Fatal(r.Errno)
		}
	}
	if left, _ := os.ReadDir(outside); len(left) != 0 {
		t.Fatalf("made outside of the root: %v", left)
	}
	c.cmd.Process.Kill()
	c.cmd.Process.Wait()
	if n := devicesIn(t, c.root); n != made || made == 0 {
		t.Errorf("%d nodes, of which %d are there", made, n)
	}
}

// devicesIn counts the devices in a tree.
func devicesIn(t testing.TB, root string) int {
	t.Helper()
	n := 0
	if err := filepath.WalkDir(root, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type() == fs.ModeDevice|fs.ModeCharDevice {
			n++
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// A path that changes while the call is made is one of the two, and the node is in one
// place.
func TestMknodRewrite(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	c := newCaller(t, true, nil)
	c.must(order{Op: "mkdir", Path: "a", A: 0o755})
	c.must(order{Op: "mkdir", Path: "b", A: 0o755})
	for i := range 50 {
		r := c.order(order{Op: "rewrite", Path: fmt.Sprintf("*/%d", i), A: null, B: unix.Mkdev(1, 3)})
		if r.Errno != 0 && r.Errno != unix.ENOENT {
			t.Fatal(r.Errno)
		}
		if n := devicesIn(t, c.root); r.Errno == 0 && n != 1 || r.Errno != 0 && n != 0 {
			t.Fatalf("call %d: %v, and %d nodes", i, r.Errno, n)
		}
		for _, dir := range "ab" {
			_ = os.Remove(filepath.Join(c.root, string(dir), fmt.Sprint(i)))
		}
	}
}

// What takes the node's place at once is left alone: its owner, its mode, what is in it.
func TestMknodReplaced(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	c := newCaller(t, true, nil)
	victim := filepath.Join(c.root, "x.victim")
	if err := os.WriteFile(victim, []byte("content"), 0o604); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(victim)
	if err != nil {
		t.Fatal(err)
	}
	c.must(order{Op: "replace", Path: "x"})
	for range 150 {
		_ = os.Remove(filepath.Join(c.root, "x"))
		if r := c.order(mknodOf("x", null, 1, 3)); r.Errno != 0 && r.Errno != unix.EEXIST {
			t.Fatal(r.Errno)
		}
	}
	after, err := os.Stat(victim)
	if err != nil {
		t.Fatal(err)
	}
	a, b := *before.Sys().(*syscall.Stat_t), *after.Sys().(*syscall.Stat_t)
	if a.Mode != b.Mode || a.Uid != b.Uid || a.Gid != b.Gid || a.Ctim != b.Ctim {
		t.Errorf("%+v, then %+v", a, b)
	}
}

// For a caller that is gone nothing is made.
func TestMknodExpired(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	answers := make(chan seccompstream.Response, 1)
	killed := make(chan struct{})
	c := newCaller(t, true, func(h seccompstream.Handler) seccompstream.Handler {
		return seccompstream.HandlerFunc(func(ctx context.Context, n seccompstream.Notification) seccompstream.Response {
			<-killed
			r := h.HandleNotification(ctx, n)
			answers <- r
			return r
		})
	})
	if _, err := c.in.Write([]byte(`{"Op":"mknodat","Dir":-100,"Path":"x","A":8630,"B":259}` + "\n")); err != nil {
		t.Fatal(err)
	}
	for c.stream.Stats().Received == 0 {
		time.Sleep(time.Millisecond)
	}
	c.cmd.Process.Kill()
	c.cmd.Process.Wait()
	close(killed)
	if r := <-answers; !errors.Is(r.Errno(), unix.ENOENT) && r.Errno() != unix.EPERM {
		t.Errorf("answered %v", r)
	}
	if n := devicesIn(t, c.root); n != 0 {
		t.Error("made for nobody")
	}
}
