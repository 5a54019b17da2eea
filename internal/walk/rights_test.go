//go:build linux

package walk

import (
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/procfs"
)

// To leave a directory by ".." takes the right to search it, as it does in the kernel.
func TestSearchBeforeLeaving(t *testing.T) {
	if unix.Geteuid() != 0 {
		t.Skip("not root")
	}
	target, top := self(t), openTop(t)
	dig(t, top, "closed", "in")
	dig(t, top, "open", "in")
	for name, mode := range map[string]uint32{".": 0o755, "closed": 0o700} {
		if err := unix.Fchmodat(top, name, mode, 0); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"to": "closed/../open", "through": "closed/in", "back": "open/in/../../closed/.."} {
		if err := unix.Symlinkat(text, top, name); err != nil {
			t.Fatal(err)
		}
	}
	// The directory of the test itself is not for everybody.
	start := Start{Pin: top, Pinned: true}
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // the thread ends with the goroutine
		if _, _, errno := unix.RawSyscall(unix.SYS_SETFSUID, 65534, 0, 0); errno != 0 {
			t.Error(errno)
			return
		}
		refused := 0
		for _, path := range []string{
			"open/../open", "closed", "closed/", "closed/.", "closed/..", "closed/../open", "closed/../open/in", "open/../closed/../open",
			"closed/in", "closed/in/..", "closed/in/../..", "to", "to/in", "to/..", "through", "through/..", "back", "back/open", "open/in/../../to",
			strings.Repeat("open/../", 300) + "closed/../open", strings.Repeat("open/../", 300) + "to",
		} {
			got := identityOf(Open(target, start, path, Options{How: unix.OpenHow{Flags: unix.O_PATH}}))
			want := identityOf(unix.Openat(top, path, unix.O_PATH|unix.O_CLOEXEC, 0))
			if got != want {
				t.Errorf("%s: %s, and by the kernel %s", path, got, want)
			}
			if want == "EACCES" {
				refused++
			}
		}
		if refused == 0 {
			t.Error("the kernel refuses nothing")
		}
	}()
	<-done
}

// Where descriptors run out, the directories that are held for later are given up, and none that
// is just used.
func TestNoDescriptors(t *testing.T) {
	target, top := self(t), openTop(t)
	deepest := dig(t, top, strings.Split(strings.Repeat("x ", 1500)[:2999], " ")...)
	if err := unix.Symlinkat(strings.Repeat("../x/", 200)+strings.Repeat("../", 500)+strings.Repeat("x/", 500)+".", deepest, "link"); err != nil {
		t.Fatal(err)
	}
	var before unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &before); err != nil {
		t.Fatal(err)
	}
	path := strings.Repeat("x/", 1500) + "link/../../" + strings.Repeat("x/../", 100) + "x"
	how := unix.OpenHow{Flags: unix.O_PATH}
	want := identityOf(unix.Openat(top, path, unix.O_PATH|unix.O_CLOEXEC, 0))
	opened := false
	for more := 1; more < 40; more++ {
		next, err := unix.FcntlInt(uintptr(top), unix.F_DUPFD_CLOEXEC, 0)
		if err != nil {
			t.Fatal(err)
		}
		unix.Close(next)
		tight := before
		tight.Cur = uint64(next + more)
		if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &tight); err != nil {
			t.Fatal(err)
		}
		fd, err := Open(target, Start{Pin: top, Pinned: true}, path, Options{How: how})
		if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &before); err != nil {
			t.Fatal(err)
		}
		switch got := identityOf(fd, err); {
		case got == want:
			opened = true
		case got != "EMFILE" || opened:
			t.Errorf("with %d descriptors: %s, want %s", more, got, want)
		}
	}
	if !opened {
		t.Error("never opened")
	}
	if _, err := procfs.Readlink(target.Proc, "cwd"); err != nil {
		t.Errorf("the target's directory is closed: %v", err)
	}
}
