//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

// confined puts a puppet into user, mount and, if wanted, PID namespaces of its own, in which
// it mounts what it likes.
func confined(flags uintptr) func(*exec.Cmd) {
	return func(c *exec.Cmd) {
		a := attributes(c)
		a.Cloneflags |= unix.CLONE_NEWUSER | unix.CLONE_NEWNS | flags
		a.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: 0, Size: 65536}}
		a.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: 0, Size: 65536}}
	}
}

func (u *puppet) bind(from, to string) {
	u.t.Helper()
	u.do(unix.SYS_MOUNT, from, to, 0, unix.MS_BIND, 0)
}

// within fails the test, and names what hangs, if f takes longer than any machine needs.
func within(t testing.TB, what string, target *kerneltest.Process, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
	case <-time.After(kerneltest.Patience(20 * time.Second)):
		target.Cmd.Process.Kill()
		t.Errorf("%s: hangs", what)
		<-done
	}
}

// What a target mounts over its /proc leads the supervisor to nothing of anybody else's, holds
// it up nowhere, and costs it no memory. The victim is the supervisor itself.
func TestMountsOverProc(t *testing.T) {
	kerneltest.Deadline(t, 3*time.Minute)
	kerneltest.Need(t, "openat2", seccompstream.Features().OpenAt2)
	secret := plainFile(t, "secret")
	victim := fmt.Sprintf("/proc/%d", os.Getpid())
	victims := fmt.Sprintf("/fd/%d", secret.Fd())
	links := []string{"/cwd", "/cwd/path_test.go", "/root", "/root/etc/passwd", "/exe", "/ns/mnt", victims}
	all := func(dirs ...string) (paths []string) {
		for _, dir := range dirs {
			for _, link := range links {
				paths = append(paths, dir+link)
			}
		}
		return paths
	}
	for _, c := range []struct {
		name  string
		mount func(u *puppet, own, mnt string) // own is the target's directory in /proc
		paths func(own string) []string
	}{
		{"another's fd over the own", func(u *puppet, own, _ string) {
			u.bind(victim+"/fd", own+"/fd")
		}, func(own string) []string {
			return []string{"/proc/self" + victims, "/proc/thread-self/../../fd/" + filepath.Base(victims), own + victims, "/dev/fd/" + filepath.Base(victims)}
		}},
		{"another's fd over the thread's", func(u *puppet, own, _ string) {
			u.bind(victim+"/fd", own+"/task/"+filepath.Base(own)+"/fd")
		}, func(own string) []string {
			return []string{"/proc/thread-self" + victims, own + "/task/" + filepath.Base(own) + victims}
		}},
		{"another over the own", func(u *puppet, own, _ string) { u.bind(victim, own) }, func(own string) []string {
			return all("/proc/self", "/proc/thread-self", own)
		}},
		{"another's thread over the own", func(u *puppet, own, _ string) {
			u.bind(victim, own+"/task/"+filepath.Base(own))
		}, func(own string) []string { return all("/proc/thread-self", own+"/task/"+filepath.Base(own)) }},
		{"all threads of another over the own", func(u *puppet, own, _ string) {
			u.bind(victim+"/task", own+"/task")
		}, func(own string) []string {
			return all(own+"/task/"+filepath.Base(victim), "/proc/self/task/"+filepath.Base(victim))
		}},
		{"another's ns over the own", func(u *puppet, own, _ string) { u.bind(victim+"/ns", own+"/ns") }, func(own string) []string {
			return []string{"/proc/self/ns/mnt", "/proc/self/ns/user", own + "/ns/mnt"}
		}},
		{"another over the thread that nobody lists", func(u *puppet, _, _ string) {
			u.bind(victim, fmt.Sprintf("/proc/%d", u.thread()))
		}, func(string) []string { return all("TID", "/proc/thread-self") }},
		{"another elsewhere", func(u *puppet, _, mnt string) { u.bind(victim, mnt) }, func(string) []string { return nil }},
		{"/proc elsewhere, and another in it", func(u *puppet, own, mnt string) {
			u.bind("/proc", mnt)
			u.bind(victim, mnt+"/"+filepath.Base(own))
		}, func(string) []string { return nil }},
	} {
		for _, space := range []uintptr{0, unix.CLONE_NEWPID} {
			if space != 0 && c.name != "another over the own" {
				continue // the supervisor's numbers are its own there only with the host's /proc
			}
			t.Run(fmt.Sprintf("%s, %#x", c.name, space), func(t *testing.T) {
				u := newPuppet(t, confined(space))
				own := fmt.Sprintf("/proc/%d", u.p.Cmd.Process.Pid)
				mnt := t.TempDir()
				c.mount(u, own, mnt)
				paths := c.paths(own)
				if paths == nil {
					paths = all(mnt, mnt+"/self", mnt+"/thread-self", mnt+"/"+filepath.Base(own))
				}
				tid := fmt.Sprintf("/proc/%d", u.do(unix.SYS_GETTID))
				u.supervise(unix.SYS_OPENAT2)
				for _, path := range paths {
					path = strings.Replace(path, "TID", tid, 1)
					for _, flags := range []uint64{unix.O_PATH, unix.O_RDONLY} {
						n := u.openat2(cwd, path, unix.OpenHow{Flags: flags})
						within(t, path, u.p, func() {
							f, err := n.OpenPath(0, 1, unix.OpenHow{Flags: flags})
							if err == nil {
								got := what("self", int64(f.Fd()))
								name, _ := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", f.Fd()))
								f.Close()
								if got != what("self", int64(secret.Fd())) && targetHas(tid, victims, got) {
									return // it is the target's own of that name
								}
								t.Errorf("%s, flags %#x: opened %s", path, flags, name)
							}
							switch outcome(err) {
							case "ELOOP", "ENOENT", "EXDEV", "ENOTDIR":
							default:
								t.Errorf("%s, flags %#x: %v", path, flags, err)
							}
							alive(t, n)
						})
						n.Error(unix.EIO)
						u.result()
					}
				}
			})
		}
	}
}

