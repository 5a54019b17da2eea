//go:build linux && cgo

package seccompstream_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream"
	"github.com/seccompstream/seccompstream/internal/kerneltest"
	"github.com/seccompstream/seccompstream/streamtest"
)

func TestNotAListener(t *testing.T) {
	kerneltest.Deadline(t, limit)
	var p [2]int
	if err := unix.Pipe2(p[:], unix.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	defer unix.Close(p[1])
	null, err := unix.Open("/dev/null", unix.O_RDWR|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(null)
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(epoll)
	for name, fd := range map[string]int{
		"negative": -1, "huge": math.MaxInt32, "pipe": p[0], "/dev/null": null, "epoll": epoll,
	} {
		s, err := seccompstream.NewNotificationStream(fd, nil)
		if s != nil {
			t.Errorf("%s: got a stream", name)
		}
		wantErr(t, name, err, seccompstream.ErrNotListener)
	}
	// It is still ours.
	if err := unix.Close(p[0]); err != nil {
		t.Errorf("the refused descriptor was closed: %v", err)
	}
	_, err = seccompstream.NewNotificationStream(p[0], nil)
	wantErr(t, "closed", err, seccompstream.ErrNotListener)
}

func TestBadConfig(t *testing.T) {
	kerneltest.Deadline(t, limit)
	_, fd := streamtest.NewListener(t, "getppid")
	for _, cfg := range []seccompstream.Config{
		{Buffer: -1},
		{Workers: -1},
		{Timeout: -1},
		{CloseResponse: seccompstream.Answered()},
		{TimeoutResponse: seccompstream.Error(nil)},
		{ErrorResponse: seccompstream.Error(errors.New("no errno"))},
	} {
		if s, err := seccompstream.NewNotificationStream(fd, &cfg); err == nil {
			s.Close()
			t.Fatalf("%+v was accepted", cfg)
		}
	}
	// The listener is as it was.
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

func TestDescriptorIsOwned(t *testing.T) {
	kerneltest.Deadline(t, limit)
	before := openListeners(t)
	target, fd := streamtest.NewListener(t, "getppid")
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_SETFD, 0); err != nil {
		t.Fatal(err)
	}
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		t.Fatal(err)
	}
	if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err != nil || flags&unix.FD_CLOEXEC == 0 {
		t.Errorf("flags of the listener: %#x, %v; want close-on-exec", flags, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if n := openListeners(t); n != before {
		t.Errorf("%d listeners are open after Close, %d before", n, before)
	}
	if _, err := target.Call("getppid"); err != unix.ENOSYS {
		t.Errorf("call after Close: %v, want ENOSYS", err)
	}
}

func TestListenerIsDescriptorZero(t *testing.T) {
	kerneltest.Deadline(t, limit)
	lines := kerneltest.Child(t, listenerIsZero)
	if !slices.Equal(lines, []string{"listener 0", "call 9"}) {
		t.Errorf("%q", lines)
	}
}

var listenerIsZero = kerneltest.Scenario("listener-is-zero", func(report kerneltest.Report) {
	unix.Close(0)
	listener := make(chan int)
	result := make(chan string)
	go func() {
		runtime.LockOSThread()
		fd, err := installFilter(0, unix.SYS_GETPPID)
		if err != nil {
			report("%v", err)
		}
		listener <- fd
		result <- call(unix.SYS_GETPPID)
	}()
	fd := <-listener
	report("listener %d", fd)
	s, err := seccompstream.NewNotificationStream(fd, nil)
	if err != nil {
		report("%v", err)
		return
	}
	defer s.Close()
	n, err := s.Receive(context.Background())
	if err != nil {
		report("%v", err)
	}
	n.Success(9)
	report("call %s", <-result)
})

func TestNotificationFields(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	answered := callAsync(target, "getppid", 1, uint64(math.MaxUint64), 3, 4, 5, 6)
	n := receive(t, target.Stream)
	if n.PID != target.TID {
		t.Errorf("PID %d, want the thread's, %d", n.PID, target.TID)
	}
	if want := [6]uint64{1, math.MaxUint64, 3, 4, 5, 6}; n.Args != want {
		t.Errorf("Args %v, want %v", n.Args, want)
	}
	if n.Syscall != unix.SYS_GETPPID || n.Name() != "getppid" {
		t.Errorf("call %d, %q; want getppid", n.Syscall, n.Name())
	}
	if n.InstrPointer == 0 || n.Flags != 0 {
		t.Errorf("InstrPointer %#x, Flags %#x", n.InstrPointer, n.Flags)
	}
	line := n.String()
	for _, part := range []string{strconv.Itoa(n.PID), "getppid(0x1, 0xffffffffffffffff, 0x3"} {
		if !strings.Contains(line, part) || strings.Contains(line, "\n") {
			t.Errorf("String() = %q, want one line with %q", line, part)
		}
	}
	if err := n.Valid(); err != nil {
		t.Errorf("Valid before the answer: %v", err)
	}
	if err := n.Success(42); err != nil {
		t.Fatal(err)
	}
	if r := <-answered; r.val != 42 || r.err != nil {
		t.Errorf("the target got %v", r)
	}
	wantErr(t, "Valid after the answer", n.Valid(), seccompstream.ErrExpired)
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		arch uint32
		nr   int32
		want string
	}{
		{unix.AUDIT_ARCH_X86_64, 0, "read"},
		{unix.AUDIT_ARCH_X86_64, 257, "openat"},
		{unix.AUDIT_ARCH_I386, 0, "restart_syscall"},
		{unix.AUDIT_ARCH_I386, 5, "open"},
		{unix.AUDIT_ARCH_I386, 295, "openat"},
		{unix.AUDIT_ARCH_X86_64, 0x40000000 | 257, "openat"},
		{unix.AUDIT_ARCH_X86_64, 0x40000000 | 520, "execve"},
		{unix.AUDIT_ARCH_AARCH64, 56, "openat"},
		{unix.AUDIT_ARCH_ARM, 322, "openat"},
		{unix.AUDIT_ARCH_RISCV64, 56, "openat"},
		{unix.AUDIT_ARCH_X86_64, 9999, "syscall_9999"},
		{unix.AUDIT_ARCH_X86_64, -1, "syscall_-1"},
		{unix.AUDIT_ARCH_X86_64, -10001, "syscall_-10001"},
		{0xdeadbeef, 1, "syscall_1"},
	} {
		n := seccompstream.Notification{Arch: c.arch, Syscall: c.nr}
		for range 2 { // the second comes from the cache
			if got := n.Name(); got != c.want {
				t.Errorf("arch %#x number %d: %q, want %q", c.arch, c.nr, got, c.want)
			}
		}
		if s := n.String(); !strings.Contains(s, c.want) {
			t.Errorf("String() = %q", s)
		}
	}
}

func TestJSONKeepsZeroes(t *testing.T) {
	b, err := json.Marshal(seccompstream.Notification{})
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{`"Syscall":0`, `"PID":0`, `"ID":0`, `"Args":[0,0,0,0,0,0]`} {
		if !strings.Contains(string(b), field) {
			t.Errorf("%s lacks %s", b, field)
		}
	}
}

func TestNotificationWithoutStream(t *testing.T) {
	var n seccompstream.Notification
	if n.Valid() == nil || n.Continue() == nil || n.Success(0) == nil || n.Error(unix.EPERM) == nil {
		t.Error("the zero Notification can be answered")
	}
}

func TestStatsOldest(t *testing.T) {
	kerneltest.Deadline(t, limit)
	target := streamtest.New(t, nil, "getppid")
	if st := target.Stream.Stats(); st != (seccompstream.Stats{}) {
		t.Errorf("%+v", st)
	}
	answered := callAsync(target, "getppid")
	n := receive(t, target.Stream)
	time.Sleep(5 * time.Millisecond)
	if st := target.Stream.Stats(); st.Pending != 1 || st.Oldest < 5*time.Millisecond {
		t.Errorf("%+v", st)
	}
	n.Continue()
	<-answered
	if st := target.Stream.Stats(); st.Pending != 0 || st.Oldest != 0 {
		t.Errorf("%+v", st)
	}
}
