//go:build linux

package walk

import (
	"strings"
	"testing"
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