// targetHas reports whether a file is one that the target's own links lead to.
func targetHas(own, fd, file string) bool {
	for _, link := range []string{fd, "/cwd", "/root", "/root/etc/passwd", "/cwd/path_test.go", "/exe", "/ns/mnt", "/ns/user"} {
		var st unix.Stat_t
		if unix.Stat(own+link, &st) == nil && strings.HasPrefix(file, fmt.Sprintf("%d:%d ", st.Dev, st.Ino)) {
			return true
		}
	}
	return false
}

// alive fails unless the supervisor still sees who the target is.
func alive(t testing.TB, n seccompstream.Notification) {
	t.Helper()
	p, err := n.Process()
	if err != nil || p.TID != n.PID {
		t.Errorf("Process: %+v, %v", p, err)
	}
	fd, err := n.PIDFD()
	if err != nil {
		t.Errorf("PIDFD: %v", err)
	} else {
		unix.Close(fd)
	}
	var b [1]byte
	if _, err := n.Memory().ReadAt(b[:], int64(n.Args[1])); err != nil {
		t.Errorf("Memory: %v", err)
	}
}

// What a target puts in the place of the files that say who it is neither holds the supervisor up nor
// costs it memory.
func TestFilesOverProc(t *testing.T) {
	kerneltest.Deadline(t, 5*time.Minute)
	kerneltest.Need(t, "openat2", seccompstream.Features().OpenAt2)
	files := map[string]func(path string) error{
		"a FIFO":               func(path string) error { return unix.Mkfifo(path, 0o666) },
		"a link to zeros":      func(path string) error { return os.Symlink("/dev/zero", path) },
		"a link to a FIFO":     func(path string) error { return os.Symlink("../fifo", path) },
		"a link to a terminal": func(path string) error { return os.Symlink("/dev/ptmx", path) },
		"a large file": func(path string) error {
			err := os.WriteFile(path, nil, 0o644)
			if err == nil {
				err = os.Truncate(path, 1<<40)
			}
			return err
		},
		"nothing":     func(string) error { return nil },
		"a directory": func(path string) error { return os.Mkdir(path, 0o755) },
	}
	for name, plant := range files {
		t.Run(name, func(t *testing.T) {
			// In the place of the whole directory, of the thread's in the process's, and of the file alone.
			for _, over := range []string{"", "/task/TID", "/status", "/task/TID/status", "/stat", "/ns", "/fd", "/task"} {
				u := newPuppet(t, confined(0))
				pid := u.p.Cmd.Process.Pid
				own := fmt.Sprintf("/proc/%d", pid)
				space, err := os.Readlink(own + "/ns/pid")
				fake := filepath.Join(t.TempDir(), "fake")
				for _, err := range []error{
					err, os.MkdirAll(fake+"/ns", 0o755), os.Symlink(space, fake+"/ns/pid"), unix.Mkfifo(fake+"/fifo", 0o666),
					os.MkdirAll(fake+"/fd", 0o755), plant(fake + "/status"), plant(fake + "/stat"), plant(fake + "/0"), plant(fake + "/fd/status"),
				} {
					if err != nil {
						t.Fatal(err)
					}
				}
				from := fake
				if strings.HasSuffix(over, "stat") || strings.HasSuffix(over, "status") {
					from = fake + "/status"
				}
				// Not everything can be mounted over everything.
				u.order(order{Do: "call", Nr: unix.SYS_MOUNT, Args: []any{from, own + strings.Replace(over, "TID", filepath.Base(own), 1), 0, unix.MS_BIND, 0}})
				if _, err := u.result(); err != nil && over == "" {
					t.Errorf("mounting %s over %s: %v", from, over, err)
				}
				u.supervise(unix.SYS_OPENAT2)
				for _, path := range []string{"/proc/self/comm", "/proc/thread-self/comm", "/proc/self/fd/0", "/proc/self/exe", "/proc/self/cwd/.", "/proc/thread-self/fd/0", own + "/fd/0", "/proc/self/root/proc/self/exe"} {
					n := u.openat2(cwd, path, unix.OpenHow{Flags: unix.O_PATH})
					var before, after runtime.MemStats
					runtime.ReadMemStats(&before)
					within(t, path, u.p, func() {
						f, err := n.OpenPath(0, 1, unix.OpenHow{Flags: unix.O_PATH})
						if err == nil {
							f.Close()
						} else if !errors.As(err, new(syscall.Errno)) {
							t.Errorf("%s with %s over %s: %v", path, name, over, err)
						}
						alive(t, n)
					})
					runtime.ReadMemStats(&after)
					if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 16 {
						t.Errorf("%s with %s over %s: %d MiB", path, name, over, used)
					}
					n.Error(unix.EIO)
					u.result()
				}
				u.kill()
			}
		})
	}
}

