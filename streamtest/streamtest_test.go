//go:build linux && cgo

package streamtest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

func TestMain(m *testing.M) { kerneltest.Main(m) }

const limit = 30 * time.Second

// tb is what the package needs of a *testing.T, where there is none or it must not fail.
type tb struct {
	testing.TB
	ctx      context.Context
	cancel   context.CancelFunc
	cleanUps []func()
	said     []string
	failed   bool
}

func testingT() *tb {
	t := &tb{}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	return t
}

func (t *tb) Helper()                  {}
func (t *tb) Context() context.Context { return t.ctx }
func (t *tb) Cleanup(f func())         { t.cleanUps = append(t.cleanUps, f) }
func (t *tb) Failed() bool             { return t.failed }

func (t *tb) Errorf(format string, args ...any) {
	t.failed = true
	t.said = append(t.said, fmt.Sprintf(format, args...))
	fmt.Println(t.said[len(t.said)-1])
}

func (t *tb) Fatal(args ...any) {
	t.failed = true
	t.said = append(t.said, fmt.Sprint(args...))
	runtime.Goexit()
}

// end does what the end of a test does.
func (t *tb) end() {
	t.cancel()
	for _, f := range slices.Backward(t.cleanUps) {
		f()
	}
}

// try runs a test that may fail, and returns it.
func try(f func(t *tb)) *tb {
	t := testingT()
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer t.end()
		f(t)
	}()
	<-done
	return t
}

func echo(_ context.Context, n seccompstream.Notification) seccompstream.Response {
	return seccompstream.Success(int64(n.Args[0]))
}

