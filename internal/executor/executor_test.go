//go:build linux && cgo

package executor

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

func TestMain(m *testing.M) { kerneltest.Main(m) }

func cstring(p *runtime.Pinner, s string) uintptr {
	b := append([]byte(s), 0)
	p.Pin(&b[0])
	return uintptr(unsafe.Pointer(&b[0]))
}

func get(t *testing.T, p *Pool, key string) *Worker {
	t.Helper()
	w, err := p.Get(key)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// A worker is another process with the same descriptors, and a umask of its own.
func TestShares(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	var pool Pool
	defer pool.Close()
	var pin runtime.Pinner
	defer pin.Unpin()
	w := get(t, &pool, "")
	defer w.Kill()
	if r, errno, err := w.Call(nil, unix.SYS_GETPID); int(r) != w.PID() || w.PID() == os.Getpid() || errno != 0 || err != nil {
		t.Error(r, errno, err)
	}
	path := filepath.Join(t.TempDir(), "f")
	w.Call(nil, unix.SYS_UMASK, 0o077)
	at := unix.AT_FDCWD
	fd, errno, err := w.Call(nil, unix.SYS_OPENAT, uintptr(at), cstring(&pin, path), unix.O_CREAT|unix.O_RDWR|unix.O_CLOEXEC, 0o666)
	if errno != 0 || err != nil {
		t.Fatal(errno, err)
	}
	defer unix.Close(int(fd))
	var st unix.Stat_t
	if err := unix.Fstat(int(fd), &st); err != nil || st.Mode&0o777 != 0o600 {
		t.Errorf("mode %o, %v", st.Mode, err)
	}
	if _, errno, err := w.Call(nil, unix.SYS_OPENAT, uintptr(at), cstring(&pin, "/no/such"), 0); errno != unix.ENOENT || err != nil {
		t.Error(errno, err)
	}
	unix.Umask(unix.Umask(0o022)) // and ours is still what it was
}

// A call that blocks ends when it is to stop, the worker can be used again, and what comes just
// after does not see the signals of before.
func TestInterrupt(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	var pool Pool
	defer pool.Close()
	var pin runtime.Pinner
	defer pin.Unpin()
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	path, at := cstring(&pin, fifo), unix.AT_FDCWD
	stop := errors.New("stop")
	w := get(t, &pool, "")
	defer w.Kill()
	for range 100 {
		asked := 0
		_, errno, err := w.Call(func() error { asked++; return stop }, unix.SYS_OPENAT, uintptr(at), path, unix.O_RDONLY|unix.O_CLOEXEC)
		if errno != unix.EINTR || err != stop || asked != 1 {
			t.Fatal(errno, err, asked)
		}
		if r, errno, err := w.Call(nil, unix.SYS_GETPID); int(r) != w.PID() || errno != 0 || err != nil {
			t.Fatal(r, errno, err)
		}
	}
	opened := make(chan struct{})
	go func() {
		defer close(opened)
		time.Sleep(20 * time.Millisecond)
		f, err := os.OpenFile(fifo, os.O_WRONLY, 0)
		if err != nil {
			t.Error(err)
			return
		}
		f.Close()
	}()
	fd, errno, err := w.Call(func() error { return nil }, unix.SYS_OPENAT, uintptr(at), path, unix.O_RDONLY|unix.O_CLOEXEC)
	if errno != 0 || err != nil {
		t.Fatal(errno, err)
	}
	unix.Close(int(fd))
	<-opened
}

// A worker that somebody kills is an error, not a call that never ends.
func TestKilled(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	var pool Pool
	defer pool.Close()
	w := get(t, &pool, "")
	ts := &unix.Timespec{Sec: 3600}
	var pin runtime.Pinner
	defer pin.Unpin()
	pin.Pin(ts)
	killed := false
	_, _, err := w.Call(func() error {
		if !killed {
			killed = true
			unix.Kill(w.PID(), unix.SIGKILL)
		}
		return nil
	}, unix.SYS_NANOSLEEP, uintptr(unsafe.Pointer(ts)), 0)
	if err != ErrDied {
		t.Error(err)
	}
	w.Put() // which does not keep it
	if w := get(t, &pool, ""); w.PID() <= 0 {
		t.Error("no worker")
	} else {
		w.Put()
	}
}

// There are no more than so many, and each key has its own.
func TestPool(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	pool := Pool{Max: 4}
	defer pool.Close()
	var all []*Worker
	for range 4 {
		all = append(all, get(t, &pool, ""))
	}
	if _, err := pool.Get(""); !errors.Is(err, unix.EAGAIN) {
		t.Error(err)
	}
	all[0].Key = "other"
	other := all[0].PID()
	for _, w := range all {
		w.Put()
	}
	w := get(t, &pool, "other")
	if w.PID() != other {
		t.Errorf("worker %d, not %d", w.PID(), other)
	}
	w.Put()
	if w := get(t, &pool, "third"); w.Key != "" {
		t.Errorf("key %q", w.Key)
	} else {
		w.Put()
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				w, err := pool.Get("")
				if errors.Is(err, unix.EAGAIN) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				if r, _, _ := w.Call(nil, unix.SYS_GETPID); int(r) != w.PID() {
					t.Errorf("%d, not %d", r, w.PID())
				}
				w.Put()
			}
		})
	}
	wg.Wait()
}

// The workers die with this process, whatever ends it: they hold its memory and descriptors.
func TestDieWithUs(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	p := kerneltest.Start(t, orphan)
	pid := 0
	for _, c := range p.Line() {
		pid = 10*pid + int(c-'0')
	}
	pidfd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(pidfd)
	p.Kill()
	fds := []unix.PollFd{{Fd: int32(pidfd), Events: unix.POLLIN}}
	for {
		n, err := unix.Poll(fds, 30000)
		if err == unix.EINTR {
			continue
		}
		if n != 1 {
			t.Errorf("the worker lives on: %v", err)
		}
		return
	}
}

var orphan = kerneltest.Scenario("orphan", func(report kerneltest.Report) {
	var pool Pool
	w, err := pool.Get("")
	if err != nil {
		report("%v", err)
		return
	}
	report("%d", w.PID())
	select {}
})

// A worker can join a user namespace.
func TestUserNamespace(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	var pool Pool
	defer pool.Close()
	w := get(t, &pool, "")
	defer w.Kill()
	before, err := os.Readlink("/proc/self/ns/user")
	if err != nil {
		t.Fatal(err)
	}
	if _, errno, err := w.Call(nil, unix.SYS_UNSHARE, unix.CLONE_NEWUSER); errno != 0 || err != nil {
		t.Fatal(errno, err)
	}
	after, err := os.Readlink("/proc/self/ns/user")
	if err != nil || after != before {
		t.Errorf("ours was %s and is %s, %v", before, after, err)
	}
}