// A file system that never answers, in the place of what says who the target is, is not asked.
func TestFileSystemOverProc(t *testing.T) {
	kerneltest.Deadline(t, 3*time.Minute)
	kerneltest.Need(t, "fuse", kerneltest.HaveFUSE())
	kerneltest.Need(t, "openat2", seccompstream.Features().OpenAt2)
	p, s := startTarget(t, nil, fuseOverProc)
	defer s.Close()
	for range procPaths {
		n, err := s.Receive(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		path, err := n.Memory().ReadString(n.Args[1], 100)
		if err != nil {
			t.Fatal(err)
		}
		within(t, path, p, func() {
			f, err := n.OpenPath(0, 1, unix.OpenHow{Flags: unix.O_PATH})
			if err == nil {
				f.Close()
			} else if outcome(err) != "ENOENT" && outcome(err) != "ELOOP" {
				t.Errorf("%s: %v", path, err)
			}
			alive(t, n)
		})
		if err := n.Error(unix.EIO); err != nil {
			t.Error(err)
		}
	}
	for _, line := range p.Wait() {
		t.Error(line)
	}
}

// procPaths do not lead into what is mounted over task, which would be as slow for the target itself.
var procPaths = []string{"/proc/self/comm", "/proc/self/exe", "/proc/self/cwd/."}

var fuseOverProc = kerneltest.Scenario("fuse/proc", func(report kerneltest.Report) {
	err := kerneltest.FUSE(fmt.Sprintf("/proc/%d/task", os.Getpid()), kerneltest.FUSELookup, kerneltest.FUSEGetattr, kerneltest.FUSEOpen)
	if err != nil {
		report("%v", err)
		return
	}
	offerListener(0, unix.SYS_OPENAT2)
	for _, path := range procPaths {
		b, err := unix.BytePtrFromString(path)
		if err != nil {
			report("%v", err)
			return
		}
		dir := cwd
		call(unix.SYS_OPENAT2, uintptr(dir), uintptr(unsafe.Pointer(b)), 0, 0)
		runtime.KeepAlive(b)
	}
})

// /dev/tty is the terminal of the target's session, whatever the supervisor's own is.
func TestOpenPathTerminal(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	kerneltest.Need(t, "openat2", seccompstream.Features().OpenAt2)
	ptmx, slave := terminal(t)
	u := newPuppet(t)
	u.do(unix.SYS_SETSID)
	u.supervise(unix.SYS_OPENAT2)
	open := func(path string, flags uint64) string {
		t.Helper()
		how := unix.OpenHow{Flags: flags}
		n := u.openat2(cwd, path, how)
		f, err := n.OpenPath(0, 1, how)
		got := outcome(err)
		if err == nil {
			var st unix.Stat_t
			if err := unix.Fstat(int(f.Fd()), &st); err != nil {
				t.Error(err)
			}
			got = fmt.Sprintf("%d:%d", unix.Major(st.Rdev), unix.Minor(st.Rdev))
			f.Close()
		}
		n.Error(unix.EIO)
		u.result()
		return got
	}
	var st unix.Stat_t
	if err := unix.Stat(slave, &st); err != nil {
		t.Fatal(err)
	}
	its := fmt.Sprintf("%d:%d", unix.Major(st.Rdev), unix.Minor(st.Rdev))
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink("/dev/tty", link); err != nil {
		t.Fatal(err)
	}
	if got := open("/dev/tty", unix.O_RDWR); got != "ENXIO" {
		t.Errorf("without a terminal: %s", got)
	}
	low, high := int(u.do(unix.SYS_OPENAT, cwd, slave, unix.O_RDWR, 0)), 40
	u.do(unix.SYS_DUP3, low, high, 0)
	for _, path := range []string{"/dev/tty", link} {
		for flags, want := range map[uint64]string{
			unix.O_RDWR: its, unix.O_RDONLY | unix.O_NONBLOCK: its, unix.O_WRONLY | unix.O_NOCTTY: its,
			unix.O_PATH: "5:0", unix.O_RDWR | unix.O_DIRECTORY: "ENOTDIR",
		} {
			if got := open(path, flags); got != want {
				t.Errorf("%s, flags %#x: %s, want %s", path, flags, got, want)
			}
		}
	}
	// By a descriptor that is not looked at it cannot be found, and it is not taken for none.
	u.do(unix.SYS_CLOSE, low)
	if got := open("/dev/tty", unix.O_RDWR); got != "ENXIO" {
		t.Errorf("without a low descriptor: %s", got)
	}
	u.do(unix.SYS_DUP3, high, low, 0)
	if got := open("/dev/tty", unix.O_RDWR); got != its {
		t.Errorf("with a low descriptor again: %s, want %s", got, its)
	}
	ptmx.Close()
}

// terminal makes one, and returns its other end's path.
func terminal(t testing.TB) (ptmx *os.File, slave string) {
	t.Helper()
	fd, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	ptmx = os.NewFile(uintptr(fd), "ptmx")
	t.Cleanup(func() { ptmx.Close() })
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	return ptmx, fmt.Sprintf("/dev/pts/%d", number)
}

// A walk of a path with no end of directories ends when its target does.
func TestOpenPathOfTheDead(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	kerneltest.Need(t, "openat2", seccompstream.Features().OpenAt2)
	root := grow(t, "a/b/c/file")
	for i := range 39 {
		next := fmt.Sprintf("L%d", i+1)
		if i == 38 {
			next = "file"
		}
		if err := os.Symlink(strings.Repeat("../../b/../b/c/", 270)+next, fmt.Sprintf("%s/a/b/c/L%d", root, i)); err != nil {
			t.Fatal(err)
		}
	}
	u := newPuppet(t)
	u.do(unix.SYS_CHDIR, root)
	u.supervise(unix.SYS_OPENAT2)
	how := unix.OpenHow{Flags: unix.O_PATH}
	if ours, theirs := u.both(cwd, "a/b/c/L0", how); ours != theirs {
		t.Errorf("%s, and by the target %s", ours, theirs)
	}
	n := u.openat2(cwd, "a/b/c/L0", how)
	killed := make(chan struct{})
	go func() {
		defer close(killed)
		time.Sleep(5 * time.Millisecond) // in the midst of it, sooner or later
		u.p.Cmd.Process.Kill()
	}()
	for {
		f, err := n.OpenPath(0, 1, how)
		if err == nil {
			f.Close()
			continue
		}
		if !errors.Is(err, seccompstream.ErrExpired) {
			t.Errorf("%v, want ErrExpired", err)
		}
		break
	}
	<-killed
}