func serve(t testing.TB, s *seccompstream.NotificationStream, h seccompstream.HandlerFunc) {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- s.Serve(context.Background(), h) }()
	t.Cleanup(func() {
		s.Close()
		if err := <-done; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
}

func TestCall(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid", "getcwd", "write", "openat")
	var last seccompstream.Notification
	serve(t, target.Stream, func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
		last = n
		if n.Name() == "getppid" {
			return seccompstream.Success(int64(n.Args[5]))
		}
		return seccompstream.Continue()
	})
	type file uint16
	val, err := target.Call("getppid", int8(-1), uint8(2), file(3), uintptr(4), int64(-5), ^uint64(0)>>8)
	if val != 1<<56-1 || err != nil {
		t.Errorf("%#x, %v", val, err)
	}
	if want := [6]uint64{1<<64 - 1, 2, 3, 4, 1<<64 - 5, 1<<56 - 1}; last.Args != want || last.PID != target.TID {
		t.Errorf("the notification is %+v", last)
	}

	// Bytes come back.
	buf := make([]byte, 512)
	val, err = target.Call("getcwd", buf, len(buf))
	here, _ := os.Getwd()
	if got := string(buf[:max(val-1, 0)]); err != nil || got != here {
		t.Errorf("getcwd: %q, %v", got, err)
	}
	// Strings end.
	if _, err := target.Call("openat", unix.AT_FDCWD, here+"/none", 0); err != unix.ENOENT {
		t.Errorf("openat: %v", err)
	}
	// A pointer is passed as it is.
	var p [2]int
	if err := unix.Pipe2(p[:], unix.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	defer unix.Close(p[0])
	defer unix.Close(p[1])
	text := []byte("text")
	if val, err := target.Call("write", p[1], unsafe.Pointer(&text[0]), len(text)); val != 4 || err != nil {
		t.Errorf("write: %d, %v", val, err)
	}
	runtime.KeepAlive(text)
	if n, _ := unix.Read(p[0], buf); string(buf[:n]) != "text" {
		t.Errorf("read %q", buf[:n])
	}

	// What cannot be passed is not called.
	before := target.Stream.Stats().Received
	for _, args := range [][]any{{1.5}, {nil}, {[]int{1}}, {struct{}{}}, {1, 2, 3, 4, 5, 6, 7}} {
		if val, err := target.Call("getppid", args...); val != -1 || err == nil {
			t.Errorf("%v: %d, %v", args, val, err)
		}
	}
	if val, err := target.Call("getpppid"); val != -1 || err == nil {
		t.Errorf("getpppid: %d, %v", val, err)
	}
	if now := target.Stream.Stats().Received; now != before {
		t.Errorf("%d calls made", now-before)
	}
}

// Only the target's calls are notified, and of those only the chosen ones.
func TestOthersGoOn(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid", "futex", "write", "mmap", "nanosleep", "clone", "rt_sigprocmask")
	if ppid := os.Getppid(); ppid <= 0 {
		t.Errorf("Getppid: %d", ppid)
	}
	if out, err := exec.Command("/bin/echo", "runs").Output(); string(out) != "runs\n" {
		t.Errorf("a command says %q, %v", out, err)
	}
	runtime.GC()
	if val, err := target.Call("getpid"); val != int64(os.Getpid()) || err != nil {
		t.Errorf("getpid: %d, %v", val, err)
	}
	if st := target.Stream.Stats(); st.Received != 0 {
		t.Errorf("%+v", st)
	}
}

func TestThreads(t *testing.T) {
	kerneltest.Deadline(t, limit)
	targets := streamtest.NewTargets(t, streamtest.Options{Threads: 50, Names: []string{"getppid"}})
	s := targets[0].Stream
	serve(t, s, func(_ context.Context, n seccompstream.Notification) seccompstream.Response {
		return seccompstream.Success(int64(n.PID))
	})
	var calls sync.WaitGroup
	for _, target := range targets {
		if target.Stream != s {
			t.Error("another stream")
		}
		for range 2 { // one after the other
			calls.Go(func() {
				if val, err := target.Call("getppid"); val != int64(target.TID) || err != nil {
					t.Errorf("%d, %v; want %d", val, err, target.TID)
				}
			})
		}
	}
	calls.Wait()
}

func TestInterrupt(t *testing.T) {
	kerneltest.Deadline(t, limit)
	for _, interruptible := range []bool{true, false} {
		if !interruptible {
			kerneltest.Need(t, "wait_killable_recv", seccompstream.Features().WaitKillableRecv)
		}
		target := streamtest.NewTargets(t, streamtest.Options{Interruptible: interruptible, Names: []string{"getppid"}})[0]
		target.Interrupt() // in no call
		result := make(chan error, 1)
		go func() {
			_, err := target.Call("getppid")
			result <- err
		}()
		n, err := target.Stream.Receive(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		target.Interrupt()
		if interruptible {
			if err := <-result; err != unix.EINTR {
				t.Errorf("interrupted: %v", err)
			}
			if err := n.Success(0); err != seccompstream.ErrExpired {
				t.Errorf("answering: %v", err)
			}
			continue
		}
		time.Sleep(20 * time.Millisecond)
		if err := n.Success(0); err != nil {
			t.Errorf("answering: %v", err)
		}
		if err := <-result; err != nil {
			t.Errorf("not interrupted: %v", err)
		}
	}
}

func TestExit(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	target.Exit()
	target.Exit()
	target.Interrupt()
	if _, err := target.Call("getppid"); err != os.ErrClosed {
		t.Errorf("Call after Exit: %v", err)
	}
	if _, err := target.Stream.Receive(t.Context()); err != io.EOF {
		t.Errorf("Receive after Exit: %v", err)
	}
}

// A test cleans up after itself, whatever it has left undone.
func TestCleanUp(t *testing.T) {
	kerneltest.Deadline(t, limit)
	threads := func() int {
		entries, err := os.ReadDir("/proc/self/task")
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	results := make(chan error, 200)
	before := 0
	for round := range 20 {
		try(func(tb *tb) {
			targets := streamtest.NewTargets(tb, streamtest.Options{Threads: 10, Names: []string{"getppid"}})
			for _, target := range targets {
				go func() {
					_, err := target.Call("getppid")
					results <- err
				}()
			}
			for range 5 { // and nobody answers these, or receives the others
				if _, err := targets[0].Stream.Receive(tb.Context()); err != nil {
					t.Error(err)
				}
			}
			// Each goroutine is in its call by the time that the targets end.
			for targets[0].Stream.Stats().Received < 5 {
				runtime.Gosched()
			}
		})
		for range 10 {
			if err := <-results; err != unix.ENOSYS && err != os.ErrClosed {
				t.Errorf("a call ended with %v", err)
			}
		}
		if round == 0 {
			before = threads()
		}
	}
	if now := threads(); now > before+15 { // some are the Go runtime's
		t.Errorf("%d threads, %d before", now, before)
	}
}

func TestSetUpFails(t *testing.T) {
	kerneltest.Deadline(t, limit)
	for want, f := range map[string]func(t *tb){
		"no calls to notify":            func(t *tb) { streamtest.New(t, nil) },
		`no system call named "mkdirr"`: func(t *tb) { streamtest.New(t, nil, "getppid", "mkdirr") },
		"Config.Buffer":                 func(t *tb) { streamtest.New(t, &seccompstream.Config{Buffer: -1}, "getppid") },
		"negative: -1": func(t *tb) {
			streamtest.NewTargets(t, streamtest.Options{Threads: -1, Names: []string{"getppid"}})
		},
	} {
		tb := try(f)
		if !tb.failed || !strings.Contains(strings.Join(tb.said, "\n"), want) {
			t.Errorf("%q is not in %q", want, tb.said)
		}
	}
}

// It needs no privilege.
func TestOrdinaryUser(t *testing.T) {
	kerneltest.Deadline(t, limit)
	lines := kerneltest.Child(t, ordinary, func(c *exec.Cmd) {
		if os.Getuid() == 0 {
			c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
	})
	if !slices.Equal(lines, []string{"11 <nil>", "failed: false"}) {
		t.Errorf("%q", lines)
	}
}

var ordinary = kerneltest.Scenario("ordinary", func(report kerneltest.Report) {
	t := try(func(t *tb) {
		target := streamtest.New(t, nil, "getppid")
		done := make(chan error, 1)
		go func() { done <- target.Stream.Serve(t.Context(), seccompstream.HandlerFunc(echo)) }()
		val, err := target.Call("getppid", 11)
		report("%d %v", val, err)
		t.cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("Serve: %v", err)
		}
	})
	report("failed: %v", t.failed)
})
