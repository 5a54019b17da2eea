//go:build linux

package walk

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// FuzzComponent takes paths apart.
func FuzzComponent(f *testing.F) {
	for _, s := range []string{"a", "a/", "a//b/./../c//", ".", "..", "/a", "////", "\x00/\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, path string) {
		var names []string
		rest := relative(path)
		if rest == "" || rest[0] == '/' {
			t.Fatalf("%q is relative %q", path, rest)
		}
		for {
			name, after, last := component(rest)
			if name == "" || strings.Contains(name, "/") {
				t.Fatalf("%q has a component %q", path, name)
			}
			names = append(names, name)
			if last {
				if after != "" && after != "/" {
					t.Fatalf("%q ends in %q", path, after)
				}
				break
			}
			if len(after) >= len(rest) {
				t.Fatalf("%q does not end", path)
			}
			rest = after
		}
		want := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
		if len(want) == 0 {
			want = []string{"."}
		}
		if strings.Join(names, "/") != strings.Join(want, "/") {
			t.Errorf("%q is %q", path, names)
		}
	})
}

// FuzzOpen walks a path through a tree of links, as the kernel does.
func FuzzOpen(f *testing.F) {
	target, top := self(f), openTop(f)
	for _, dir := range []string{"a", "a/b", "a/b/c", "d"} {
		if err := unix.Mkdirat(top, dir, 0o755); err != nil {
			f.Fatal(err)
		}
	}
	for name, text := range map[string]string{
		"l": "a/b", "a/l": "../l/c", "a/b/l": "./..//b/c/", "a/b/c/l": "../../../d", "d/l": "../a/l/../../..", "m": "m", "a/m": "../nowhere",
		"n": strings.Repeat("a/b/../../", 300) + "l",
	} {
		if err := unix.Symlinkat(text, top, name); err != nil {
			f.Fatal(err)
		}
	}
	for _, path := range []string{"l/l/l", "a/../l/..", "n/l", "a/b/c/l/l", "m/..", "a/m", "l//", strings.Repeat("l/../../", 30) + "n"} {
		f.Add(path, false)
		f.Add(path, true)
	}
	f.Fuzz(func(t *testing.T, path string, noFollow bool) {
		if strings.Contains(path, "\x00") || strings.HasPrefix(path, "/") {
			return
		}
		how := unix.OpenHow{Flags: unix.O_PATH}
		if noFollow {
			how.Flags |= unix.O_NOFOLLOW
		}
		got := identityOf(Open(target, Start{Pin: top, Pinned: true}, path, Options{How: how}))
		want := identityOf(unix.Openat(top, path, int(how.Flags)|unix.O_CLOEXEC, 0))
		if got != want {
			t.Errorf("%q, flags %#x: %s, and by the kernel %s", path, how.Flags, got, want)
		}
	})
}
