//go:build linux

package walk

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/procfs"
)

// need leaves out what the kernel cannot do: it is Linux 5.6 that brought openat2.
func need(t testing.TB) {
	t.Helper()
	if fd, err := unix.Openat2(unix.AT_FDCWD, "/", &unix.OpenHow{Flags: unix.O_PATH}); err == unix.ENOSYS {
		t.Skip("no openat2")
	} else if err == nil {
		unix.Close(fd)
	}
}

// self is this process as a target.
func self(t testing.TB) *Target {
	t.Helper()
	need(t)
	dir, err := procfs.Dir(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(dir) })
	return &Target{Proc: dir}
}

// openTop opens a new directory, from which relative paths start.
func openTop(t testing.TB) int {
	t.Helper()
	top, err := unix.Open(t.TempDir(), unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(top) })
	return top
}

// dig makes directories in one another, below top, however long the path is, and returns the
// deepest.
func dig(t testing.TB, top int, names ...string) int {
	t.Helper()
	at := top
	for _, name := range names {
		if err := unix.Mkdirat(at, name, 0o755); err != nil && err != unix.EEXIST {
			t.Fatal(err)
		}
		next, err := unix.Openat(at, name, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		if err != nil {
			t.Fatal(err)
		}
		if at != top {
			unix.Close(at)
		}
		at = next
	}
	if len(names) > 0 {
		t.Cleanup(func() { unix.Close(at) })
	}
	return at
}

func identityOf(fd int, err error) string {
	if err != nil {
		var errno unix.Errno
		if errors.As(err, &errno) {
			return unix.ErrnoName(errno)
		}
		return err.Error()
	}
	defer unix.Close(fd)
	id, err := identify(fd)
	return fmt.Sprint(id, err)
}

// compare opens a path as the kernel does and by the walk, and returns how many steps that
// took.
func compare(t testing.TB, target *Target, dir int, path string) int {
	t.Helper()
	asked := 0
	how := unix.OpenHow{Flags: unix.O_PATH}
	got := identityOf(Open(target, Start{Pin: dir, Pinned: true}, path, Options{How: how, Valid: func() error { asked++; return nil }}))
	want := identityOf(unix.Openat(dir, path, unix.O_PATH|unix.O_CLOEXEC, 0))
	if got != want {
		if len(path) > 200 {
			path = path[:200] + "..."
		}
		t.Errorf("%s: %s, and by the kernel %s", path, got, want)
	}
	return asked * validEvery
}

// To go up and down in a deep tree costs no more steps than the path has, a few times over:
// otherwise a target has a supervisor work for seconds by one path.
func TestClimb(t *testing.T) {
	target, top := self(t), openTop(t)
	const depth, links = 2000, 39
	deepest := dig(t, top, strings.Split(strings.Repeat("x ", depth)[:2*depth-1], " ")...)
	for name, unit := range map[string]string{
		"one":  "../x/",
		"two":  "../../x/x/",
		"far":  strings.Repeat("../", 60) + strings.Repeat("x/", 60),
		"slow": strings.Repeat("../../x/", 30) + strings.Repeat("x/", 30),
		"all":  strings.Repeat("../", 700) + strings.Repeat("x/", 700),
		"mid":  "../x/", // and the links are followed by more
	} {
		text := strings.Repeat(unit, (unix.PathMax-20)/len(unit))
		for i := range links {
			next := name + fmt.Sprint(i+1)
			if i == links-1 {
				next = "."
			} else if name == "mid" {
				next += "/../x"
			}
			if err := unix.Symlinkat(text+next, deepest, name+fmt.Sprint(i)); err != nil {
				t.Fatal(err)
			}
		}
		components := depth + links*strings.Count(text, "/")
		steps := compare(t, target, top, strings.Repeat("x/", depth)+name+"0")
		t.Logf("%s: %d components, %d steps", name, components, steps)
		if steps > 4*components {
			t.Errorf("%s: %d steps for %d components", name, steps, components)
		}
		if steps < components/2 {
			t.Errorf("%s: %d steps were counted for %d components", name, steps, components)
		}
	}
}

// Names that are longer together than a path may be.
func TestLongNames(t *testing.T) {
	target, top := self(t), openTop(t)
	name := strings.Repeat("n", 200)
	many := func(n int) string { return strings.Repeat(name+"/", n) }
	names := make([]string, 60)
	for i := range names {
		names[i] = name
	}
	dig(t, top, names[:10]...)
	for i := 10; i <= 60; i += 10 {
		dir := dig(t, top, names[:i]...)
		if i < 60 {
			if err := unix.Symlinkat(many(10)+"deeper", dir, "deeper"); err != nil {
				t.Fatal(err)
			}
		} else if err := unix.Mkdirat(dir, "deeper", 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"deeper", "deeper/.", "deeper/..", "deeper/../../..", "deeper/" + strings.Repeat("../", 40) + name, "deeper/" + strings.Repeat("../", 70)} {
		compare(t, target, top, many(10)+path)
	}
	// From a directory whose own path is too long to be told.
	bottom := dig(t, top, names...)
	for _, path := range []string{"..", "../..", strings.Repeat("../", 30), strings.Repeat("../", 62) + name, "../" + name + "/../deeper"} {
		compare(t, target, bottom, path)
	}
}

// From a deep working directory upwards, by its path or by asking for each directory above.
func TestAbove(t *testing.T) {
	target, top := self(t), openTop(t)
	deepest := dig(t, top, strings.Split(strings.Repeat("y ", 300)[:599], " ")...)
	for _, path := range []string{"..", "../", "../.", strings.Repeat("../", 299), strings.Repeat("../", 300), strings.Repeat("../", 400), strings.Repeat("../", 200) + strings.Repeat("y/", 200) + "..", "../nowhere"} {
		compare(t, target, deepest, path)
	}
	asked := 0
	how := unix.OpenHow{Flags: unix.O_PATH, Resolve: unix.RESOLVE_NO_XDEV}
	fd, err := Open(target, Start{Pin: deepest, Pinned: true}, strings.Repeat("../", 300), Options{How: how, Valid: func() error { asked++; return nil }})
	want := identityOf(unix.Openat(top, ".", unix.O_PATH|unix.O_CLOEXEC, 0))
	if got := identityOf(fd, err); got != want {
		t.Errorf("without a change of mounts: %s, want %s", got, want)
	}
	if steps := asked * validEvery; steps > 4*300 {
		t.Errorf("%d steps for 300", steps)
	}
}

// A walk ends when its call is over.
func TestValid(t *testing.T) {
	target, top := self(t), openTop(t)
	dig(t, top, "a", "b")
	for i := range 10 {
		next := fmt.Sprint("link", i+1)
		if i == 9 {
			next = "."
		}
		if err := unix.Symlinkat(strings.Repeat("b/../", 800)+next, dig(t, top, "a"), fmt.Sprint("link", i)); err != nil {
			t.Fatal(err)
		}
	}
	over := errors.New("over")
	for _, after := range []int{1, 3} {
		asked := 0
		_, err := Open(target, Start{Pin: top, Pinned: true}, "a/link0", Options{
			How: unix.OpenHow{Flags: unix.O_PATH},
			Valid: func() error {
				if asked++; asked >= after {
					return over
				}
				return nil
			},
		})
		if err != over || asked != after {
			t.Errorf("asked %d times: %v", asked, err)
		}
	}
}

// Ways through trees that nobody has thought of mean what they mean to the kernel.
func TestRandom(t *testing.T) {
	target, top := self(t), openTop(t)
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	dirs := []int{top}
	for range 40 {
		dir := dirs[r.IntN(len(dirs))]
		dirs = append(dirs, dig(t, dir, string(rune('a'+r.IntN(3)))))
	}
	way := func(n int) string {
		var b strings.Builder
		for range 1 + r.IntN(n) {
			b.WriteString([]string{"a/", "b/", "c/", "../", "../", "./", "l/", "m/", "/"}[r.IntN(9)])
		}
		return strings.TrimLeft(b.String(), "/") + []string{"", ".", "..", "a", "l"}[r.IntN(5)]
	}
	for _, dir := range dirs {
		for _, name := range []string{"l", "m"} {
			if text := way(12); text != "" && r.IntN(2) == 0 {
				_ = unix.Symlinkat(text, dir, name)
			}
		}
	}
	for range 3000 {
		compare(t, target, dirs[r.IntN(len(dirs))], way(60))
	}
	if t.Failed() {
		t.Logf("seed %d", seed)
	}
}

// A walk has few descriptors open, however deep it is, and ends with none.
func TestFewDescriptors(t *testing.T) {
	target, top := self(t), openTop(t)
	deepest := dig(t, top, strings.Split(strings.Repeat("x ", 1500)[:2999], " ")...)
	if err := unix.Symlinkat("../x/.", deepest, "link"); err != nil {
		t.Fatal(err)
	}
	w := &walk{target: target, how: unix.OpenHow{Flags: unix.O_PATH}, root: -1, base: -1}
	w.rest = strings.Repeat("x/", 1500) + "link"
	var err error
	if w.root, err = unix.Dup(top); err != nil {
		t.Fatal(err)
	}
	w.o.Valid = func() error {
		if len(w.held) > 32 {
			return fmt.Errorf("%d directories are held at depth %d", len(w.held), len(w.names))
		}
		return nil
	}
	for err = errGoOn; err == errGoOn; {
		var fd int
		if fd, err = w.byComponent(); err == nil {
			unix.Close(fd)
		}
	}
	if err != nil {
		t.Error(err)
	}
	w.close()
	if len(w.held) != 0 {
		t.Errorf("%d directories are left", len(w.held))
	}
}

func BenchmarkClimb(b *testing.B) {
	target, top := self(b), openTop(b)
	deepest := dig(b, top, strings.Split(strings.Repeat("x ", 2000)[:3999], " ")...)
	for i := range 39 {
		next := fmt.Sprint("L", i+1)
		if i == 38 {
			next = "."
		}
		if err := unix.Symlinkat(strings.Repeat("../x/", 815)+next, deepest, fmt.Sprint("L", i)); err != nil {
			b.Fatal(err)
		}
	}
	path := strings.Repeat("x/", 2000) + "L0"
	b.Run("walk", func(b *testing.B) {
		for range b.N {
			fd, err := Open(target, Start{Pin: top, Pinned: true}, path, Options{How: unix.OpenHow{Flags: unix.O_PATH}})
			if err != nil {
				b.Fatal(err)
			}
			unix.Close(fd)
		}
	})
	b.Run("kernel", func(b *testing.B) {
		for range b.N {
			fd, err := unix.Openat(top, path, unix.O_PATH|unix.O_CLOEXEC, 0)
			if err != nil {
				b.Fatal(err)
			}
			unix.Close(fd)
		}
	})
}
