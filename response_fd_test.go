//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

func isClosed(f *os.File) bool { return errors.Is(f.Close(), os.ErrClosed) }

func TestRespondWithFD(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	kerneltest.Need(t, "addfd", seccompstream.Features().AddFD)
	u := newPuppet(t)
	u.do(unix.SYS_PRLIMIT64, 0, unix.RLIMIT_NOFILE, rlimit(u, 200), 0)
	u.supervise(unix.SYS_GETPPID)
	open := func() *os.File {
		f, err := os.Open("/dev/null")
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	for _, c := range []struct {
		opts    seccompstream.AddFDOptions
		number  int64
		cloexec bool
	}{
		{seccompstream.AddFDOptions{}, -1, false},
		{seccompstream.AddFDOptions{CloseOnExec: true}, -1, true},
		{seccompstream.AddFDOptions{SetFD: true, TargetFD: 77}, 77, false},
		{seccompstream.AddFDOptions{SetFD: true, TargetFD: 77, CloseOnExec: true}, 77, true},
	} {
		n := u.notified(unix.SYS_GETPPID)
		f := open()
		if err := n.Respond(seccompstream.FD(f, c.opts)); err != nil {
			t.Fatalf("%+v: %v", c.opts, err)
		}
		fd, err := u.result()
		if what, cloexec := has(n.PID, int(fd)); err != nil || what != "/dev/null" || cloexec != c.cloexec || c.number >= 0 && fd != c.number {
			t.Errorf("%+v: %d, %v, is %s, close-on-exec %v", c.opts, fd, err, what, cloexec)
		}
		if !isClosed(f) {
			t.Errorf("%+v: ours is open", c.opts)
		}
	}
	// The call fails where the descriptor has no place.
	for opts, want := range map[seccompstream.AddFDOptions]error{
		{SetFD: true, TargetFD: 200}: unix.EBADF,
	} {
		n, f := u.notified(unix.SYS_GETPPID), open()
		if err := n.Respond(seccompstream.FD(f, opts)); err != nil {
			t.Errorf("%+v: %v", opts, err)
		}
		if r, err := u.result(); r != -1 || err != want {
			t.Errorf("%+v: the target got %d, %v; want %v", opts, r, err, want)
		}
		if !isClosed(f) {
			t.Errorf("%+v: ours is open", opts)
		}
	}
	// What cannot be sent leaves the call waiting.
	n, f := u.notified(unix.SYS_GETPPID), open()
	f.Close()
	for name, r := range map[string]seccompstream.Response{
		"a closed file": seccompstream.FD(f, seccompstream.AddFDOptions{}),
		"no file":       seccompstream.FD(nil, seccompstream.AddFDOptions{}),
	} {
		for range 2 {
			wantErr(t, name, n.Respond(r), seccompstream.ErrBadResponse)
		}
	}
	undo := seccompstream.WithoutAddFD(u.s)
	f = open()
	wantErr(t, "before Linux 5.9", n.Respond(seccompstream.FD(f, seccompstream.AddFDOptions{})), errors.ErrUnsupported)
	undo()
	if !isClosed(f) {
		t.Error("before Linux 5.9: ours is open")
	}
	// It answers one call, and does not take another's file for its own.
	f = open()
	r := seccompstream.FD(f, seccompstream.AddFDOptions{})
	if want := `fd("/dev/null")`; r.String() != want {
		t.Errorf("%v, want %s", r, want)
	}
	if err := n.Respond(r); err != nil {
		t.Fatal(err)
	}
	u.result()
	n = u.notified(unix.SYS_GETPPID)
	again := open()
	defer again.Close()
	wantErr(t, "a second time", n.Respond(r), seccompstream.ErrBadResponse)
	f = open()
	u.kill()
	wantErr(t, "after the end", n.Respond(seccompstream.FD(f, seccompstream.AddFDOptions{})), seccompstream.ErrExpired)
	if !isClosed(f) {
		t.Error("after the end: ours is open")
	}
}

func TestRespondWithFDInServe(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	kerneltest.Need(t, "addfd", seccompstream.Features().AddFD)
	target := streamtest.New(t, nil, "getppid")
	serve(t, target.Stream, handlerFunc(func(context.Context, seccompstream.Notification) seccompstream.Response {
		f, err := os.Open("/dev/null")
		if err != nil {
			return seccompstream.Error(err)
		}
		return seccompstream.FD(f, seccompstream.AddFDOptions{CloseOnExec: true})
	}))
	for range 20 {
		fd, err := target.Call("getppid")
		if err != nil {
			t.Fatal(err)
		}
		if what, err := os.Readlink(fmt.Sprint("/proc/self/fd/", fd)); what != "/dev/null" {
			t.Errorf("%s, %v", what, err)
		}
		unix.Close(int(fd))
	}
}

func TestFDIsNoConfig(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	_, fd := streamtest.NewListener(t, "getppid")
	f := plainFile(t, "")
	_, err := seccompstream.NewNotificationStream(fd, &seccompstream.Config{CloseResponse: seccompstream.FD(f, seccompstream.AddFDOptions{})})
	wantErr(t, "FD as CloseResponse", err, seccompstream.ErrBadResponse)
	if isClosed(f) {
		t.Error("the file was closed")
	}
	unix.Close(fd)
}

// When the target has closed its descriptor nobody has it open any more: a FIFO is at its end,
// a file can be executed, a lock is free. The target is on the CPU of whoever answers, and goes
// before everybody else, so that it closes before the supervisor does anything more.
func TestFDIsTheTargetsAlone(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	kerneltest.Need(t, "addfd", seccompstream.Features().AddFD)
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	u := newPuppet(t)
	r := u.do(unix.SYS_OPENAT, unix.AT_FDCWD, fifo, unix.O_RDONLY|unix.O_NONBLOCK, 0)
	u.supervise(unix.SYS_GETPPID)
	var cpu unix.CPUSet
	cpu.Set(firstCPU())
	first := unix.SchedAttr{Size: unix.SizeofSchedAttr, Policy: unix.SCHED_FIFO, Priority: 1}
	for i := range 20 {
		n := u.notified(unix.SYS_GETPPID)
		if i == 0 {
			if err := errors.Join(unix.SchedSetaffinity(n.PID, &cpu), unix.SchedSetAttr(n.PID, &first, 0)); err != nil {
				t.Fatal(err)
			}
		}
		w, err := os.OpenFile(fifo, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		// Ordered in advance, and read together with the call that is being answered or
		// right after it.
		u.order(order{Do: "call", Nr: unix.SYS_CLOSE, Args: []any{100}})
		u.order(order{Do: "call", Nr: unix.SYS_READ, Args: []any{r, uint64(puppetPages), 1}})
		answered := make(chan error)
		go func() {
			runtime.LockOSThread() // and ends with the thread
			err := unix.SchedSetaffinity(0, &cpu)
			if err == nil {
				err = n.Respond(seccompstream.FD(w, seccompstream.AddFDOptions{SetFD: true, TargetFD: 100}))
			}
			answered <- err
		}()
		if err := <-answered; err != nil {
			t.Fatal(err)
		}
		if fd, err := u.result(); fd != 100 || err != nil {
			t.Fatal(fd, err)
		}
		if _, err := u.result(); err != nil {
			t.Fatal(err)
		}
		if n, err := u.result(); n != 0 || err != nil {
			t.Fatalf("the FIFO is not at its end: %d, %v", n, err)
		}
	}
}

func TestReturn(t *testing.T) {
	if r := seccompstream.Return(5, nil); r != seccompstream.Success(5) {
		t.Error(r)
	}
	if r := seccompstream.Return(-1, os.NewSyscallError("openat", unix.ELOOP)); r != seccompstream.Error(unix.ELOOP) {
		t.Error(r)
	}
}

func TestFDInfo(t *testing.T) {
	kerneltest.Deadline(t, 30*time.Second)
	f := plainFile(t, "0123456789")
	u := newPuppet(t)
	fd := u.do(unix.SYS_OPENAT, unix.AT_FDCWD, f.Name(), unix.O_RDWR|unix.O_APPEND, 0)
	u.do(unix.SYS_LSEEK, fd, 7, 0)
	u.do(unix.SYS_DUP3, fd, 90, unix.O_CLOEXEC)
	u.supervise(unix.SYS_GETPPID)
	n := u.notified(unix.SYS_GETPPID)
	for number, cloexec := range map[int]bool{int(fd): false, 90: true} {
		info, err := n.FDInfo(number)
		if err != nil || info.Path != f.Name() || info.CloseOnExec != cloexec || info.Offset != 7 ||
			info.Flags&(unix.O_ACCMODE|unix.O_APPEND|unix.O_NONBLOCK) != unix.O_RDWR|unix.O_APPEND {
			t.Errorf("%d: %+v, %v", number, info, err)
		}
	}
	for _, number := range []int{91, -1, 1 << 40} {
		if info, err := n.FDInfo(number); info != (seccompstream.FDInfo{}) || !isSyscallError(err, unix.EBADF) {
			t.Errorf("%d: %+v, %v", number, info, err)
		}
	}
	u.kill()
	if _, err := n.FDInfo(90); err != seccompstream.ErrExpired {
		t.Errorf("after the end: %v", err)
	}
}
