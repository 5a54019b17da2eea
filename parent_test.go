//go:build linux && cgo

package seccompstream_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// made removes what is not in the tree by rights, and returns where it was.
func made(t testing.TB, root string, before map[string]bool) string {
	t.Helper()
	var found string
	for path := range entries(t, root) {
		if !before[path] {
			found += path + " "
			if err := os.Remove(filepath.Join(root, path)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return found
}

func entries(t testing.TB, root string) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	if err := fs.WalkDir(os.DirFS(root), ".", func(path string, _ fs.DirEntry, err error) error {
		all[path] = true
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// What is made in the directory and under the name that OpenParent gives is made where
// the target makes it, or fails as it does for the target.
func TestOpenParent(t *testing.T) {
	kerneltest.Deadline(t, 60*time.Second)
	kerneltest.Need(t, "openat2", seccompstream.Features().OpenAt2)
	root := grow(t, tree...)
	before := entries(t, root)
	u := newPuppet(t)
	u.do(unix.SYS_CHROOT, root)
	u.do(unix.SYS_CHDIR, "/")
	dir := int(u.do(unix.SYS_OPENAT, cwd, "a/b", unix.O_PATH|unix.O_DIRECTORY, 0))
	file := int(u.do(unix.SYS_OPENAT, cwd, "file", unix.O_RDONLY, 0))
	u.supervise(unix.SYS_MKDIRAT, unix.SYS_MKNODAT)
	paths := append([]string{}, pathsInTree...)
	for _, p := range pathsInTree {
		if len(p) < 100 {
			paths = append(paths, p+"/new", p+"/new/", p+"/./new//")
		}
	}
	paths = append(paths, "new", "new/", "/new", "//new//", "./new", "../new", "new/.", "new/..", "new/new", "a/b/../new")
	for _, call := range []struct {
		nr   uintptr
		mode uint32
	}{{unix.SYS_MKDIRAT, 0o700}, {unix.SYS_MKNODAT, unix.S_IFIFO | 0o600}} {
		for _, dirfd := range []int{cwd, dir, file, 999, -1} {
			for _, path := range paths {
				u.poke(puppetPages, path+"\x00")
				n := u.notified(call.nr, dirfd, uint64(puppetPages), call.mode, 0)
				parent, name, err := n.OpenParent(0, 1)
				if err == nil {
					if call.nr == unix.SYS_MKDIRAT {
						err = unix.Mkdirat(int(parent.Fd()), name, call.mode)
					} else {
						err = unix.Mknodat(int(parent.Fd()), name, call.mode, 0)
					}
					parent.Close()
				}
				ours := outcome(err) + " " + made(t, root, before)
				if err := n.Continue(); err != nil {
					t.Fatal(err)
				}
				_, err = u.result()
				if theirs := outcome(err) + " " + made(t, root, before); ours != theirs {
					t.Errorf("call %d from %d, %q:\n OpenParent %s\n     target %s", call.nr, dirfd, path, ours, theirs)
				}
			}
		}
	}
}

// The name is one component at the most, and none that leads out of the directory.
func TestOpenParentName(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	root := grow(t, "a/b/", "link -> a")
	u := newPuppet(t)
	u.do(unix.SYS_CHROOT, root)
	u.do(unix.SYS_CHDIR, "/a")
	u.supervise(unix.SYS_MKDIRAT)
	for _, c := range []struct{ path, dir, name string }{
		{"x", "a", "x"},
		{"x//", "a", "x//"},
		{"b/x", "a/b", "x"},
		{"/link", "", "link"},
		{"/link/b", "a", "b"},
		{"/link/", "", "link/"},
		{"/", "", "."},
		{"..", "", "."},
		{"../..", "", "."},
		{"b/.", "a/b", "."},
		{"b/..//", "a", "."},
		{"...", "a", "..."},
	} {
		u.poke(puppetPages, c.path+"\x00")
		n := u.notified(unix.SYS_MKDIRAT, cwd, uint64(puppetPages), 0o700)
		dir, name, err := n.OpenParent(0, 1)
		if err != nil {
			t.Errorf("%q: %v", c.path, err)
		} else {
			got, _ := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", dir.Fd()))
			if want := filepath.Join(root, c.dir); got != want || name != c.name {
				t.Errorf("%q: %q in %s, want %q in %s", c.path, name, got, c.name, want)
			}
			dir.Close()
		}
		n.Error(unix.EIO)
		u.result()
	}
	n := u.notified(unix.SYS_MKDIRAT, cwd, 0, 0o700)
	for _, args := range [][2]int{{0, 1}, {-2, 1}, {0, 6}} {
		if dir, _, err := n.OpenParent(args[0], args[1]); dir != nil || err == nil {
			t.Errorf("arguments %v: %v, %v", args, dir, err)
		}
	}
	n.Error(unix.EIO)
	u.result()
}
